from dataclasses import replace
from pathlib import Path

import pytest

from fakes.story import BOARD, PLAN, SCRIPT
from fakes.tools import FakeTools
from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import (
    InvalidPayloadError,
    StageFailedError,
    StageOrder,
    StageProgress,
    StageResult,
)
from picturelock.pipelines.film_production import FilmProduction
from picturelock.writing.template_writer import TemplateWriter

PAYLOAD: JsonObject = {"drug_name": "Aspirin", "condition": "pain", "quality": "low"}


@pytest.fixture
def fakes(tmp_path: Path) -> FakeTools:
    fakes = FakeTools(tmp_path)
    fakes.writer.answers = [PLAN, SCRIPT, BOARD]
    return fakes


def names(production: FilmProduction, kind: str) -> tuple[str, ...]:
    return tuple(stage.name for stage in production.plan(kind))


async def run_through(
    production: FilmProduction, told: list[StageProgress] | None = None
) -> dict[str, StageResult]:
    results: dict[str, StageResult] = {}
    for stage in names(production, "moa"):
        order = StageOrder(
            session_id="vid_1",
            kind="moa",
            payload=PAYLOAD,
            stage=stage,
            version=1,
            inputs={name: result.take for name, result in results.items()},
        )
        results[stage] = await production.run(order, (told if told is not None else []).append)
    return results


def test_the_stages_of_each_video_type_are_the_contracts(fakes: FakeTools) -> None:
    production = FilmProduction(fakes.tools)
    assert names(production, "moa") == ("scenes", "script", "visuals", "tts", "render")
    assert names(production, "product_ad") == ("scenes", "script", "visuals", "animations", "tts", "render")


def test_an_unknown_video_type_is_refused_with_those_there_are(fakes: FakeTools) -> None:
    with pytest.raises(InvalidPayloadError, match="moa"):
        FilmProduction(fakes.tools).plan("opera")


def test_a_language_that_nothing_writes_is_refused_at_its_field_only_without_a_model(
    fakes: FakeTools,
) -> None:
    payload: JsonObject = {**PAYLOAD, "language": "pl"}
    assert FilmProduction(fakes.tools).validate("moa", payload)["language"] == "pl"
    tools = replace(fakes.tools, writer=TemplateWriter())
    with pytest.raises(InvalidPayloadError) as refused:
        FilmProduction(tools).validate("moa", payload)
    assert [problem.field for problem in refused.value.problems] == ["language"]


def test_every_problem_of_a_payload_is_named_by_field(fakes: FakeTools) -> None:
    payload: JsonObject = {"drug_name": "", "brand_colors": ["red"], "budget": 3}
    with pytest.raises(InvalidPayloadError) as caught:
        FilmProduction(fakes.tools).validate("moa", payload)
    problems = {problem.field: problem.message for problem in caught.value.problems}
    assert problems == {
        "drug_name": "must not be empty",
        "condition": "is required",
        "brand_colors.0": "must be a colour written as #rrggbb, such as #0b7fab",
        "budget": "is not a known field of this video type",
    }


async def test_a_film_goes_through_every_stage_and_is_published_with_its_facts(fakes: FakeTools) -> None:
    told: list[StageProgress] = []
    results = await run_through(FilmProduction(fakes.tools), told)
    assert str(results["render"].data["video_path"]).endswith("vid_1/render-1/film.mp4")
    video_id, _, facts = fakes.films.published[0]
    assert video_id == "vid_1"
    assert facts["writer"] == "fake-writer"
    assert facts["brief"] == {**facts["brief"], **PAYLOAD}  # pyright: ignore[reportGeneralTypeIssues]
    assert told[-1].done == 1.0


async def test_clients_are_shown_what_the_contract_says(fakes: FakeTools) -> None:
    results = await run_through(FilmProduction(fakes.tools))
    assert results["scenes"].data["scene_count"] == 2
    assert results["script"].data["script_count"] == 2
    first = results["script"].data["script"]
    assert isinstance(first, list)
    assert first[0] == {**first[0], "scene_id": "s1", "script": "This film is about aspirin."}  # pyright: ignore


async def test_a_stage_that_fails_says_why_and_which_scenes(fakes: FakeTools) -> None:
    fakes.renderer.failing = {"s2": "the brush broke"}
    with pytest.raises(StageFailedError, match="the brush broke") as caught:
        await run_through(FilmProduction(fakes.tools))
    assert caught.value.scenes == ("s2",)
    assert caught.value.retryable
