"""Films made by the template writer, stage by stage, as the stages would ask for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from picturelock.domain.brief import Brief
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.storyboard import Storyboard
from picturelock.ports.films import Ask
from picturelock.writing.template_writer import TemplateWriter


@dataclass(frozen=True)
class Written:
    """What was written of a film."""

    plan: ScenePlan
    script: Script
    board: Storyboard

    @property
    def sentences(self) -> list[str]:
        return [beat.text for scene in self.script.scenes for beat in scene.beats]


WriteFilm = Callable[..., Awaitable[Written]]


@pytest.fixture
def write_film() -> WriteFilm:
    """Writes a film; ``rework`` is about the script."""

    async def write(brief: Brief, rework: Rework | None = None) -> Written:
        writer, first = TemplateWriter(), Rework()
        plan = await writer.write(Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=first))
        script = await writer.write(
            Ask(makes="script", answer=Script, brief=brief, rework=rework or first, plan=plan)
        )
        board = await writer.write(
            Ask(makes="visuals", answer=Storyboard, brief=brief, rework=first, plan=plan, script=script)
        )
        return Written(plan=plan, script=script, board=board)

    return write
