"""``picturelock keys``, and the doors that ``serve`` opens."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from picturelock.api.doors.key_file import KeyFile, read_keys
from picturelock.cli.doors import OpenToAllError, doors_of
from picturelock.cli.main import app
from picturelock.domain.door_limits import DoorLimits
from picturelock.domain.errors import InvalidInputError
from picturelock.settings import Settings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "of ours" / "keys.toml"
    monkeypatch.setenv("PICTURELOCK_API_KEYS", str(path))
    return path


def test_a_new_key_is_printed_once_and_works(path: Path) -> None:
    made = CliRunner().invoke(app, ["keys", "new", "office", "--role", "reviewer"])
    assert made.exit_code == 0
    key = made.stdout.strip()
    found = KeyFile(path).find(key)
    assert found is not None
    assert (found.name, found.role) == ("office", "reviewer")
    listed = CliRunner().invoke(app, ["keys", "list"])
    assert listed.stdout == "reviewer  office\n"
    assert key not in path.read_text()


def test_without_a_file_the_lines_to_add_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PICTURELOCK_API_KEYS", raising=False)
    made = CliRunner().invoke(app, ["keys", "new", "office", "--role", "viewer"])
    lines = made.stderr[made.stderr.index("[[keys]]") :].partition("\n\n")[0]
    (tmp_path / "keys.toml").write_text(lines)
    assert [key.name for key in read_keys(tmp_path / "keys.toml")] == ["office"]
    listed = CliRunner().invoke(app, ["keys", "list"])
    assert (listed.exit_code, listed.stderr.partition(":")[0]) == (2, "PICTURELOCK_API_KEYS")


@pytest.mark.parametrize("arguments", [["office: Ann", "--role", "viewer"], ["office", "--role", "owner"]])
def test_a_name_or_role_that_cannot_be_makes_no_key(path: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["keys", "new", *arguments]).exit_code == 2
    assert not path.exists()


def test_others_than_this_machine_are_let_in_with_keys_alone(path: Path) -> None:
    with pytest.raises(OpenToAllError, match="picturelock keys new NAME"):
        doors_of(Settings(PICTURELOCK_API_KEYS=None), local=False)  # pyright: ignore[reportCallIssue]
    with pytest.raises(InvalidInputError, match="cannot be read"):
        doors_of(Settings(), local=False)
    CliRunner().invoke(app, ["keys", "new", "office", "--role", "admin"])
    doors = doors_of(Settings(), local=False)
    assert doors.keys is not None
    assert doors.hosts is None


def test_on_loopback_the_service_answers_by_its_own_names_and_those_that_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert doors_of(Settings(), local=True).hosts == {"localhost", "127.0.0.1", "::1"}
    monkeypatch.setenv("PICTURELOCK_HOSTS", "Films.example.org, [::2]")
    hosts = doors_of(Settings(), local=True).hosts
    assert hosts == {"localhost", "127.0.0.1", "::1", "films.example.org", "::2"}


def test_origins_and_hosts_that_cannot_be_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PICTURELOCK_ORIGINS", "https://a.example, *, b.example")
    monkeypatch.setenv("PICTURELOCK_HOSTS", "films.example.org:8000")
    with pytest.raises(InvalidInputError) as wrong:
        doors_of(Settings(), local=True)
    assert [problem.field for problem in wrong.value.problems] == [
        *("PICTURELOCK_ORIGINS", "PICTURELOCK_ORIGINS", "PICTURELOCK_HOSTS")
    ]


def test_limits_are_what_the_settings_say_and_nought_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doors_of(Settings(), local=True).limits == DoorLimits()
    monkeypatch.setenv("PICTURELOCK_MESSAGE_MB", "0.5")
    monkeypatch.setenv("PICTURELOCK_OPEN_SESSIONS", "0")
    limits = doors_of(Settings(), local=True).limits
    assert (limits.message_bytes, limits.open_sessions) == (512 * 1024, None)
