import asyncio

import pytest

from picturelock.cli.environment import read_settings
from picturelock.cli.outcome import ended
from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidInputError([Problem("tone", "is too long")]), 2),
        (PicturelockError("render: no disk"), 1),
        (PermissionError(13, "Permission denied", "/films"), 1),
        (KeyboardInterrupt(), 130),
        (asyncio.CancelledError(), 143),
    ],
)
def test_each_way_to_fail_has_its_exit_code(error: BaseException, code: int) -> None:
    def run() -> None:
        raise error

    assert ended(run) == code


def test_success_is_zero() -> None:
    assert ended(lambda: None) == 0


def test_each_problem_has_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> None:
        raise InvalidInputError([Problem("tone", "is too long"), Problem("condition", "is required")])

    ended(run)

    assert capsys.readouterr().err.splitlines() == ["tone: is too long", "condition: is required"]


def test_every_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PICTURELOCK_VOICE", "robot")
    monkeypatch.setenv("PICTURELOCK_OFFLINE", "perhaps")

    with pytest.raises(InvalidInputError) as refused:
        read_settings()

    assert {problem.field for problem in refused.value.problems} == {
        "PICTURELOCK_VOICE",
        "PICTURELOCK_OFFLINE",
    }
