"""Which segments of a script are not there, in numbers and in words."""

from collections.abc import Iterable, Iterator, Sequence

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_segment import Segment


def missing_numbers(metadata: Metadata, segments: Iterable[Segment]) -> tuple[int, ...]:
    """The numbers of the planned segments that are not there, in order."""
    have = {segment.segment_number for segment in segments}
    return tuple(
        number for number in range(1, metadata.generation_info.total_segments + 1) if number not in have
    )


def in_words(numbers: Sequence[int], noun: str = "segment") -> str:
    """Numbers as people say them: ``segment 4``, ``segments 1, 4 to 9 and 12``."""
    spans = [f"{first}" if first == last else f"{first} to {last}" for first, last in _spans(numbers)]
    listed = " and ".join(", ".join(spans).rsplit(", ", 1))
    return f"{noun} {listed}" if len(numbers) == 1 else f"{noun}s {listed}"


def segment_count(count: int) -> str:
    """So many segments in words: ``1 segment``, ``50 segments``."""
    return "1 segment" if count == 1 else f"{count:,} segments"


def set_count(count: int) -> str:
    """So many sets in words: ``1 set``, ``5 sets``."""
    return "1 set" if count == 1 else f"{count:,} sets"


def with_gaps(metadata: Metadata, segments: Iterable[Segment]) -> Iterator[Segment | str]:
    """The segments by their numbers, with a sentence in each place where some are missing."""
    there = {segment.segment_number: segment for segment in segments}
    gap: list[int] = []
    for number in range(1, metadata.generation_info.total_segments + 1):
        if number not in there:
            gap.append(number)
            continue
        if gap:
            yield not_written(gap)
            gap = []
        yield there[number]
    if gap:
        yield not_written(gap)


def not_written(gap: Sequence[int]) -> str:
    """A sentence about missing segments: ``Segments 3 to 4 are not written yet.``"""
    told = in_words(gap)
    return f"{told[0].upper()}{told[1:]} {'is' if len(gap) == 1 else 'are'} not written yet."


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
