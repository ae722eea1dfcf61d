"""``GET /metrics`` as a Prometheus would read it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import connect

from fakes.creator_client import open_client
from fakes.production import ASPIRIN, FakeProduction
from fakes.served import served
from fakes.service import Opened, open_service
from fakes.watching import accept_all, at_gate, eventually, until
from picturelock.api.metrics import Metrics
from picturelock.engine.errors import DatabaseError, OutOfTurnError
from picturelock.engine.event import Decision
from picturelock.ports.models import Reply

Labels = dict[str, str]


async def scraped(opened: Opened) -> dict[str, list[tuple[Labels, float]]]:
    """Every sample by its name, read with Prometheus's own parser."""
    answer = await opened.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return parsed(answer.text)


def parsed(text: str) -> dict[str, list[tuple[Labels, float]]]:
    found: dict[str, list[tuple[Labels, float]]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def of(found: dict[str, list[tuple[Labels, float]]], name: str, **labels: str) -> float:
    return sum(value for has, value in found.get(name, []) if labels.items() <= has.items())


async def test_a_film_that_is_made_is_counted_stage_by_stage(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        video_id = await opened.studio.start("moa", ASPIRIN)
        await accept_all(opened.studio, video_id)
        found = await scraped(opened)

        assert of(found, "picturelock_sessions_started_total", kind="moa", mode="creator") == 1
        assert of(found, "picturelock_sessions", status="complete") == 1
        assert of(found, "picturelock_events") == (await opened.studio.session(video_id)).seq
        assert of(found, "picturelock_decisions_total", action="accept", outcome="stored") == 5
        for stage in ("scenes", "script", "visuals", "tts", "render"):
            assert of(found, "picturelock_runs_total", stage=stage, outcome="completed") == 1
            assert of(found, "picturelock_stage_seconds_count", stage=stage, outcome="completed") == 1
            assert of(found, "picturelock_runs_in_work", stage=stage) == 0
        assert of(found, "picturelock_build_info") == 1
        assert of(found, "picturelock_database_up") == 1


async def test_failed_and_cancelled_runs_and_refused_decisions_are_told_apart(tmp_path: Path) -> None:
    production = FakeProduction(fails={"scenes": "no"}, holds={"script": asyncio.Event()})
    async with open_service(tmp_path, production) as opened:
        video_id = await opened.studio.start("moa", ASPIRIN)
        assert (await at_gate(opened.studio, video_id)).status == "failed"
        del production.fails["scenes"]
        await opened.studio.decide(video_id, Decision(action="regenerate", by="Ann"))
        await at_gate(opened.studio, video_id)
        await opened.studio.decide(video_id, Decision(action="accept", by="Ann"))
        await eventually(lambda: production.at_once == 1)
        assert of(await scraped(opened), "picturelock_runs_working", queue="write") == 1
        with pytest.raises(OutOfTurnError):
            await opened.studio.decide(video_id, Decision(action="accept", by="Ben"))
        await opened.studio.decide(video_id, Decision(action="stop", by="Ann"))
        await eventually(lambda: production.at_once == 0)
        found = await scraped(opened)

        assert of(found, "picturelock_runs_total", stage="scenes", outcome="failed") == 1
        assert of(found, "picturelock_runs_total", stage="scenes", outcome="completed") == 1
        assert of(found, "picturelock_runs_total", stage="script", outcome="cancelled") == 1
        assert of(found, "picturelock_decisions_total", action="accept", outcome="refused") == 1


async def test_what_waits_is_counted_by_its_queue_and_gone_when_it_is_done(tmp_path: Path) -> None:
    held = asyncio.Event()
    production = FakeProduction(holds={"visuals": held})
    async with open_service(tmp_path, production) as opened:
        made = [await opened.studio.start("moa", ASPIRIN, "automatic") for _ in range(3)]
        await eventually(lambda: production.at_once == 1)
        for video_id in made:
            while (await opened.studio.session(video_id)).stage != "visuals":
                await until(opened.studio, video_id, "stage_running")
        assert of(await scraped(opened), "picturelock_runs_waiting", queue="draw") == 2
        held.set()
        for video_id in made:
            await opened.studio.wait(video_id)
        found = await scraped(opened)

        assert of(found, "picturelock_runs_waiting") == of(found, "picturelock_runs_working") == 0
        assert of(found, "picturelock_sessions", status="complete") == 3


async def test_requests_are_counted_by_the_template_of_their_path(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened:
        for path in ("/videos/vid_1", "/videos/vid_2", "/health", "/no/such/page", "/nor/this"):
            await opened.client.get(path)
        await opened.client.request("BREW", "/health")
        found = await scraped(opened)

        counted = "picturelock_http_requests_total"
        assert of(found, counted, route="/videos/{video_id}", method="GET", status="404") == 2
        assert of(found, counted, route="/health", status="200") == 1
        assert of(found, counted, route="unmatched", status="404") == 2
        assert of(found, counted, method="other", status="405") == 1
        assert of(found, "picturelock_http_request_seconds_count", route="/videos/{video_id}") == 2


async def test_open_sockets_are_counted(tmp_path: Path) -> None:
    async with open_client(tmp_path) as client:
        assert of(await scraped(client.opened), "picturelock_sockets") == 1
        async with connect(f"ws://{client.address}/ws/creator"):
            assert of(await scraped(client.opened), "picturelock_sockets") == 2


async def test_without_its_database_it_still_tells_what_it_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_service(tmp_path) as opened:
        await opened.studio.start("moa", ASPIRIN)
        assert of(await scraped(opened), "picturelock_sessions") == 1

        async def away() -> Any:
            raise DatabaseError("the database is away")

        monkeypatch.setattr(opened.studio, "measures", away)
        found = await scraped(opened)

        assert of(found, "picturelock_database_up") == 0
        assert "picturelock_sessions" not in found
        assert of(found, "picturelock_sessions_started_total") == 1


async def test_two_apps_in_one_process_do_not_share_their_counts(tmp_path: Path) -> None:
    async with open_service(tmp_path / "one") as one, open_service(tmp_path / "two") as two:
        await one.client.get("/health")

        assert of(await scraped(one), "picturelock_http_requests_total", route="/health") == 1
        assert of(await scraped(two), "picturelock_http_requests_total", route="/health") == 0


def test_answers_of_models_are_counted_and_their_names_cannot_grow_without_end() -> None:
    metrics = Metrics()
    for number in range(150):
        metrics.answered(f"ollama:{number}", Reply(text="", finish="stop", input_tokens=10, output_tokens=2))
    metrics.failed("openai:gpt")
    found = parsed(metrics.told(None)[0].decode())

    assert len(found["picturelock_model_calls_total"]) == 102
    assert of(found, "picturelock_model_calls_total", model="other", outcome="answered") == 50
    assert of(found, "picturelock_model_calls_total", model="other", outcome="failed") == 1
    assert of(found, "picturelock_model_tokens_total", direction="input") == 1500


async def test_a_scraper_over_the_network_is_answered(tmp_path: Path) -> None:
    async with open_service(tmp_path) as opened, served(opened.app) as address:
        reader, writer = await asyncio.open_connection(*address.split(":"))
        writer.write(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = (await reader.read()).decode()
        writer.close()
        await writer.wait_closed()

    assert answer.startswith("HTTP/1.1 200")
    assert "picturelock_build_info" in answer
