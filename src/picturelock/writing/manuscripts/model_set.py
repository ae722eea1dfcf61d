"""Step 2 by a model: one set."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.models import LanguageModel
from picturelock.ports.progress import Progress, Report
from picturelock.writing.manuscripts.answers import segment_schema
from picturelock.writing.manuscripts.errors import WritingStoppedError
from picturelock.writing.manuscripts.measured_reply import CHARACTERS_PER_TOKEN
from picturelock.writing.manuscripts.part import Part
from picturelock.writing.manuscripts.part_loop import PartLoop
from picturelock.writing.manuscripts.segment_reading import SegmentReading
from picturelock.writing.manuscripts.set_prompt import set_prompt
from picturelock.writing.manuscripts.token_need import TokenNeed
from picturelock.writing.manuscripts.writer import Keep, WrittenSet

# Field names, quotes, ids and the notes for continuity around a segment's own text, in tokens.
FRAME_TOKENS = 80
# What the last segments of a script took is the best guess for the next.
SEEN_BACK = 10


class ModelSet:
    """The writing of one set.

    Args:
        metadata: step 1's result.
        numbers: the set's segment numbers.
        known: segments there are, in any order; those of the set are not written again.
        model: who writes.
        need: what this model was seen to need; after writing, ``self.need`` has what it learned.
    """

    def __init__(
        self,
        metadata: Metadata,
        numbers: range,
        known: Sequence[Segment],
        model: LanguageModel,
        need: TokenNeed,
    ) -> None:
        self.need = replace(need)
        self._metadata = metadata
        self._numbers = numbers
        self._there = {segment.segment_number: segment for segment in known}
        self._model = model
        if not self.need.seen and (guess := _seen_in(known)):
            self.need.item = guess

    async def write(self, keep: Keep, report: Report) -> WrittenSet:
        """Write what is missing.

        Raises:
            WritingStoppedError: with the usage of the whole set so far.
        """
        usage = Usage()
        kept_before = sum(number in self._there for number in self._numbers)

        async def kept(segment: Segment) -> None:
            await keep(segment)
            self._there[segment.segment_number] = segment

        def tell(_: Progress) -> None:
            done = sum(number in self._there for number in self._numbers)
            report(Progress(done=done / len(self._numbers), message=self._message(done)))

        if kept_before:
            tell(Progress(done=0))
        for run in runs(number for number in self._numbers if number not in self._there):
            loop = PartLoop(self._part(run, kept), self._model, self.need, tell)
            try:
                await loop.write()
            except WritingStoppedError as stopped:
                stopped.usage = usage + stopped.usage
                raise
            usage += loop.usage
        return WrittenSet(segments=tuple(self._there[number] for number in self._numbers), usage=usage)

    def _part(self, run: range, kept: Callable[[Segment], Awaitable[None]]) -> Part[Segment]:
        earlier = [self._there[number] for number in sorted(self._there) if number < run.start]
        reading = SegmentReading(self._metadata, earlier)
        return Part(
            name="segment",
            key="segments",
            number_field="segment_number",
            numbers=run,
            largest=len(self._numbers),
            schema=segment_schema([character.id for character in self._metadata.characters_roster]),
            prompt=lambda ask: set_prompt(self._metadata, earlier, ask),
            read=reading.read,
            keep=kept,
        )

    def _message(self, done: int) -> str:
        first, last = self._numbers.start, self._numbers.stop - 1
        return f"{done} of {len(self._numbers)} segments of this set ({first} to {last})"


def runs(numbers: Iterable[int]) -> list[range]:
    """Ascending numbers as ranges without a gap."""
    grouped = groupby(enumerate(numbers), key=lambda place: place[1] - place[0])
    found = [[number for _, number in group] for _, group in grouped]
    return [range(group[0], group[-1] + 1) for group in found]


def _seen_in(known: Sequence[Segment]) -> float | None:
    latest = sorted(known, key=lambda segment: segment.segment_number)[-SEEN_BACK:]
    if not latest:
        return None
    characters = sum(len(segment.title) + len(segment.text) for segment in latest)
    return FRAME_TOKENS + characters / len(latest) / CHARACTERS_PER_TOKEN
