"""A scene's time: frames outside, seconds inside; beats and phases start exactly at their frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from picturelock.domain.frames import FrameFormat
from picturelock.domain.timing import BeatSpan

# The seconds that a first phase keeps when the next one is wished for in the same beat.
_FIRST = 0.8


@dataclass(frozen=True)
class Span:
    """A stretch of a scene, in seconds from its start."""

    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def at(self, share: float) -> float:
        """The time at a share (0 to 1) of the stretch."""
        return self.start + share * self.length

    def part(self, first: float, last: float) -> "Span":
        """The stretch between two shares of this one."""
        return Span(self.at(first), self.at(last))


class Clock:
    """Where a scene's beats are. A scene without beats is one beat long."""

    def __init__(self, frame: FrameFormat, length: int, beats: Sequence[BeatSpan]) -> None:
        self.fps = frame.fps
        self.frames = length
        self.length = length / self.fps
        spans = [Span(beat.start / self.fps, beat.end / self.fps) for beat in beats]
        self.beats = tuple(spans) or (Span(0.0, self.length),)

    def beat(self, number: int) -> Span:
        """The beat with this number, counted from 0; a number past the end is the last."""
        return self.beats[min(number, len(self.beats) - 1)]

    def phases(self, *numbers: int) -> list[Span]:
        """The stretches in which things happen one after another, from the beats they are wished for.

        The first starts with the scene, each lasts until the next one starts, the last until the end.
        Phases that fall into one beat share it evenly; a phase never starts before the one ahead of it. Only
        the first gives way early: what is said with the scene's first words is not kept waiting for.
        """
        wished: list[int] = []
        for number in numbers:
            wished.append(max(min(number, len(self.beats) - 1), wished[-1] if wished else 0))
        starts: list[float] = []
        for number in sorted(set(wished)):
            later = [other for other in wished if other > number]
            first = self.beats[number].start if starts else 0.0
            last = self.beats[later[0]].start if later else self.length
            share = wished.count(number)
            if not starts and share > 1:
                starts.append(first)
                first, share = first + min(_FIRST, (last - first) / share), share - 1
            starts += [first + (last - first) * place / share for place in range(share)]
        return [Span(start, end) for start, end in zip(starts, [*starts[1:], self.length], strict=True)]

    def cues(self, numbers: Sequence[int]) -> list[float]:
        """When each of several things comes in: with its beat, those of one beat a little after another."""
        clamped = [min(number, len(self.beats) - 1) for number in numbers]
        cues: list[float] = []
        for place, number in enumerate(clamped):
            beat = self.beats[number]
            among = clamped.count(number)
            before = clamped[:place].count(number)
            # Things of one beat fill its first 70 %, at most a second and a half apart.
            cues.append(beat.start + min(1.5, 0.7 * beat.length / among) * before)
        return cues
