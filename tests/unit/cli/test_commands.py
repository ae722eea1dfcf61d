"""The program as it is started, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

PICTURELOCK = (sys.executable, "-c", "from picturelock.cli.main import main; main()")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    ours = ("PICTURELOCK_", "OPENAI_", "PEXELS_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PICTURELOCK_HOME": str(tmp_path / "home"), "COLUMNS": "80"}


def picturelock(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PICTURELOCK, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def service(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [*PICTURELOCK, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stderr is not None
            found = re.search(r"http://\S+", running.stderr.readline())
            assert found is not None
            yield running, found.group()
        finally:
            running.kill()


def test_help_loads_nothing_that_draws_or_serves() -> None:
    heavy = "{'fastapi', 'manim', 'numpy', 'pydantic_ai', 'rich.live', 'sqlalchemy'}"
    loaded = f"import sys, picturelock.cli.main; print(sorted({heavy} & set(sys.modules)))"

    assert subprocess.check_output([sys.executable, "-c", loaded], text=True).strip() == "[]"


def test_a_bad_brief_lists_every_problem_and_leaves_nothing(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    brief = tmp_path / "brief.json"
    brief.write_text('{"video_type": "moa", "payload": {"drug_name": "", "colour": "red"}}')

    refused = picturelock("make", str(brief), environment=environment)

    assert refused.returncode == 2
    fields = {line.partition(":")[0] for line in refused.stderr.splitlines()}
    assert fields == {"drug_name", "condition", "colour"}
    assert not (tmp_path / "home").exists()


def test_a_folder_that_does_not_exist_is_refused_before_anything_is_made(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    brief = Path(__file__).parents[3] / "examples/briefs/aspirin_moa.json"

    refused = picturelock("make", str(brief), "-o", str(tmp_path / "no/film.mp4"), environment=environment)

    assert refused.returncode == 2
    assert "there is no folder" in refused.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_service_answers_and_ends_when_it_is_told_to(
    service: tuple[subprocess.Popen[str], str], number: signal.Signals
) -> None:
    running, address = service

    assert httpx.get(f"{address}/health").status_code == 200
    running.send_signal(number)

    assert running.wait(timeout=60) == 0


def test_a_port_in_use_is_said_in_one_line(
    service: tuple[subprocess.Popen[str], str], environment: dict[str, str]
) -> None:
    port = service[1].rpartition(":")[2]

    refused = picturelock("serve", "--port", port, environment=environment)

    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [f"port {port} is in use; choose another with --port"]


def test_doctor_is_readable_at_80_columns_and_keeps_keys_to_itself(environment: dict[str, str]) -> None:
    said = picturelock("doctor", environment={**environment, "OPENAI_API_KEY": "sk-secret"})

    assert (
        max(map(len, said.stdout.splitlines()), default=0) <= 80
        or environment["PICTURELOCK_HOME"] in said.stdout
    )
    assert "ffmpeg" in said.stdout
    assert "PEXELS_API_KEY would add" in said.stdout
    assert "sk-secret" not in said.stdout + said.stderr


def test_doctor_names_what_to_install_when_no_film_can_be_made(environment: dict[str, str]) -> None:
    said = picturelock("doctor", environment={**environment, "PICTURELOCK_MODEL": "robot:7"})

    assert said.returncode != 0
    assert "PICTURELOCK_MODEL" in said.stderr


def test_doctor_tries_the_store_that_machines_share(environment: dict[str, str], tmp_path: Path) -> None:
    shared = {**environment, "PICTURELOCK_STORE": tmp_path.as_uri()}

    assert "can be read and written" in " ".join(picturelock("doctor", environment=shared).stdout.split())

    said = picturelock("doctor", environment={**shared, "PICTURELOCK_STORE": f"{tmp_path.as_uri()}/none"})
    assert said.returncode == 1
    assert (
        f"PICTURELOCK_STORE: is '{tmp_path.as_uri()}/none'; the folder {tmp_path}/none must exist"
        in said.stderr
    )


def test_a_service_whose_store_is_set_wrong_does_not_start(environment: dict[str, str]) -> None:
    said = picturelock(
        "serve", "--port", "0", environment={**environment, "PICTURELOCK_STORE": "ftp://films"}
    )

    assert said.returncode == 2
    assert said.stderr.startswith("PICTURELOCK_STORE: is 'ftp://films'; give a folder, or an address")
