from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.frames import LANDSCAPE, FrameFormat
from picturelock.domain.script import Beat, SceneScript
from picturelock.domain.shot import Artifact
from picturelock.domain.timing import LEAD, PAUSE, TAIL, SceneTiming, estimate_scene, time_scene
from picturelock.domain.voice import BeatTake, SceneVoice, Word

FORMATS = st.sampled_from(sorted(LANDSCAPE.values(), key=lambda frame: frame.fps))
HIGH = LANDSCAPE["high"]


def take(number: int, words: list[tuple[float, float]], seconds: float) -> BeatTake:
    beat_id = f"s1b{number}"
    return BeatTake(
        beat_id=beat_id,
        audio=Artifact(key="0" * 32, name=f"{beat_id}.wav"),
        seconds=seconds,
        words=tuple(Word(text=f"w{place}", start=start, end=end) for place, (start, end) in enumerate(words)),
    )


def voice(*beats: BeatTake) -> SceneVoice:
    return SceneVoice(scene_id="s1", beats=beats)


@st.composite
def voices(draw: st.DrawFn) -> SceneVoice:
    beats: list[BeatTake] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        seconds = draw(st.floats(0.01, 20))
        edges = sorted(draw(st.lists(st.floats(0, seconds), min_size=2, max_size=20)))
        beats.append(take(number, list(pairwise(edges)), seconds))
    return voice(*beats)


def covers_the_scene(timing: SceneTiming) -> bool:
    """Whether the beats' pictures follow one another from the first frame to the last."""
    ends = [0, *(beat.end for beat in timing.beats)]
    return [beat.start for beat in timing.beats] == ends[:-1] and ends[-1] == timing.length


@given(voice=voices(), frame=FORMATS)
def test_beats_cover_the_scene_and_words_lie_in_order_within_it(
    voice: SceneVoice, frame: FrameFormat
) -> None:
    timing = time_scene(voice, frame)
    assert covers_the_scene(timing)
    assert [word.text for word in timing.words] == [word.text for beat in voice.beats for word in beat.words]
    assert all(0 <= word.start < word.end <= timing.length for word in timing.words)
    assert all(one.start <= other.start for one, other in pairwise(timing.words))


@given(voice=voices(), frame=FORMATS)
def test_rounding_to_frames_never_adds_up(voice: SceneVoice, frame: FrameFormat) -> None:
    timing = time_scene(voice, frame)
    for place, start in enumerate(timing.voice_starts):
        exact = LEAD + sum(beat.seconds + PAUSE for beat in voice.beats[:place])
        assert abs(start - exact * frame.fps) <= 0.5 + 1e-6
    exact = LEAD + sum(beat.seconds + PAUSE for beat in voice.beats) - PAUSE + TAIL
    assert abs(timing.length - exact * frame.fps) <= 0.5 + 1e-6


@given(voice=voices(), frame=FORMATS)
def test_recordings_never_overlap_and_end_before_the_scene(voice: SceneVoice, frame: FrameFormat) -> None:
    timing = time_scene(voice, frame)
    ends = [
        start + beat.seconds * frame.fps for start, beat in zip(timing.voice_starts, voice.beats, strict=True)
    ]
    assert all(end < start for end, start in zip(ends, timing.voice_starts[1:], strict=False))
    assert ends[-1] < timing.length


def test_breath_is_laid_before_between_and_after_the_beats() -> None:
    timing = time_scene(voice(take(1, [(0, 1)], 1.0), take(2, [(0, 2)], 2.0)), HIGH)
    # LEAD 0.5 s, a second, PAUSE 0.35 s, two seconds, TAIL 0.8 s; 30 frames a second.
    assert timing.voice_starts == (15, 56)
    assert timing.length == 140


def test_a_beats_picture_starts_with_its_words_and_the_first_with_the_lead_in() -> None:
    timing = time_scene(voice(take(1, [(0, 1)], 1.0), take(2, [(0, 2)], 2.0)), HIGH)
    assert [(beat.start, beat.end) for beat in timing.beats] == [(0, 56), (56, 140)]
    assert timing.words[1].start == timing.voice_starts[1]


def test_a_word_shorter_than_a_frame_is_seen_for_one() -> None:
    timing = time_scene(voice(take(1, [(0.5, 0.5)], 1.0)), HIGH)
    assert (timing.words[0].start, timing.words[0].end) == (30, 31)


def test_the_same_recording_at_half_the_rate_has_half_the_frames() -> None:
    recorded = voice(take(1, [(0, 2)], 2.7))
    assert time_scene(recorded, HIGH).length == 2 * time_scene(recorded, LANDSCAPE["low"]).length


SCRIPT = SceneScript(
    scene_id="s1",
    beats=(
        Beat(id="s1b1", text="Aspirin gives away its acetyl group."),
        Beat(id="s1b2", text="The enzyme is closed."),
    ),
)


@pytest.mark.parametrize("pace", [0.5, 1.0, 1.6])
def test_an_estimate_covers_the_scene_with_every_word_in_order(pace: float) -> None:
    timing = estimate_scene(SCRIPT, HIGH, pace, language="en-US")
    assert covers_the_scene(timing)
    assert " ".join(word.text for word in timing.words) == SCRIPT.text
    assert all(one.end <= other.start for one, other in pairwise(timing.words))
    assert timing.words[-1].end < timing.length


def test_an_estimate_at_a_slower_pace_is_longer() -> None:
    assert (
        estimate_scene(SCRIPT, HIGH, 0.8, language="en-US").length
        > estimate_scene(SCRIPT, HIGH, 1.2, language="en-US").length
    )


def test_an_estimates_beats_start_with_their_first_words() -> None:
    timing = estimate_scene(SCRIPT, HIGH, language="en-US")
    assert timing.voice_starts == (timing.words[0].start, timing.words[6].start)
    assert timing.beats[1].start == timing.voice_starts[1]
