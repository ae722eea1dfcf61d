import pytest

from picturelock.domain.cover import cover_frames
from picturelock.domain.cut import Clip, Cut, Track
from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.look import DARK
from picturelock.domain.shot import Artifact, Shot
from picturelock.domain.timing import BeatSpan

FRAME = LANDSCAPE["low"]
SECOND = FRAME.fps
MEDIA = Artifact(key="0" * 32, name="scene.mp4")


def ordered(place: int, template: str, *ends: int) -> DrawOrder:
    starts = (0, *ends[:-1])
    return DrawOrder(
        shot=Shot(scene_id=f"s{place + 1}", engine="manim", template=template, props={}),
        palette=DARK,
        frame=FRAME,
        length=ends[-1],
        beats=tuple(
            BeatSpan(beat_id=f"s{place + 1}b{number + 1}", start=start, end=end)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        ),
    )


def cut_of(orders: list[DrawOrder], captions: tuple[CaptionCue, ...] = ()) -> Cut:
    clips: list[Clip] = []
    for order in orders:
        start = clips[-1].start + clips[-1].length if clips else 0
        clips.append(Clip(media=MEDIA, start=start, length=order.length))
    return Cut(
        title="t",
        frame=FRAME,
        length=sum(order.length for order in orders),
        picture=Track(kind="picture", clips=tuple(clips)),
        voice=Track(kind="voice", clips=()),
        captions=captions,
    )


@pytest.mark.parametrize("scenes", [1, 3, 7, 12])
def test_at_most_eight_frames_are_looked_at_and_none_within_half_a_second_of_a_cut(scenes: int) -> None:
    orders = [ordered(place, "ion_channel", 2 * SECOND, 5 * SECOND) for place in range(scenes)]

    frames = cover_frames(cut_of(orders), orders)

    assert 2 <= len(frames) <= 8
    assert [one.frame for one in frames] == sorted({one.frame for one in frames})
    for one in frames:
        assert one.frame // (5 * SECOND) == one.place
        assert SECOND / 2 < one.frame % (5 * SECOND) < 4.5 * SECOND


def test_a_frame_stands_at_the_end_of_a_beat_before_the_next_comes_in() -> None:
    orders = [ordered(0, "ion_channel", 3 * SECOND, 6 * SECOND)]

    assert [one.frame for one in cover_frames(cut_of(orders), orders)] == [3 * SECOND - 4, 6 * SECOND - 10]


def test_no_frame_is_taken_while_a_caption_changes() -> None:
    orders = [ordered(0, "ion_channel", 3 * SECOND, 6 * SECOND)]
    cue = CaptionCue(start=0, end=3 * SECOND - 5, lines=("One",))

    first = cover_frames(cut_of(orders, (cue,)), orders)[0]

    assert first.frame < cue.end - 0.2 * SECOND


def test_a_picture_comes_before_words_and_the_end_card_last() -> None:
    orders = [
        ordered(place, template, 4 * SECOND)
        for place, template in enumerate(("title", "receptor_binding", "key_points", "end_card"))
    ]

    weights = [one.weight for one in cover_frames(cut_of(orders), orders)]

    assert sorted(range(4), key=lambda place: -weights[place]) == [1, 0, 2, 3]


def test_of_very_short_scenes_the_middle_is_taken() -> None:
    orders = [ordered(0, "title", SECOND // 2), ordered(1, "end_card", SECOND // 2)]

    assert [one.frame for one in cover_frames(cut_of(orders), orders)] == [3, 10]
