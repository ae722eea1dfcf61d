"""Captions against recordings, whatever voice made them: only the take says when a word is heard."""

from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.captions import caption_cues
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.shot import Artifact
from picturelock.domain.timing import time_scene
from picturelock.domain.voice import BeatTake, SceneVoice, Word

FRAME = LANDSCAPE["low"]
NOWHERE = Artifact(key="0" * 32, name="x.wav")

# A word, how long it is spoken and the pause after it, in seconds: from a hurried voice to a halting one.
SPOKEN = st.tuples(
    st.text("abcdefghij", min_size=1, max_size=14),
    st.floats(0.08, 1.2),
    st.sampled_from([0.0, 0.02, 0.3, 1.5]),
)


def take(number: int, spoken: list[tuple[str, float, float]]) -> BeatTake:
    clock, words = 0.0, list[Word]()
    for text, lasts, pause in spoken:
        words.append(Word(text=text, start=clock, end=clock + lasts))
        clock += lasts + pause
    return BeatTake(beat_id=f"s1b{number}", audio=NOWHERE, seconds=clock, words=tuple(words))


@given(st.lists(st.lists(SPOKEN, min_size=1, max_size=14), min_size=1, max_size=4))
def test_a_cue_and_its_light_are_there_when_the_take_says_the_word(
    beats: list[list[tuple[str, float, float]]],
) -> None:
    voice = SceneVoice(
        scene_id="s1", beats=tuple(take(number, beat) for number, beat in enumerate(beats, start=1))
    )
    timing = time_scene(voice, FRAME)
    cues = caption_cues(timing.words, timing.length, FRAME.fps, FRAME.caption_line, language="en")
    heard = [
        (word.text, at / FRAME.fps + word.start)
        for at, one in zip(timing.voice_starts, voice.beats, strict=True)
        for word in one.words
    ]
    lit = [
        (cue.lines[word.line][word.first : word.last], word.start / FRAME.fps, cue)
        for cue in cues
        for word in cue.words
    ]
    assert [text for text, _, _ in lit] == [text for text, _ in heard]
    for (_, at, cue), (_, spoken_at) in zip(lit, heard, strict=True):
        # Half a frame of rounding, and at most one more where two words fall into one frame.
        assert abs(at - spoken_at) <= 1.5 / FRAME.fps
        assert cue.start / FRAME.fps <= at < cue.end / FRAME.fps
