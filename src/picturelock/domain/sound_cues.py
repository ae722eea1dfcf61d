"""Captions that say what is heard besides words, for people who cannot hear it."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from picturelock.domain.captions import GAP, SHORTEST
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import primary

# Music is told of where nobody has spoken for so long (BBC guidelines: where it makes the mood).
PAUSE = 2.0  # seconds
# A description of sounds stays no longer than this, however long the music plays.
_LONGEST = 4.0
# The shortest time in which a word in brackets can be seen between two captions.
_LEAST = 0.5


class HeardSound(Frozen):
    """A sound that is no word: a row of ``sound_words.toml``, and when it is heard, in frames of the cut."""

    name: str
    start: int
    end: int


def with_sounds(
    cues: Sequence[CaptionCue], sounds: Sequence[HeardSound], fps: int, *, language: str
) -> tuple[CaptionCue, ...]:
    """The cues with those of sounds between them, in order, none over another.

    A sound for which there is no room between two cues is told in a line of its own above the next one's
    words, where that has a line left.
    """
    told = [cue.wordless for cue in cues]
    for sound in sorted(sounds, key=lambda one: one.start):
        label = described(sound.name, language)
        if label is None:
            continue
        before = [cue for cue in told if cue.start <= sound.start]
        after = [cue for cue in told if cue.start > sound.start]
        start = max(sound.start, before[-1].end + round(GAP * fps) if before else 0)
        limit = after[0].start - round(GAP * fps) if after else sound.end + round(SHORTEST * fps)
        end = min(max(sound.end, start + round(SHORTEST * fps)), start + round(_LONGEST * fps), limit)
        if end - start >= _LEAST * fps:
            told = [*before, CaptionCue(start=start, end=end, lines=(label,)), *after]
        elif after and len(after[0].lines) == 1:
            both = after[0].model_copy(update={"lines": (label, *after[0].lines)})
            told = [*before, both, *after[1:]]
    return tuple(told)


def music_in_pauses(
    spoken: Sequence[tuple[int, int]], length: int, fps: int, *, mood: str
) -> tuple[HeardSound, ...]:
    """The pauses in which music is heard alone.

    Args:
        spoken: when recordings are heard, from and to, in frames of the cut, in order.
        length: of the cut, in frames.
        fps: frames per second.
        mood: the music's, a row of the table; one that is not there is told as music.
    """
    edges = [(0, 0), *spoken, (length, length)]
    pauses = [(one[1], other[0]) for one, other in pairwise(edges)]
    return tuple(
        HeardSound(name=mood, start=start, end=end) for start, end in pauses if end - start > PAUSE * fps
    )


def described(name: str, language: str) -> str | None:
    """A sound in the language's words, in brackets; None where there is no table of the language."""
    words = _table().get(primary(language))
    return f"[{words.get(name, words['music'])}]" if words else None


@cache
def _table() -> dict[str, dict[str, str]]:
    table = files("picturelock.domain").joinpath("sound_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)
