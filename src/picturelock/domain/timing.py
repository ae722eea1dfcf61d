"""From recorded seconds to frames: how long a scene is, and when each beat and word of it is."""

from picturelock.domain.frames import FrameFormat
from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import language_of
from picturelock.domain.script import SceneScript
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.voice import SceneVoice

# Breath: silence before the first word, between beats and after the last word of a scene, in seconds.
LEAD = 0.5
PAUSE = 0.35
TAIL = 0.8


class BeatSpan(Frozen):
    """When a beat's picture is seen, in frames of its scene; it starts with the beat's first word."""

    beat_id: str
    start: int
    end: int


class TimedWord(Frozen):
    """A word and when it is heard, in frames of its scene."""

    text: str
    start: int
    end: int


class SceneTiming(Frozen):
    """A scene's length and the places of its beats and words, in frames of the scene.

    ``beats`` cover the scene from 0 to ``length`` without gaps: the first starts at 0 with the lead-in.
    ``voice_starts`` are the frames at which each beat's recording is laid.
    """

    scene_id: str
    length: int
    beats: tuple[BeatSpan, ...]
    voice_starts: tuple[int, ...]
    words: tuple[TimedWord, ...]


def time_scene(voice: SceneVoice, frame: FrameFormat) -> SceneTiming:
    """Lay a scene's recordings one after another with breath between them."""
    starts: list[float] = []
    clock = LEAD
    for take in voice.beats:
        starts.append(clock)
        clock += take.seconds + PAUSE
    length = frame.frames(clock - PAUSE + TAIL)
    laid = [frame.frames(start) for start in starts]
    words = tuple(
        TimedWord(
            text=word.text,
            start=min(first + frame.frames(word.start), length - 1),
            end=min(max(first + frame.frames(word.end), first + frame.frames(word.start) + 1), length),
        )
        for first, take in zip(laid, voice.beats, strict=True)
        for word in take.words
    )
    cuts = [0, *laid[1:], length]
    spans = tuple(
        BeatSpan(beat_id=take.beat_id, start=cuts[place], end=cuts[place + 1])
        for place, take in enumerate(voice.beats)
    )
    return SceneTiming(
        scene_id=voice.scene_id, length=length, beats=spans, voice_starts=tuple(laid), words=words
    )


def spoken_seconds(text: str, language: str) -> float:
    """How long a narrator takes for a text and the gap after it, in seconds; good enough for a preview."""
    return (len(text) + 1) / language_of(language).spoken_per_second


def estimate_scene(
    script: SceneScript, frame: FrameFormat, pace: float = 1.0, *, language: str
) -> SceneTiming:
    """A scene's timing before its voice exists, from the number of its characters."""
    # Where words stand without a space between them there is no gap to count.
    gap = 0 if language_of(language).spaced else 1
    clock = LEAD
    laid: list[int] = []
    words: list[TimedWord] = []
    for beat in script.beats:
        laid.append(frame.frames(clock))
        for text in spoken_words(beat.text, language):
            spoken = spoken_seconds(text[gap:], language) / pace
            words.append(TimedWord(text=text, start=frame.frames(clock), end=frame.frames(clock + spoken)))
            clock += spoken
        clock += PAUSE
    length = frame.frames(clock - PAUSE + TAIL)
    cuts = [0, *laid[1:], length]
    spans = tuple(
        BeatSpan(beat_id=beat.id, start=cuts[place], end=cuts[place + 1])
        for place, beat in enumerate(script.beats)
    )
    return SceneTiming(
        scene_id=script.scene_id, length=length, beats=spans, voice_starts=tuple(laid), words=tuple(words)
    )
