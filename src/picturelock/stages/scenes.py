"""The scenes stage: from the brief to the film's ideas in order."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.ports.films import Ask
from picturelock.stages.desk import Desk
from picturelock.stages.written import written


async def plan_scenes(brief: Brief, *, desk: Desk[ScenePlan]) -> ScenePlan:
    """Plan the film's scenes. Raises ``ProviderError``."""
    ask = Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=desk.rework, previous=desk.previous)
    return await written(ask, desk.tools, _review)


async def _review(plan: ScenePlan) -> str | None:
    ids = [scene.id for scene in plan.scenes]
    expected = [f"s{number}" for number in range(1, len(ids) + 1)]
    return None if ids == expected else f"scenes must be numbered {', '.join(expected)}, not {', '.join(ids)}"
