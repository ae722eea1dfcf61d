"""The seams of two-step writing: where scripts are kept, and where their files are laid."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import Hand, KeptScript, KeptSegment, ScriptLine
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment


class Scripts(Protocol):
    """Scripts with their revisions and segments. Each call is one transaction."""

    async def add(self, script_id: str, kind: KindName, *, request: JsonObject | None, set_size: int) -> None:
        """Keep a new script; nothing happens when there is one of this id."""
        ...

    async def revise(self, script_id: str, metadata: Metadata) -> int:
        """Keep metadata as a revision of a script.

        Returns:
            The revision's number, from 1: that of the same metadata (see ``metadata_digest``) where it was
            kept before, else a new one without segments.

        Raises:
            UnknownScriptError: there is no such script.
        """
        ...

    async def find(
        self, script_id: str, revision: int | None = None, *, numbers: Sequence[range] | None = None
    ) -> KeptScript:
        """A script at a revision; at its newest one without.

        Args:
            script_id: which.
            revision: which of its revisions.
            numbers: the segments that are wanted, as ranges of their numbers; None for all.

        Raises:
            UnknownScriptError: there is no such script or revision.
        """
        ...

    async def list(self, *, limit: int, offset: int) -> tuple[tuple[ScriptLine, ...], int]:
        """Scripts, the last changed first, and how many there are in all."""
        ...

    async def put(
        self, script_id: str, revision: int, segment: Segment, *, by: Hand, replace: bool = False
    ) -> KeptSegment:
        """Keep a segment under its number.

        A person's segment replaces any other. A writer's replaces another writer's only with ``replace``, and
        never a person's.

        Returns:
            What is kept under the number now.

        Raises:
            UnknownScriptError: there is no such script or revision.
        """
        ...

    async def spend(self, script_id: str, revision: int, usage: Usage) -> None:
        """Add to what a revision has used up."""
        ...

    async def note_error(self, script_id: str, error: str | None) -> None:
        """Keep why writing stopped; None when it went well."""
        ...


class ScriptFiles(Protocol):
    """Where a script's JSON files are laid for people."""

    async def check(self, directory: str) -> None:
        """Make sure that files may be laid there; nothing is written.

        Raises:
            InvalidInputError: of ``output_directory``: it leaves the output root, or cannot be used.
        """
        ...

    async def save(
        self, directory: str, *, title: str, script_id: str, parts: Mapping[str, JsonObject]
    ) -> tuple[str, ...]:
        """Write ``{title}_{part}.json`` for each part (``metadata``, ``set_01``), each whole or not at all.

        A folder that holds another script of the same title keeps it: this one's files then have the script's
        id in their names.

        Returns:
            The files' paths as they can be opened, in the order of the parts.

        Raises:
            InvalidInputError: as ``check``.
            ScriptFilesError: the files cannot be written, with the reason.
        """
        ...
