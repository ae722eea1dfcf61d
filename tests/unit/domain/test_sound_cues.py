import itertools

from picturelock.domain.drawing import CaptionCue
from picturelock.domain.sound_cues import HeardSound, described, music_in_pauses, with_sounds

FPS = 30


def cue(start: int, end: int, *lines: str) -> CaptionCue:
    return CaptionCue(start=start, end=end, lines=lines or ("Words.",))


def test_music_is_told_of_only_where_nobody_speaks_for_two_seconds() -> None:
    heard = music_in_pauses([(90, 150), (190, 300), (400, 500)], 540, FPS, mood="calm")
    assert [(sound.start, sound.end) for sound in heard] == [(0, 90), (300, 400)]


def test_a_sound_stands_between_the_captions_and_over_none() -> None:
    cues = with_sounds(
        [cue(0, 60), cue(150, 200)],
        [HeardSound(name="calm", start=60, end=150)],
        FPS,
        language="de-DE",
    )
    assert [one.lines for one in cues] == [("Words.",), ("[ruhige Musik]",), ("Words.",)]
    assert all(one.end <= other.start for one, other in itertools.pairwise(cues))


def test_a_sound_without_room_is_told_above_the_next_words() -> None:
    cues = with_sounds(
        [cue(0, 60), cue(64, 100)], [HeardSound(name="whoosh", start=58, end=70)], FPS, language="en"
    )
    assert [one.lines for one in cues] == [("Words.",), ("[whoosh]", "Words.")]


def test_no_sound_is_told_in_another_language() -> None:
    assert described("calm", "tlh") is None
    told = [cue(0, 60)]
    assert with_sounds(told, [HeardSound(name="calm", start=90, end=200)], FPS, language="tlh") == tuple(told)
