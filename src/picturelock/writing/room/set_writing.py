"""One set of a kept script: only what is missing is written, and every segment is kept as it arrives."""

from collections.abc import Sequence

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import KeptScript, KeptSegment
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import numbers_of_set
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Report
from picturelock.ports.scripts import Scripts
from picturelock.writing.manuscripts.continuity import FIRST_FACTS
from picturelock.writing.manuscripts.errors import WritingStoppedError
from picturelock.writing.manuscripts.segment_reading import COMPARED_WORD_FOR_WORD
from picturelock.writing.manuscripts.writer import Keep, ManuscriptWriter


class SetWriting:
    """Writes one set of one revision.

    Args:
        scripts: where the segments are kept.
        script: the script as it is kept, with its metadata and at least the segments ``needed_for`` the set.
        set_number: which set, from 1.
        size: segments of a set.

    Raises:
        InvalidInputError: the set is past the end.
    """

    def __init__(self, scripts: Scripts, script: KeptScript, set_number: int, size: int) -> None:
        if script.metadata is None:
            raise InvalidInputError([Problem("metadata", "is not written yet; resume the script first")])
        self.usage = Usage()
        self._scripts = scripts
        self._script = script
        self._metadata: Metadata = script.metadata
        self._set_number = set_number
        self._size = size
        self._numbers = numbers_of_set(set_number, size, self._metadata.generation_info.total_segments)

    @property
    def whole(self) -> bool:
        """Whether every segment of the set is there."""
        return all(number in self._there() for number in self._numbers)

    async def write(self, writer: ManuscriptWriter, report: Report) -> None:
        """Write what is missing of the set.

        Raises:
            WritingStoppedError: with what of the script is kept by then.
        """
        await self._written(writer, tuple(self._there().values()), self._keep, report)

    async def write_anew(self, writer: ManuscriptWriter, report: Report) -> None:
        """Write the set again, but for what a person wrote; the old one goes when the new one is whole.

        Raises:
            WritingStoppedError: the old set is still there.
        """
        fresh: list[Segment] = []

        async def hold(segment: Segment) -> None:
            fresh.append(segment)

        theirs = {one.segment.segment_number for one in self._script.segments if one.by == "person"}
        known = [
            segment
            for number, segment in self._there().items()
            if number in theirs or number not in self._numbers
        ]
        await self._written(writer, known, hold, report)
        for segment in fresh:
            await self._put(segment, replace=True)

    async def _written(
        self, writer: ManuscriptWriter, known: Sequence[Segment], keep: Keep, report: Report
    ) -> None:
        try:
            written = await writer.write_set(
                self._metadata, self._set_number, self._size, known=known, keep=keep, report=report
            )
        except WritingStoppedError as stopped:
            self.usage = stopped.usage
            await self._scripts.spend(self._script.id, self._script.revision, stopped.usage)
            await self._scripts.note_error(self._script.id, str(stopped))
            kept = await self._scripts.find(self._script.id, self._script.revision, numbers=())
            stopped.script_id, stopped.segments_kept = kept.id, kept.segments_written
            raise
        self.usage = written.usage
        await self._scripts.spend(self._script.id, self._script.revision, written.usage)

    async def _keep(self, segment: Segment) -> None:
        await self._put(segment, replace=False)

    async def _put(self, segment: Segment, *, replace: bool) -> None:
        await self._scripts.put(self._script.id, self._script.revision, segment, by="writer", replace=replace)

    def _there(self) -> dict[int, Segment]:
        return {one.segment.segment_number: one.segment for one in self._script.segments}


def needed_for(set_number: int, size: int) -> tuple[range, range]:
    """The segments that a set is read on from, and its own; so many however long a script is."""
    first = (set_number - 1) * size + 1
    return range(1, FIRST_FACTS + 1), range(max(1, first - COMPARED_WORD_FOR_WORD), first + size)


def segments_of(script: KeptScript, numbers: range) -> tuple[KeptSegment, ...]:
    """The kept segments of these numbers, in order; fewer where some are missing."""
    return tuple(one for one in script.segments if one.segment.segment_number in numbers)


def set_document(metadata: Metadata, set_number: int, segments: Sequence[KeptSegment]) -> JsonObject:
    """What the file of one set holds."""
    return {
        "title": metadata.title,
        "set_number": set_number,
        "segments_count": len(segments),
        "segments": [one.segment.model_dump(mode="json", exclude={"continuity"}) for one in segments],
    }
