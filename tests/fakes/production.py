"""A production of two kinds that does as each test tells it, for testing the engine and the API."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ValidationError

from picturelock.domain.brief import Brief, ShortText
from picturelock.domain.own_media import OwnMediaBrief
from picturelock.engine.production import (
    InvalidPayloadError,
    JsonObject,
    Problem,
    StageFailedError,
    StageOrder,
    StagePlan,
    StageProgress,
    StageResult,
)
from picturelock.pipelines.problems import problems_of

STAGES = {
    "moa": ("scenes", "script", "visuals", "tts", "render"),
    "product_ad": ("scenes", "script", "visuals", "animations", "tts", "render"),
}
# Recording needs the words alone; the film of a product can do without animations.
NEEDS = {
    "tts": ("script",),
    "render": ("scenes", "visuals", "tts"),
}
ANIMATED = {**NEEDS, "render": ("scenes", "animations", "tts")}
PLANS = {
    kind: tuple(
        StagePlan(
            name=stage,
            needs=(ANIMATED if "animations" in stages else NEEDS).get(stage),
            instead="visuals" if stage == "animations" else None,
            editable=stage in ("scenes", "script"),
            queue="write" if stage in ("scenes", "script") else "draw",
        )
        for stage in stages
    )
    for kind, stages in STAGES.items()
}
ASPIRIN: JsonObject = {"drug_name": "Aspirin", "condition": "pain"}
OATS: JsonObject = {"topic": "breakfast", "brand_name": "Haferlicht"}


class MedicineBrief(Brief):
    video_type: Literal["moa"] = "moa"  # pyright: ignore[reportIncompatibleVariableOverride]
    drug_name: ShortText
    condition: ShortText
    target_audience: ShortText = "healthcare professionals"
    persona: ShortText = "professional medical narrator"
    tone: ShortText = "clear and educational"

    @property
    def subject(self) -> str:
        return self.drug_name

    @property
    def context(self) -> str:
        return self.condition


class ProductBrief(OwnMediaBrief):
    video_type: Literal["product_ad"] = "product_ad"  # pyright: ignore[reportIncompatibleVariableOverride]
    topic: ShortText
    brand_name: ShortText
    persona: ShortText = "professional narrator"
    tone: ShortText = "clear and reassuring"

    @property
    def subject(self) -> str:
        return self.brand_name

    @property
    def context(self) -> str:
        return self.topic


BRIEFS: dict[str, type[Brief]] = {"moa": MedicineBrief, "product_ad": ProductBrief}


@dataclass
class FakeProduction:
    """Answers at once, unless a stage is told to fail, to hold until released, or to report progress."""

    orders: list[StageOrder] = field(default_factory=list[StageOrder])
    fails: dict[str, str] = field(default_factory=dict[str, str])
    breaks: dict[str, Exception] = field(default_factory=dict[str, Exception])
    holds: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])
    holds_version: dict[tuple[str, int], asyncio.Event] = field(
        default_factory=dict[tuple[str, int], asyncio.Event]
    )
    holds_edit: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])
    edited: list[StageOrder] = field(default_factory=list[StageOrder])
    reports: dict[str, list[StageProgress]] = field(default_factory=dict[str, list[StageProgress]])
    last_take: JsonObject | None = None
    completed: list[tuple[StageOrder, JsonObject]] = field(
        default_factory=list[tuple[StageOrder, JsonObject]]
    )
    lays: Exception | None = None
    removed: list[str] = field(default_factory=list[str])
    released: list[tuple[frozenset[str], float]] = field(default_factory=list[tuple[frozenset[str], float]])
    keeps: frozenset[str] = frozenset()
    cancelled: list[str] = field(default_factory=list[str])
    at_once: int = 0
    most_at_once: int = 0

    def kinds(self) -> tuple[str, ...]:
        return tuple(STAGES)

    def plan(self, kind: str) -> tuple[StagePlan, ...]:
        if kind not in STAGES:
            problem = f"{kind!r} is not a video type; choose one of {', '.join(STAGES)}"
            raise InvalidPayloadError((Problem(field="video_type", message=problem),))
        return PLANS[kind]

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        self.plan(kind)
        try:
            return BRIEFS[kind].model_validate(payload).model_dump(mode="json")
        except ValidationError as error:
            raise InvalidPayloadError(problems_of(error)) from error

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        self.orders.append(order)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._run(order, report)
        except asyncio.CancelledError:
            self.cancelled.append(order.stage)
            raise
        finally:
            self.at_once -= 1

    async def _run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        for progress in self.reports.get(order.stage, ()):
            report(progress)
        if (order.stage, order.version) in self.holds_version:
            await self.holds_version[order.stage, order.version].wait()
        if order.stage in self.holds:
            await self.holds[order.stage].wait()
        if order.stage in self.breaks:
            raise self.breaks[order.stage]
        if order.stage in self.fails:
            raise StageFailedError(self.fails[order.stage], scenes=("s2",))
        last = order.stage == STAGES[order.kind][-1]
        take: JsonObject = (
            self.last_take
            if last and self.last_take is not None
            else {"made": f"{order.stage} {order.version}"}
        )
        return StageResult(take=take, data={"shown": f"{order.stage} {order.version}"})

    async def complete(self, order: StageOrder, take: JsonObject) -> JsonObject:
        if self.lays is not None:
            raise self.lays
        self.completed.append((order, take))
        return {}

    async def remove(self, session_id: str) -> None:
        self.removed.append(session_id)

    async def release(self, keys: Collection[str], *, before: float) -> frozenset[str]:
        self.released.append((frozenset(keys), before))
        return self.keeps & frozenset(keys)

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        self.edited.append(order)
        if order.stage in self.holds_edit:
            await self.holds_edit[order.stage].wait()
        wrong = [name for name, value in data.items() if not value]
        if wrong or not data:
            raise InvalidPayloadError(
                tuple(Problem(field=name, message="is empty") for name in wrong or ["data"])
            )
        return StageResult(take={"made": f"{order.stage} by {by}: {data}"}, data=data)
