"""Word times where a voice tells none: its recording held against espeak-ng's of the same words.

espeak-ng says when each word begins. Dynamic time warping over both sounds' cepstra tells which moment of the
one is which of the other (Malfrère and Dutoit, 1997). ``bench/word_times.py`` measures how well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.voice.mfcc import HOP, RATE, Rows, cepstra
from picturelock.providers.voice.take_sound import Samples

_STEP = HOP / RATE  # seconds a row
_WAIT = 0.05  # what it costs that one sound waits for the other, a row
_QUIET = 0.03  # of the loudest moment: below it nobody speaks
_PAUSE = 0.15  # seconds of quiet that are a pause, not the closure of a p, t or k
_NEAR = 0.2  # seconds within which a word that follows a pause moves to the end of one


@dataclass(frozen=True)
class Spoken:
    """A recording: samples in -1..1 at ``rate`` Hz."""

    sound: Samples
    rate: int

    @property
    def seconds(self) -> float:
        return self.sound.size / self.rate


def word_times(recording: Spoken, reference: Spoken, starts: Sequence[float]) -> list[tuple[float, float]]:
    """When each word of ``recording`` begins and ends, in seconds, in order.

    Args:
        recording: what a voice said; it must not be silent.
        reference: the same words, from a voice that tells their times.
        starts: when each word begins in ``reference``, in seconds, in order.
    """
    first, last = speech(recording)
    first_known, last_known = speech(reference)
    heard = cepstra(_between(recording, first, last), recording.rate)
    known = cepstra(_between(reference, first_known, last_known), reference.rate)
    moments = _moments(known, heard)
    pauses, known_pauses = _pauses(recording), _pauses(reference)
    found: list[float] = []
    earliest = first
    for start in starts:
        rest = next((end for begin, end in known_pauses if begin - _STEP <= start <= end + _STEP), None)
        place = (min(max(rest or start, first_known), last_known) - first_known) / _STEP
        at = first + float(np.interp(place, np.arange(len(moments)), moments)) * _STEP
        if rest is not None:
            at = _after_pause(at, pauses)
        earliest = max(earliest, min(at, last))
        found.append(earliest)
    return [
        (start, _end(start, following, pauses))
        for start, following in zip(found, [*found[1:], last], strict=True)
    ]


def _between(spoken: Spoken, first: float, last: float) -> Samples:
    return spoken.sound[round(first * spoken.rate) : round(last * spoken.rate)]


def _moments(known: Rows, heard: Rows) -> NDArray[np.float64]:
    """For each row of ``known`` the row of ``heard`` that is the same moment of speech."""
    costs = _distances(known, heard)
    count, width = costs.shape
    best = np.full((count + 1, width + 1), np.inf, np.float32)
    best[0, 0] = 0
    # Along the diagonals, since each one needs nothing but the two before it.
    for diagonal in range(2, count + width + 1):
        rows = np.arange(max(1, diagonal - width), min(count, diagonal - 1) + 1, dtype=np.int64)
        columns = diagonal - rows
        waiting = np.minimum(best[rows - 1, columns], best[rows, columns - 1]) + _WAIT
        best[rows, columns] = costs[rows - 1, columns - 1] + np.minimum(waiting, best[rows - 1, columns - 1])
    return _middle_of_path(best)


def _distances(known: Rows, heard: Rows) -> NDArray[np.float32]:
    one = known / np.linalg.norm(known, axis=1, keepdims=True)
    other = heard / np.linalg.norm(heard, axis=1, keepdims=True)
    return (1 - one @ other.T).astype(np.float32)


def _middle_of_path(best: NDArray[np.float32]) -> NDArray[np.float64]:
    """The way back through the costs; where a row has several columns, the middle of them."""
    row, column = best.shape[0] - 1, best.shape[1] - 1
    ends = np.zeros((row, 2))
    ends[:, 0] = np.inf
    while row > 0 and column > 0:
        ends[row - 1] = min(ends[row - 1, 0], column - 1), max(ends[row - 1, 1], column - 1)
        ways = (best[row - 1, column - 1], best[row - 1, column] + _WAIT, best[row, column - 1] + _WAIT)
        way = int(np.argmin(ways))
        row, column = row - (way != 2), column - (way != 1)
    ends[np.isinf(ends[:, 0])] = 0
    return ends.mean(axis=1)


def _loudness(spoken: Spoken) -> NDArray[np.float64]:
    """How loud each 10 ms is, against the loudest."""
    size = round(spoken.rate * _STEP)
    count = max(1, spoken.sound.size // size)
    frames = np.resize(spoken.sound, count * size).reshape(count, size)
    power = np.sqrt((frames**2).mean(axis=1))
    return power / max(float(power.max()), 1e-9)


def speech(spoken: Spoken) -> tuple[float, float]:
    """When speaking begins and ends, in seconds."""
    loud = np.flatnonzero(_loudness(spoken) > _QUIET)
    return float(loud[0]) * _STEP, min(spoken.seconds, float(loud[-1] + 1) * _STEP)


def _pauses(spoken: Spoken) -> list[tuple[float, float]]:
    """When each pause begins and ends, in seconds."""
    quiet = _loudness(spoken) <= _QUIET
    turns = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(int), [0]))))
    pauses = zip(turns[::2], turns[1::2], strict=True)
    return [
        (float(begin) * _STEP, float(end) * _STEP) for begin, end in pauses if (end - begin) * _STEP >= _PAUSE
    ]


def _after_pause(at: float, pauses: Sequence[tuple[float, float]]) -> float:
    near = [end for _, end in pauses if abs(end - at) <= _NEAR]
    return min(near, key=lambda end: abs(end - at), default=at)


def _end(start: float, following: float, pauses: Sequence[tuple[float, float]]) -> float:
    """Where a word ends: at the pause after it, else where the next one begins."""
    return next((begin for begin, _ in pauses if start < begin <= following), following)
