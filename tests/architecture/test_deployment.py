"""The example deployment says nothing that the program does not know."""

from typing import Any, cast

import pytest
import yaml
from typer.main import get_command

from architecture.tree import ROOT
from picturelock.cli.main import app
from picturelock.cli.queues import read_queues
from picturelock.settings import Settings

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "picturelock"}
# What the object store reads for itself.
OF_THE_STORE = {"AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}


def test_the_service_and_its_workers_are_deployed() -> None:
    assert {service["command"][0] for service in OURS.values()} == {"serve", "worker"}


@pytest.mark.parametrize("name", OURS)
def test_a_command_has_only_options_that_there_are(name: str) -> None:
    command, *options = OURS[name]["command"]
    known = cast("Any", get_command(app)).commands[command]
    read = known.make_context(command, list(options))  # raises when an option is unknown or has no value
    read_queues(read.params["queues"])  # raises when a queue is unknown


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    settings = {str(field.validation_alias) for field in Settings.model_fields.values()}
    assert OURS[name]["environment"].keys() - settings - OF_THE_STORE == set()


def test_every_service_that_is_waited_for_is_there_and_tells_its_health() -> None:
    for service in OURS.values():
        for needed in service["depends_on"]:
            assert "healthcheck" in COMPOSE["services"][needed]


def test_the_image_holds_what_is_named() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert 'ENTRYPOINT ["/opt/picturelock/.venv/bin/picturelock"]' in lines
    assert "COPY . /opt/picturelock" in lines
    for service in OURS.values():
        build = service["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
