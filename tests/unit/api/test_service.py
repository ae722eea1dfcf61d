import asyncio
import re

from fakes.production import ASPIRIN
from fakes.service import Opened
from fakes.watching import eventually


async def test_health_answers_while_a_film_is_made(service: Opened) -> None:
    service.production.holds["scenes"] = asyncio.Event()
    await service.studio.start("moa", ASPIRIN)
    answer = await service.client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_programs_get_the_endpoints_and_video_types_as_json(service: Opened) -> None:
    answer = await service.client.get("/", headers={"accept": "application/json"})
    body = answer.json()
    assert body["service"] == "Picturelock"
    assert body["endpoints"]["creator_mode"] == "/ws/creator"
    assert body["endpoints"]["create_moa"] == "/create-moa"
    moa = body["pipelines"]["moa"]
    assert moa["stages"] == ["scenes", "script", "visuals", "tts", "render"]
    assert moa["required"] == ["drug_name", "condition"]
    assert moa["optional"]["tone"] == "clear and educational"


async def test_programs_get_the_endpoints_of_scripts_and_how_each_kind_is_counted(service: Opened) -> None:
    body = (await service.client.get("/")).json()
    schema = (await service.client.get("/openapi.json")).json()
    assert {path for path in schema["paths"] if path.startswith("/generate-")} <= set(
        body["endpoints"].values()
    )
    assert body["endpoints"]["generate_movie_auto"] == "/generate-movie-auto"
    assert body["endpoints"]["scripts"] == "/scripts"
    assert body["scripts"]["free-content"] == {
        "metadata": "/generate-free-content-metadata",
        "segments": "/generate-free-content-segments-from-metadata",
        "single_call": "/generate-free-content",
        "count_field": "segments",
        "default_segments": 7,
        "set_size": 5,
        "idea_required": False,
        "result_key": "content",
    }


async def test_a_form_can_be_made_from_the_fields_alone(service: Opened) -> None:
    fields = (await service.client.get("/")).json()["pipelines"]["moa"]["fields"]
    by_name = {field["name"]: field for field in fields}
    assert [field["name"] for field in fields][:2] == ["drug_name", "condition"]
    assert by_name["quality"]["choices"] == ["low", "high"]
    assert by_name["captions"]["choices"] == ["clean", "karaoke", "off"]
    assert by_name["drug_name"]["max_length"] == 120
    assert by_name["drug_name"]["label"] == "Drug name"


async def test_browsers_get_the_page_which_loads_nothing_from_elsewhere(service: Opened) -> None:
    answer = await service.client.get("/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<title>Picturelock</title>" in answer.text
    assert not re.search(r"""(src|href)=["'](https?:)?//""", answer.text)
    assert "default-src 'self'" in answer.headers["content-security-policy"]


async def test_regions_have_codes_names_and_languages(service: Opened) -> None:
    body = (await service.client.get("/supported-regions")).json()
    japan = next(region for region in body["regions"] if region["code"] == "jp")
    assert (japan["name"], japan["language"], japan["dates"]) == ("Japan", "ja-JP", "year month day")
    germany = next(region for region in body["regions"] if region["code"] == "de")
    assert (germany["numbers"]["point"], germany["direction"]) == (",", "ltr")
    assert body["default"] == "global"


async def test_a_bug_is_answered_as_json_that_says_so(service: Opened) -> None:
    @service.app.get("/broken")
    async def broken() -> None:  # pyright: ignore[reportUnusedFunction]
        raise ZeroDivisionError

    answer = await service.client.get("/broken")
    assert answer.status_code == 500
    assert "unexpected ZeroDivisionError" in answer.json()["detail"]


async def test_a_closed_studio_is_answered_as_a_service_that_stops(service: Opened) -> None:
    service.production.holds["scenes"] = asyncio.Event()
    waiting = asyncio.create_task(service.client.post("/create-moa", json=ASPIRIN))
    await eventually(lambda: bool(service.production.orders))
    await service.studio.close()
    answer = await waiting
    assert answer.status_code == 503
    assert "goes on when it is started again" in answer.json()["detail"]
