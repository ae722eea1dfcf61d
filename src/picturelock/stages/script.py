"""The script stage: from the scenes to what is said in each."""

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.ports.films import Ask
from picturelock.stages.desk import Desk
from picturelock.stages.written import written


async def write_script(brief: Brief, scenes: ScenePlan, *, desk: Desk[Script]) -> Script:
    """Write the narration of every scene. Raises ``ProviderError``."""

    async def review(script: Script) -> str | None:
        return _missing_scenes(script, scenes) or _misnumbered_beats(script)

    ask = Ask(
        makes="script", answer=Script, brief=brief, rework=desk.rework, plan=scenes, previous=desk.previous
    )
    return await written(ask, desk.tools, review)


def _missing_scenes(script: Script, plan: ScenePlan) -> str | None:
    planned = [scene.id for scene in plan.scenes]
    told = [scene.scene_id for scene in script.scenes]
    return (
        None
        if planned == told
        else f"the plan has the scenes {', '.join(planned)}, the script {', '.join(told)}"
    )


def _misnumbered_beats(script: Script) -> str | None:
    for scene in script.scenes:
        ids = [beat.id for beat in scene.beats]
        expected = [f"{scene.scene_id}b{number}" for number in range(1, len(ids) + 1)]
        if ids != expected:
            return (
                f"the beats of {scene.scene_id} must be numbered {', '.join(expected)}, not {', '.join(ids)}"
            )
    return None
