"""Whatever is sent to the endpoints of scripts, the answer is one the schema tells of, and never a 5xx."""

# The fuzzer's own types are not complete.
# pyright: reportUnknownVariableType=false

import asyncio
import threading
from collections.abc import Generator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from fakes.served import served
from fakes.service import open_service
from picturelock.api.routes.writing import PATHS


def refused_when_wrong(context: Any, response: Any, case: Any) -> bool | None:
    """What the schema forbids is refused; a body beyond the limit too, which the fuzzer does not count."""
    if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return None
    return negative_data_rejection(context, response, case)


CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    refused_when_wrong,
]
LABELS = [
    *(f"POST {path}" for paths in PATHS.values() for path in paths),
    "GET /scripts",
    "GET /scripts/{script_id}",
    "GET /scripts/{script_id}/report",
    "POST /scripts/{script_id}/resume",
    "POST /scripts/{script_id}/stop",
    "PUT /scripts/{script_id}/segments/{number}",
]
Operation = Any


class Serving(threading.Thread):
    """The service in a thread and a loop of its own, until it is told to end."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.address = ""
        self.ready = threading.Event()
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()

    def run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self.join()

    async def _serve(self) -> None:
        async with open_service(self._folder) as opened, served(opened.app) as address:
            self.address = address
            self.ready.set()
            await self._end.wait()


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> Generator[dict[str, Operation]]:
    """Every operation by its method and path, over a running service."""
    serving = Serving(tmp_path_factory.mktemp("service"))
    serving.start()
    serving.ready.wait()
    schema: Any = schemathesis.openapi.from_url(f"http://{serving.address}/openapi.json")
    yield {found.ok().label: found.ok() for found in schema.get_all_operations()}
    serving.stop()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("label", LABELS)
def test_nothing_that_is_sent_breaks_an_endpoint(
    operations: dict[str, Operation], label: str, mode: GenerationMode
) -> None:
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=operations[label].as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    send()
