"""The OpenAPI schema of two-step writing tells every field with an example, and the examples work."""

from collections.abc import Iterator
from typing import Any

import pytest

from fakes.service import Opened
from picturelock.api.routes.writing import PATHS

KEPT = (
    "/scripts",
    *(f"/scripts/{{script_id}}{part}" for part in ("", "/report", "/resume", "/stop", "/segments/{number}")),
)
WRITING = tuple(path for paths in PATHS.values() for path in paths)


def resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def properties(
    schema: dict[str, Any], whole: dict[str, Any], place: str, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property below a schema, with its place."""
    if (name := str(schema.get("$ref", ""))) and name in seen:
        return
    seen |= {name}
    schema = resolved(schema, whole)
    for part in (*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])):
        yield from properties(part, whole, place, seen)
    for name, found in schema.get("properties", {}).items():
        yield f"{place}.{name}", found
        yield from properties(found, whole, f"{place}.{name}", seen)


def documents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "requestBody" in operation:
        yield "request", operation["requestBody"]["content"]["application/json"]["schema"]
    for status, answer in operation["responses"].items():
        if "application/json" in answer.get("content", {}):
            yield status, answer["content"]["application/json"]["schema"]


@pytest.mark.parametrize("path", [*WRITING, *KEPT])
async def test_every_field_has_a_description_and_an_example(service: Opened, path: str) -> None:
    whole = (await service.client.get("/openapi.json")).json()
    bare = [
        place
        for operation in whole["paths"][path].values()
        for name, schema in documents(operation)
        for place, found in properties(schema, whole, name)
        if not found.get("description") or "examples" not in found
    ]

    assert bare == []


@pytest.mark.parametrize("path", WRITING)
async def test_what_the_schema_gives_as_an_example_is_answered(service: Opened, path: str) -> None:
    whole = (await service.client.get("/openapi.json")).json()
    body = whole["paths"][path]["post"]["requestBody"]["content"]["application/json"]

    answer = await service.client.post(path, json=body["example"])
    each = {name: found["examples"][0] for name, found in body["schema"]["properties"].items()}
    all_at_once = await service.client.post(path, json=each)

    assert answer.status_code == 200, answer.text
    assert all_at_once.status_code == 200, all_at_once.text


@pytest.mark.parametrize("path", WRITING)
async def test_the_schema_says_what_else_is_answered(service: Opened, path: str) -> None:
    whole = (await service.client.get("/openapi.json")).json()
    responses = set(whole["paths"][path]["post"]["responses"])

    assert {"200", "400", "402", "413", "415", "422", "429", "502", "503"} <= responses
