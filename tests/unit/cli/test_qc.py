"""``picturelock qc`` on files that are somebody else's, or no films."""

import json
import subprocess
from pathlib import Path

import pytest

from picturelock.cli.qc import qc
from picturelock.providers.film.ffmpeg import ffmpeg_program


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PICTURELOCK_HOME", str(tmp_path / "home"))
    return tmp_path


def made(to: Path, *arguments: str) -> Path:
    subprocess.run([ffmpeg_program(), "-v", "error", "-y", *arguments, str(to)], check=True)
    return to


def test_another_film_is_told_by_what_its_file_tells(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = made(home / "other.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=10:d=1", "-pix_fmt", "yuv420p")
    assert qc(str(silent), as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    outcomes = {check["name"]: check["outcome"] for check in told["checks"]}
    assert {outcomes[name] for name in ("text contrast", "voice sync", "length")} == {"not checked"}
    assert outcomes["decoding"] == outcomes["flashes"] == outcomes["frozen picture"] == "passed"
    assert {"container", "fast start"} <= {found["check"] for found in told["findings"]}


@pytest.mark.parametrize("content", [b"", b"a letter, not a film"])
def test_what_is_no_film_is_bad_input(home: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "letter.mp4").write_bytes(content)
    assert qc(str(home / "letter.mp4")) == 2
    assert "letter.mp4" in capsys.readouterr().err


def test_a_film_without_a_picture_is_bad_input(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = made(home / "sound.mp4", "-f", "lavfi", "-i", "sine=d=0.2")
    assert qc(str(sound)) == 2
    assert "has no picture" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere.mp4", "vid_0000000000000000", "../etc"])
def test_what_is_not_there_is_bad_input(home: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert qc(name) == 2
    assert name in capsys.readouterr().err


def test_facts_that_cannot_be_read_are_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = made(home / "mine.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=10:d=1")
    film.with_suffix(".json").write_text('{"cut": {"title": 3}}')
    assert qc(str(film)) == 2
    assert "mine.json: its cut is not valid" in capsys.readouterr().err
