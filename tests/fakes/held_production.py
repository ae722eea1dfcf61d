"""A production whose runs end only when a test says so, and that remembers what each was made from."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

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

# Like a film of a product: sound and picture part ways after the script, and motion can be left out.
NEEDS: dict[str, tuple[str, ...]] = {
    "scenes": (),
    "script": ("scenes",),
    "visuals": ("scenes", "script"),
    "animations": ("script", "visuals"),
    "tts": ("script",),
    "render": ("animations", "tts"),
}
INSTEAD = {"animations": "visuals"}
STAGES = tuple(NEEDS)

Take = tuple[str, int]


@dataclass
class HeldProduction:
    """``ends`` holds what each run in work waits for: its result says whether it succeeds."""

    ends: dict[Take, asyncio.Future[bool]] = field(default_factory=dict[Take, asyncio.Future[bool]])
    made_from: dict[Take, dict[str, JsonObject]] = field(default_factory=dict[Take, dict[str, JsonObject]])

    def kinds(self) -> tuple[str, ...]:
        return ("film",)

    def plan(self, kind: str) -> tuple[StagePlan, ...]:
        return tuple(
            StagePlan(
                name=stage, needs=needs, instead=INSTEAD.get(stage), editable=stage in ("scenes", "script")
            )
            for stage, needs in NEEDS.items()
        )

    def validate(self, kind: str, payload: JsonObject) -> JsonObject:
        return payload

    async def run(self, order: StageOrder, report: Callable[[StageProgress], None]) -> StageResult:
        take = (order.stage, order.version)
        self.made_from[take] = order.inputs
        ends = asyncio.get_running_loop().create_future()
        self.ends[take] = ends
        report(StageProgress(done=0.5))
        try:
            if not await ends:
                raise StageFailedError("told to fail")
        finally:
            del self.ends[take]
        # Every other take of a stage is equal to one before it: equal takes must not count as a change.
        made = f"{order.stage} {order.version % 2}"
        return StageResult(take={"made": made}, data={"shown": made})

    async def complete(self, order: StageOrder, take: JsonObject) -> JsonObject:
        return {}

    async def remove(self, session_id: str) -> None:
        """Nothing is laid anywhere."""

    async def release(self, keys: Collection[str], *, before: float) -> frozenset[str]:
        return frozenset()

    async def edit(self, order: StageOrder, data: JsonObject, by: str) -> StageResult:
        self.made_from[order.stage, order.version] = order.inputs
        if not data.get("text"):
            raise InvalidPayloadError((Problem(field="text", message="is required"),))
        return StageResult(take={"made": data["text"]}, data=data)
