"""What the writers' room works with, in memory: kept scripts, files, a ledger, and one model or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import JsonObject
from picturelock.domain.kept_script import (
    Hand,
    KeptScript,
    KeptSegment,
    ScriptLine,
    UnknownScriptError,
    metadata_digest,
)
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.models import LanguageModel, Limits, OpenModel, Permit

NOW = "2026-01-02T03:04:05+00:00"


@dataclass
class _Revision:
    metadata: Metadata
    segments: dict[int, KeptSegment] = field(default_factory=dict[int, KeptSegment])
    usage: Usage = field(default_factory=Usage)


@dataclass
class _Script:
    kind: KindName
    request: JsonObject | None
    set_size: int
    revisions: list[_Revision] = field(default_factory=list[_Revision])
    error: str | None = None


class ScriptsInMemory:
    """Implements ``ports.scripts.Scripts`` in dictionaries."""

    def __init__(self) -> None:
        self._scripts: dict[str, _Script] = {}

    async def add(self, script_id: str, kind: KindName, *, request: JsonObject | None, set_size: int) -> None:
        self._scripts.setdefault(script_id, _Script(kind, request, set_size))

    async def revise(self, script_id: str, metadata: Metadata) -> int:
        script = self._script(script_id)
        known = [metadata_digest(one.metadata) for one in script.revisions]
        if metadata_digest(metadata) in known:
            return known.index(metadata_digest(metadata)) + 1
        script.revisions.append(_Revision(metadata))
        return len(script.revisions)

    async def find(
        self, script_id: str, revision: int | None = None, *, numbers: Sequence[range] | None = None
    ) -> KeptScript:
        script = self._script(script_id)
        number = len(script.revisions) if revision is None else revision
        if number > len(script.revisions):
            raise UnknownScriptError(script_id, number)
        kept = script.revisions[number - 1] if number else None
        return KeptScript(
            id=script_id,
            kind=script.kind,
            request=script.request,
            set_size=script.set_size,
            revision=number,
            revisions=len(script.revisions),
            metadata=kept.metadata if kept else None,
            segments=tuple(
                kept.segments[place]
                for place in sorted(kept.segments)
                if numbers is None or any(place in wanted for wanted in numbers)
            )
            if kept
            else (),
            segments_written=len(kept.segments) if kept else 0,
            usage=kept.usage if kept else Usage(),
            error=script.error,
            created=NOW,
            changed=NOW,
        )

    async def list(self, *, limit: int, offset: int) -> tuple[tuple[ScriptLine, ...], int]:
        found = [await self.find(script_id) for script_id in reversed(self._scripts)]
        lines = [
            ScriptLine(
                id=one.id,
                kind=one.kind,
                title=one.metadata.title if one.metadata else None,
                total_segments=one.metadata.generation_info.total_segments if one.metadata else 0,
                segments_written=len(one.segments),
                revision=one.revision,
                error=one.error,
                created=one.created,
                changed=one.changed,
            )
            for one in found
        ]
        return tuple(lines[offset : offset + limit]), len(lines)

    async def put(
        self, script_id: str, revision: int, segment: Segment, *, by: Hand, replace: bool = False
    ) -> KeptSegment:
        segments = self._script(script_id).revisions[revision - 1].segments
        there = segments.get(segment.segment_number)
        if there is not None and by == "writer" and (there.by == "person" or not replace):
            return there
        segments[segment.segment_number] = KeptSegment(segment=segment, by=by, written=NOW)
        return segments[segment.segment_number]

    async def spend(self, script_id: str, revision: int, usage: Usage) -> None:
        self._script(script_id).revisions[revision - 1].usage += usage

    async def note_error(self, script_id: str, error: str | None) -> None:
        self._script(script_id).error = error

    def _script(self, script_id: str) -> _Script:
        if script_id not in self._scripts:
            raise UnknownScriptError(script_id)
        return self._scripts[script_id]


@dataclass
class FilesInMemory:
    """Implements ``ports.scripts.ScriptFiles``; a folder called ``..`` is refused."""

    saved: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])

    async def check(self, directory: str) -> None:
        if ".." in directory:
            raise InvalidInputError([Problem("output_directory", "leaves the output root")])

    async def save(
        self, directory: str, *, title: str, script_id: str, parts: Mapping[str, JsonObject]
    ) -> tuple[str, ...]:
        await self.check(directory)
        paths = {f"{directory}/{title}_{part}.json": content for part, content in parts.items()}
        self.saved.update(paths)
        return tuple(paths)


@dataclass
class OneModel:
    """Implements ``ports.models.Models`` with one model, called ``openai:fake``, or none at all."""

    model: LanguageModel | None = None
    free: bool = False
    limits: Limits = field(default_factory=Limits)
    price_per_token: float | None = None

    @property
    def default(self) -> str:
        return self.model.name if self.model else "template"

    def open(self, name: str) -> OpenModel:
        if self.model is None or name != self.model.name:
            raise InvalidInputError([Problem("model", f"{name} is not known")])
        return OpenModel(self.model, self.free, self.limits)

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        return None if self.price_per_token is None else (input_tokens + output_tokens) * self.price_per_token


@dataclass
class LedgerInMemory:
    """Implements ``ports.models.ModelLedger``; ``left`` requests of the day, where there is such a limit."""

    left: int | None = None
    until: float = 3_600.0
    booked: int = 0

    async def book(self, model: str, tokens: int, limits: Limits, *, now: float) -> Permit:
        if self.left == 0:
            return Permit(booking=None, wait=self.until, bound_by="requests_per_day", left_today=0)
        self.left = None if self.left is None else self.left - 1
        self.booked += 1
        return Permit(booking=self.booked, left_today=self.left)

    async def settle(self, booking: int, tokens: int) -> None:
        pass
