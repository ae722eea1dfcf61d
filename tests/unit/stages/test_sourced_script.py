"""Where the brief asks for sources, a sentence without one stops the stage, and says which and why."""

from pathlib import Path

import pytest

from fakes.tools import FakeTools
from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.errors import ProviderError
from picturelock.domain.rework import Rework
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.pipelines.compliance_video import ComplianceBrief
from picturelock.stages.desk import Desk
from picturelock.stages.script import write_script

LEAFLET = ReferenceDocument(name="leaflet.pdf", text="Zyntara relieves sneezing in adults.\f")
BRIEF = ComplianceBrief(prompt="what it is for", brand_name="Zyntara", reference_docs=(LEAFLET,))
PLAN = ScenePlan(
    title="Zyntara",
    scenes=(Scene(id="s1", title="Use", purpose="its use", role="use"),),
    writer="fake-writer",
)


def script(text: str) -> Script:
    beats = (Beat(id="s1b1", text=text),)
    return Script(scenes=(SceneScript(scene_id="s1", beats=beats),), writer="fake-writer")


def desk(fakes: FakeTools) -> Desk[Script]:
    return Desk[Script](tools=fakes.tools, report=lambda _: None, engine="remotion", rework=Rework())


async def test_an_unsupported_sentence_is_sent_back_once_and_then_stops_the_stage(tmp_path: Path) -> None:
    fakes = FakeTools(tmp_path)
    fakes.writer.answers = [script("Zyntara cures hay fever in 9 of 10 people.")]
    with pytest.raises(ProviderError) as stopped:
        await write_script(BRIEF, PLAN, desk=desk(fakes))
    assert "s1b1: “Zyntara cures hay fever in 9 of 10 people.”" in str(stopped.value)
    assert "no sentence of the reference documents says it" in str(stopped.value)
    assert [ask.problem is not None for ask in fakes.writer.asked] == [False, True]


async def test_a_sentence_mended_after_it_was_sent_back_has_its_source(tmp_path: Path) -> None:
    fakes = FakeTools(tmp_path)
    fakes.writer.answers = [
        script("Zyntara cures hay fever."),
        script("Zyntara relieves sneezing in adults."),
    ]
    made = await write_script(BRIEF, PLAN, desk=desk(fakes))
    (source,) = made.scenes[0].beats[0].sources
    assert (source.kind, source.name, source.page) == ("document", "leaflet.pdf", 1)
