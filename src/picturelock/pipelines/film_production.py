"""Films as the engine's production: payloads become briefs, takes become models, stages are called."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import ValidationError

from picturelock.domain.brief import Brief
from picturelock.domain.cut import Film
from picturelock.domain.errors import PicturelockError, ScenesFailedError
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.domain.rework import Rework
from picturelock.engine.production import (
    InvalidPayloadError,
    Problem,
    StageFailedError,
    StageOrder,
    StagePlan,
    StageProgress,
    StageResult,
)
from picturelock.pipelines.catalogue import video_types
from picturelock.pipelines.changes import changed_scenes
from picturelock.pipelines.facts import film_facts
from picturelock.pipelines.named_files import named_files
from picturelock.pipelines.pipeline import Pipeline, Stage
from picturelock.pipelines.problems import problems_of
from picturelock.ports.films import Tools
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk
from picturelock.writing.phrases.brief_language import unwritten
from picturelock.writing.template.story import WRITER


class FilmProduction:
    """Implements the engine's ``Production`` with the pipelines of this folder."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def kinds(self) -> tuple[str, ...]:
        return tuple(video_types())

    def plan(self, kind: str) -> tuple[StagePlan, ...]:
        return tuple(
            StagePlan(
                name=stage.name,
                needs=tuple(need for need in stage.needs if need != "brief"),
                instead=stage.instead,
                editable=stage.edits is not None,
                queue=stage.queue,
                limits=stage.limits,
            )
            for stage in _pipeline(kind).stages
        )

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        brief = _brief(_pipeline(kind), payload)
        told = unwritten(brief) if self._tools.writer.name == WRITER else None
        if told is not None:
            raise InvalidPayloadError((Problem(field=told.field, message=told.message),))
        return brief.model_dump(mode="json")

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        pipeline = _pipeline(order.kind)
        stage = pipeline.stage(order.stage)
        brief = _brief(pipeline, order.payload)
        try:
            await self._bring(brief, order)
            take = await self._make(pipeline, stage, brief, order, report)
            data = stage.shows(take)
            if isinstance(take, Film):
                facts = film_facts(brief, order.inputs, take, video_id=order.session_id, log=order.log)
                path = await self._tools.films.publish(
                    order.session_id, take, facts, name=_render_name(order)
                )
                data = {**data, "video_path": str(path), "credits": facts["credits"]}
        except PicturelockError as error:
            failed = (
                tuple(one.scene_id for one in error.failures) if isinstance(error, ScenesFailedError) else ()
            )
            raise StageFailedError(str(error), retryable=error.retryable, scenes=failed) from error
        return StageResult(take=take.model_dump(mode="json"), data=data)

    async def complete(self, order: StageOrder, take: JsonObject) -> JsonObject:
        pipeline = _pipeline(order.kind)
        try:
            film = Film.model_validate(take)
            brief = _brief(pipeline, order.payload)
            facts = film_facts(brief, order.inputs, film, video_id=order.session_id, log=order.log)
            path = await self._tools.films.complete(order.session_id, film, facts)
        except KeyError as error:
            raise StageFailedError(f"a file of it is no longer kept: {error}", retryable=False) from error
        except (ValidationError, InvalidPayloadError) as error:
            message = f"an older version made it, and this one cannot read it: {error}"
            raise StageFailedError(message, retryable=False) from error
        except PicturelockError as error:
            raise StageFailedError(str(error), retryable=error.retryable) from error

        return {"video_path": str(path)}

    async def remove(self, session_id: str) -> None:
        try:
            await self._tools.films.remove(session_id)
        except PicturelockError as error:
            raise StageFailedError(str(error), retryable=error.retryable) from error

    async def release(self, keys: Collection[str], *, before: float) -> frozenset[str]:
        takes = self._tools.takes
        try:
            return frozenset([key for key in keys if not await takes.release(key, before=before)])
        except PicturelockError as error:
            raise StageFailedError(str(error), retryable=error.retryable) from error

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        pipeline = _pipeline(order.kind)
        stage = pipeline.stage(order.stage)
        assert stage.edits is not None, "the plan says which stages can be edited"
        desk = self._desk(pipeline, stage, order, lambda _: None, Rework())
        brief = _brief(pipeline, order.payload)
        takes = _takes(pipeline, stage, brief, order.inputs)
        try:
            await self._bring(brief, order, order.previous, data)
            take = await stage.edits(*takes.values(), data=data, person=by, desk=desk)
        except PicturelockError as error:
            # It is valid but cannot be shown: nothing is kept of what nobody could judge.
            raise InvalidPayloadError((Problem(field="data", message=str(error)),)) from error
        return StageResult(take=take.model_dump(mode="json"), data=stage.shows(take))

    async def _bring(self, brief: Brief, order: StageOrder, *more: JsonObject | None) -> None:
        """Have what a stage is made from on this machine, whichever machine made it."""
        files = named_files(order.payload, *order.inputs.values(), *more)
        ours = (brief.logo_picture, brief.own_music)
        await self._tools.takes.bring((*files, *brief.own_media, *(one for one in ours if one)))

    async def _make(
        self,
        pipeline: Pipeline,
        stage: Stage,
        brief: Brief,
        order: StageOrder,
        report: Callable[[StageProgress], None],
    ) -> Frozen:
        takes = _takes(pipeline, stage, brief, order.inputs)
        scenes = order.scenes
        if order.before and order.previous:
            before = _takes(pipeline, stage, brief, order.before)
            scenes = changed_scenes(_of_stages(before), _of_stages(takes))
        rework = Rework(variation=order.variation, feedback=order.feedback, scenes=scenes)
        desk = self._desk(pipeline, stage, order, report, rework)
        return await stage.by(*takes.values(), desk=desk)

    def _desk(
        self,
        pipeline: Pipeline,
        stage: Stage,
        order: StageOrder,
        report: Callable[[StageProgress], None],
        rework: Rework,
    ) -> Desk[Any]:
        return Desk[Any](
            tools=self._tools,
            report=lambda progress: report(_stage_progress(progress)),
            engine=pipeline.engine,
            rework=rework,
            previous=stage.makes.model_validate(order.previous) if order.previous else None,
            attended=order.attended,
            accepted_by=order.accepted_by,
        )


