"""Traces as a collector gets them over the real protocol."""

import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from fakes.production import ASPIRIN, FakeProduction
from fakes.service import Opened, open_service
from fakes.trace_collector import Collector, attributes, collecting
from fakes.watching import act, at_gate
from picturelock.domain.errors import InvalidInputError
from picturelock.engine.errors import OutOfTurnError
from picturelock.providers.telemetry.collector import collector_traces
from picturelock.providers.telemetry.session_ids import session_span

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@asynccontextmanager
async def traced(
    folder: Path, collector: Collector, production: FakeProduction | None = None
) -> AsyncGenerator[Opened]:
    """The service, traced; everything is at the collector when the context has ended."""
    traces = collector_traces(collector.url, offline=True)
    try:
        async with open_service(folder, production, observers=[traces], engine=traces) as opened:
            yield opened
    finally:
        await traces.close()


def trace_of(session_id: str) -> bytes:
    return session_span(session_id).trace_id.to_bytes(16)


async def test_everything_of_a_film_is_in_one_trace(tmp_path: Path) -> None:
    with collecting() as collector:
        async with traced(tmp_path, collector) as opened:
            video_id = await opened.studio.start("moa", ASPIRIN)
            await at_gate(opened.studio, video_id)
            await act(opened.studio, video_id, "accept")
            await at_gate(opened.studio, video_id)

    assert set(collector.paths) == {"/v1/traces"}
    root = collector.one("session moa")
    assert root.trace_id == trace_of(video_id) and root.parent_span_id == b""
    for name in ("stage scenes", "decision accept", "stage script"):
        span = collector.one(name)
        assert (span.trace_id, span.parent_span_id) == (root.trace_id, root.span_id)
    assert attributes(collector.one("stage script")) == {
        "video_id": video_id,
        "stage": "script",
        "version": 1,
        "attempt": 1,
        "queue": "write",
    }
    assert attributes(root) == {"video_id": video_id, "video_type": "moa", "mode": "creator"}
    assert collector.resources[0]["service.name"] == "picturelock"


async def test_a_request_is_a_span_in_its_callers_trace_and_linked_to_what_it_began(tmp_path: Path) -> None:
    with collecting() as collector:
        async with traced(tmp_path, collector) as opened:
            asked = {"prefer": "respond-async", "traceparent": CALLER}
            created = await opened.client.post("/create-moa", json=ASPIRIN, headers=asked)
            await opened.studio.wait(created.json()["video_id"])
            await opened.client.get(created.json()["url"])
            await opened.client.get("/health")

    request = collector.one("POST /create-moa")
    assert request.trace_id.hex() == CALLER.split("-")[1]
    assert request.parent_span_id.hex() == CALLER.split("-")[2]
    assert request.kind == Span.SPAN_KIND_SERVER
    assert attributes(request)["http.response.status_code"] == 202
    root = collector.one("session moa")
    assert [(link.trace_id, link.span_id) for link in root.links] == [(request.trace_id, request.span_id)]
    shown = attributes(collector.one("GET /videos/{video_id}"))
    assert shown["video_id"] == created.json()["video_id"]
    assert collector.named("GET /health") == []


async def test_what_fails_is_marked_and_no_word_of_a_person_is_sent(tmp_path: Path) -> None:
    production = FakeProduction(fails={"scenes": "Aspirin cannot be drawn"})
    with collecting() as collector:
        async with traced(tmp_path, collector, production) as opened:
            video_id = await opened.studio.start("moa", ASPIRIN)
            await at_gate(opened.studio, video_id)
            with pytest.raises(OutOfTurnError):
                await act(opened.studio, video_id, "accept", feedback="never say Aspirin")

    failed, refused = collector.one("stage scenes"), collector.one("decision accept")
    assert failed.status.code == refused.status.code == Status.STATUS_CODE_ERROR
    assert attributes(failed)["error.type"] == "StageFailedError"
    assert attributes(refused)["error.type"] == "OutOfTurnError"
    assert "Aspirin" not in "".join(str(span) for span in collector.spans)


def test_processes_agree_on_the_trace_of_a_session_without_talking() -> None:
    one, other = session_span("vid_1"), session_span("vid_2")

    assert one == session_span("vid_1") and one.is_valid
    assert one.trace_id != other.trace_id and one.span_id != other.span_id


async def test_a_collector_that_is_away_does_not_hold_the_end_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("picturelock.providers.telemetry.traces._LAST_SECONDS", 0.05)
    with collecting() as collector:
        pass
    async with traced(tmp_path, collector) as opened:
        answer = await opened.client.get("/videos")

    assert answer.status_code == 200
    assert collector.spans == []


@pytest.mark.parametrize("endpoint", ["collector:4318", "", "ftp://127.0.0.1", "grpc://127.0.0.1:4317"])
def test_what_is_no_address_is_refused_with_an_example(endpoint: str) -> None:
    with pytest.raises(InvalidInputError, match=r"OTEL_EXPORTER_OTLP_ENDPOINT.*http://127\.0\.0\.1:4318"):
        collector_traces(endpoint, offline=False)


def test_offline_refuses_a_collector_elsewhere() -> None:
    with pytest.raises(InvalidInputError, match="PICTURELOCK_OFFLINE=1"):
        collector_traces("https://collector.example.com", offline=True)


def test_a_missing_package_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "picturelock.providers.telemetry.traces", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(InvalidInputError, match=r"pip install 'picturelock\[telemetry\]'"):
        collector_traces("http://127.0.0.1:4318", offline=False)


def test_without_a_collector_opentelemetrys_sdk_is_not_even_loaded() -> None:
    loaded = "[name for name in sys.modules if name.startswith('opentelemetry.sdk')]"
    look = f"import sys, picturelock.cli.serve; print({loaded})"
    shown = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)

    assert shown.stdout.strip() == "[]"
