"""Films as the engine's production: payloads become briefs, takes become models, stages are called."""

from collections.abc import Callable
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
    StageProgress,
    StageResult,
)
from picturelock.pipelines.catalogue import video_types
from picturelock.pipelines.facts import film_facts
from picturelock.pipelines.pipeline import Pipeline, Stage
from picturelock.pipelines.problems import problems_of
from picturelock.ports.films import Tools
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk


class FilmProduction:
    """Implements the engine's ``Production`` with the pipelines of this folder."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def kinds(self) -> tuple[str, ...]:
        return tuple(video_types())

    def stages(self, kind: str) -> tuple[str, ...]:
        return tuple(stage.name for stage in _pipeline(kind).stages)

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        return _brief(_pipeline(kind), payload).model_dump(mode="json")

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        pipeline = _pipeline(order.kind)
        stage = pipeline.stage(order.stage)
        brief = _brief(pipeline, order.payload)
        try:
            take = await self._make(pipeline, stage, brief, order, report)
            data = stage.shows(take)
            if isinstance(take, Film):
                path = await self._tools.films.publish(
                    order.session_id, take, film_facts(brief, order.inputs, take)
                )
                data = {**data, "video_path": str(path)}
        except PicturelockError as error:
            failed = (
                tuple(one.scene_id for one in error.failures) if isinstance(error, ScenesFailedError) else ()
            )
            raise StageFailedError(str(error), retryable=error.retryable, scenes=failed) from error
        return StageResult(take=take.model_dump(mode="json"), data=data)

    async def _make(
        self,
        pipeline: Pipeline,
        stage: Stage,
        brief: Brief,
        order: StageOrder,
        report: Callable[[StageProgress], None],
    ) -> Frozen:
        desk = Desk[Any](
            tools=self._tools,
            report=lambda progress: report(_stage_progress(progress)),
            engine=pipeline.engine,
            rework=Rework(variation=order.version, feedback=order.feedback, scenes=order.scenes),
            previous=stage.makes.model_validate(order.previous) if order.previous else None,
            attended=order.attended,
        )
        takes = [brief if need == "brief" else _input(pipeline, need, order) for need in stage.needs]
        return await stage.by(*takes, desk=desk)


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


def _input(pipeline: Pipeline, need: str, order: StageOrder) -> Frozen:
    return pipeline.stage(need).makes.model_validate(order.inputs[need])


def _stage_progress(progress: Progress) -> StageProgress:
    return StageProgress(done=progress.done, scene_id=progress.scene_id, message=progress.message)