def _render_name(order: StageOrder) -> str:
    # Another attempt at the same version may still be at it: a process that was taken for dead.
    again = f".{order.attempt}" if order.attempt > 1 else ""
    return f"{order.stage}-{order.version}{again}"


def _pipeline(kind: str) -> Pipeline:
    known = video_types()
    if kind not in known:
        message = f"{kind!r} is not a video type; choose one of {', '.join(known)}"
        raise InvalidPayloadError((Problem(field="video_type", message=message),))
    return known[kind]


def _brief(pipeline: Pipeline, payload: JsonObject) -> Brief:
    try:
        return pipeline.brief.model_validate(payload)
    except ValidationError as error:
        raise InvalidPayloadError(problems_of(error)) from error


def _takes(
    pipeline: Pipeline, stage: Stage, brief: Brief, inputs: Mapping[str, JsonObject]
) -> dict[str, Frozen]:
    """What a stage needs, in its order; for a skipped stage the take that stands in."""
    takes: dict[str, Frozen] = {}
    for need in stage.needs:
        given: str | None = need
        while given is not None and given != "brief" and given not in inputs:
            given = pipeline.stage(given).instead
        if need == "brief":
            takes[need] = brief
        elif given is not None:
            takes[need] = pipeline.stage(given).makes.model_validate(inputs[given])
    return takes


def _of_stages(takes: dict[str, Frozen]) -> dict[str, Frozen]:
    return {name: take for name, take in takes.items() if name != "brief"}


def _stage_progress(progress: Progress) -> StageProgress:
    return StageProgress(done=progress.done, scene_id=progress.scene_id, message=progress.message)
