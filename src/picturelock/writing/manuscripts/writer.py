"""Whoever writes manuscripts: a language model, or the template writer that needs no key."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Report

Keep = Callable[[Segment], Awaitable[None]]
"""Called with each segment as soon as it is whole, in order; what it has returned from is kept."""


class WrittenSet(Frozen):
    """One set: exactly its segments, contiguous, each once, and what writing the missing ones used up."""

    segments: tuple[Segment, ...]
    usage: Usage = Usage()


class ManuscriptWriter(Protocol):
    """A writer of both steps."""

    @property
    def name(self) -> str:
        """Who it is and which version; part of the key of whatever it writes."""
        ...

    async def write_metadata(
        self, request: ManuscriptRequest, *, script_id: str, now: datetime, report: Report
    ) -> Metadata:
        """Step 1.

        Args:
            request: what is asked for.
            script_id: the id that the script is kept under.
            now: becomes ``generated_at``.
            report: gets progress.

        Raises:
            WritingStoppedError: the model failed, refused, or answered nothing usable several times.
            BeyondTemplatesError: more segments than the template writer can honestly fill.
        """
        ...

    async def write_set(
        self,
        metadata: Metadata,
        set_number: int,
        size: int,
        *,
        known: Sequence[Segment] = (),
        keep: Keep,
        report: Report,
    ) -> WrittenSet:
        """Step 2: one set.

        Args:
            metadata: step 1's result, perhaps edited.
            set_number: which set, from 1.
            size: segments of a set.
            known: segments there are of this script, in any order. Those of this set stay as they are and
                only what is missing is written; earlier ones are read on from: the first two of the script
                and the 300 before the set are enough. To write a set anew, leave its own out.
            keep: gets every newly written segment as soon as it is whole.
            report: gets progress.

        Raises:
            InvalidInputError: the set is past the end.
            WritingStoppedError: as above; what was handed to ``keep`` stays.
        """
        ...
