"""Two-step writing by a language model."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from picturelock.domain.manuscript import GenerationInfo, Metadata
from picturelock.domain.manuscript_kind import KindName, numbers_of_set
from picturelock.domain.manuscript_measures import Usage
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.models import LanguageModel
from picturelock.ports.progress import Progress, Report
from picturelock.writing.manuscripts.errors import WritingStoppedError
from picturelock.writing.manuscripts.form import FORMS
from picturelock.writing.manuscripts.model_plan import PlanParts
from picturelock.writing.manuscripts.model_set import ModelSet
from picturelock.writing.manuscripts.part import Item, Part
from picturelock.writing.manuscripts.part_loop import PartLoop
from picturelock.writing.manuscripts.plan_prompt import unread
from picturelock.writing.manuscripts.token_need import FREE_BUDGET, MOST_TOKENS, TokenNeed
from picturelock.writing.manuscripts.writer import Keep, WrittenSet

FREE_SUFFIX = ":free"
GUESSES = {"synopsis": 420.0, "character": 260.0, "act": 70.0, "outline point": 48.0}
MOST_HASHTAGS = 12


class ModelManuscriptWriter:
    """Implements ``ManuscriptWriter`` with one model, and learns what that model needs.

    Args:
        model: who writes.
        free: whether the configuration says that the model is free; one whose name ends in ``:free`` is.
        needs: what the model was seen to need, by part. Keep one for each model while a service runs: the
            next script starts from what the last one showed.
    """

    def __init__(
        self, model: LanguageModel, *, free: bool = False, needs: dict[str, TokenNeed] | None = None
    ) -> None:
        self._model = model
        self._fixed = FREE_BUDGET if free or model.name.endswith(FREE_SUFFIX) else None
        self._needs: dict[str, TokenNeed] = {} if needs is None else needs

    @property
    def name(self) -> str:
        return self._model.name

    async def write_metadata(
        self, request: ManuscriptRequest, *, script_id: str, now: datetime, report: Report
    ) -> Metadata:
        """Step 1, in parts; see ``ManuscriptWriter``."""
        plan = PlanParts(request)
        steps = _Steps(self, report)
        (core,) = await steps.write(plan.core(), 0.0, 0.15)
        count = plan.decide(core)
        invented = await steps.write(plan.characters(count), 0.15, 0.5) if count else []
        roster = plan.meet(invented)
        acts = await steps.write(plan.acts(), 0.5, 0.6)
        outline = await steps.write(plan.outline(acts), 0.6, 1.0)
        return Metadata(
            title=core.title,
            short_summary=core.short_summary,
            description=core.description,
            hashtags=tuple(_hashtag(tag) for tag in core.hashtags if _hashtag(tag) != "#")[:MOST_HASHTAGS],
            narrator_voice=core.narrator_voice,
            characters_roster=roster,
            story_outline=tuple(outline),
            acts=tuple(acts),
            generation_info=generation_info(
                request,
                script_id=script_id,
                now=now,
                writer=self.name,
                model=self.name,
                usage=steps.usage,
                document_facts=core.document_facts[:12] if request.reference_docs else (),
                notes=unread(request),
            ),
        )

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
        """Step 2; see ``ManuscriptWriter``."""
        info = metadata.generation_info
        numbers = numbers_of_set(set_number, size, info.total_segments)
        key = _segment_key(info.kind)
        writing = ModelSet(metadata, numbers, known, self._model, self.need(key, FORMS[info.kind].tokens))
        try:
            return await writing.write(keep, report)
        finally:
            self._needs[key] = writing.need

    def requests_for(self, kind: KindName, segments: int, size: int) -> int:
        """About how many requests so many segments need in sets of ``size``, by what was seen so far."""
        step = self.need(_segment_key(kind), FORMS[kind].tokens).step(size)
        return -(-segments // step.items)

    def need(self, key: str, guess: float) -> TokenNeed:
        """What was learned about such items, or the first guess; a copy, as sets may be written at a time."""
        if known := self._needs.get(key):
            return replace(known)
        # How much a model thinks, and where its server cuts, is much the same for everything it writes.
        thinking = max((need.thinking for need in self._needs.values()), default=0.0)
        ceiling = min((need.ceiling for need in self._needs.values()), default=MOST_TOKENS)
        return TokenNeed(item=guess, fixed=self._fixed, thinking=thinking, ceiling=ceiling)

    async def write_part(self, part: Part[Item], report: Report) -> tuple[list[Item], Usage]:
        """Write one part of step 1 and what it used up."""
        need = self.need(part.name, GUESSES[part.name])
        loop = PartLoop(part, self._model, need, report)
        try:
            return await loop.write(), loop.usage
        finally:
            self._needs[part.name] = need


class _Steps:
    """The parts of step 1 one after another: their usage, and their progress as one."""

    def __init__(self, writer: ModelManuscriptWriter, report: Report) -> None:
        self.usage = Usage()
        self._writer = writer
        self._report = report

    async def write(self, part: Part[Item], start: float, end: float) -> list[Item]:
        def tell(progress: Progress) -> None:
            done = start + (end - start) * progress.done
            self._report(Progress(done=done, message=progress.message))

        try:
            items, usage = await self._writer.write_part(part, tell)
        except WritingStoppedError as stopped:
            stopped.usage = self.usage + stopped.usage
            raise
        self.usage += usage
        return items


def generation_info(
    request: ManuscriptRequest, *, script_id: str, now: datetime, **told: Any
) -> GenerationInfo:
    """How a manuscript was asked for, with both counts; ``told`` are the fields that the writer knows."""
    return GenerationInfo(
        total_segments=request.count,
        segments_planned=request.count,
        generated_at=now.replace(microsecond=0, tzinfo=None).isoformat(),
        idea=request.idea,
        no_narration=request.no_narration,
        narration_only_first=request.narration_only_first,
        adult_story=request.adult_story,
        kind=request.kind,
        language=request.language,
        tone=request.tone,
        seed=request.seed,
        script_id=script_id,
        **told,
    )


def _segment_key(kind: KindName) -> str:
    return f"segment of a {kind}"


def _hashtag(tag: str) -> str:
    """A hashtag as it is written: one ``#``, no spaces."""
    return "#" + "".join(tag.split()).lstrip("#")[:99]
