"""``picturelock audit`` and ``picturelock gc`` over a film in the folder of a person."""

import asyncio
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import accept_all, at_gate
from picturelock.cli.main import app
from picturelock.engine.event import Decision
from picturelock.engine.studio import Studio


@dataclass
class Home:
    """A folder with a complete film, and the program over it."""

    root: Path
    video_id: str

    @property
    def record(self) -> Path:
        return self.root / "films" / self.video_id / "film.json"

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    def say(self, statement: str) -> None:
        with sqlite3.connect(self.root / "picturelock.sqlite3") as connection:
            connection.execute(statement)
        connection.close()


async def complete(root: Path, *, removed_by: str | None = None) -> tuple[str, dict[str, object]]:
    production = FakeProduction()
    studio = await Studio.open(production, f"sqlite:///{root / 'picturelock.sqlite3'}")
    try:
        video_id = await studio.start("moa", ASPIRIN, by="Ann")
        await at_gate(studio, video_id)
        said = Decision(action="regenerate", by="Ben", feedback="shorter", reason="the label")
        await studio.decide(video_id, said)
        await accept_all(studio, video_id)
        await studio.seal(video_id)
        head = await studio.head(video_id)
        if removed_by is not None:
            await studio.remove(video_id, by=removed_by)
    finally:
        await studio.close()
    return video_id, {"video_id": video_id, "log": head.model_dump()}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("PICTURELOCK_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    video_id, facts = asyncio.run(complete(tmp_path))
    opened = Home(tmp_path, video_id)
    opened.record.parent.mkdir(parents=True)
    opened.record.write_text(json.dumps(facts))
    return opened


def test_it_prints_a_line_for_each_decision_and_that_everything_fits(home: Home) -> None:
    done = home.run("audit", home.video_id)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Everything fits.")
    first = done.stdout.splitlines()[0].split("  ")
    assert (first[0], first[2:5], first[6:]) == (
        "4",
        ["Ben", "regenerate", "scenes 1"],
        ["“the label”", "“shorter”"],
    )
    assert f"Verified against entry 14 in {home.record}" in done.stdout


def test_it_names_the_first_entry_that_does_not_fit(home: Home) -> None:
    home.say("UPDATE events SET ts = '2020-01-01T00:00:00.000+00:00' WHERE seq = 6")
    done = home.run("audit", home.video_id)
    assert done.exit_code == 1
    assert "The log does not fit: entry 6 is not what was written there" in done.stderr
    told = json.loads(home.run("audit", home.video_id, "--json").stdout)
    assert (told["findings"][0]["seq"], told["decisions"][0]["by"]) == (6, "Ben")


def test_a_film_json_that_is_gone_or_was_given_away_counts(home: Home, tmp_path: Path) -> None:
    given = tmp_path / "given.json"
    home.record.rename(given)
    gone = home.run("audit", home.video_id)
    assert (gone.exit_code, "cannot be told" in gone.stderr) == (1, True)
    assert home.run("audit", home.video_id, "--film", str(given)).exit_code == 0
    facts = json.loads(given.read_text())
    given.write_text(json.dumps({**facts, "log": {**facts["log"], "seq": 20}}))
    cut = home.run("audit", home.video_id, "--film", str(given))
    assert (cut.exit_code, "entry 15 is missing" in cut.stderr) == (1, True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{", "not valid JSON"), ('{"log": {}}', "no seq and hash"), ('{"video_id": "vid_x"}', "about vid_x")],
)
def test_a_film_json_that_makes_no_sense_is_bad_input(
    home: Home, tmp_path: Path, content: str, reason: str
) -> None:
    given = tmp_path / "given.json"
    given.write_text(content)
    done = home.run("audit", home.video_id, "--film", str(given))
    assert (done.exit_code, reason in done.stderr) == (2, True)


def test_a_removed_film_says_by_whom(home: Home, tmp_path: Path) -> None:
    gone, _ = asyncio.run(complete(tmp_path, removed_by="Ann"))
    done = home.run("audit", gone)
    assert (done.exit_code, f"{gone} was removed by Ann on 20" in done.stderr) == (1, True)
    assert home.run("audit", "vid_none").exit_code == 1
    assert home.run("audit", "../etc").exit_code == 2


def test_gc_says_what_it_would_remove_and_removes_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.run("gc").stdout.split() == ["0", "bytes", "removed", "in", "0", "things"]
    monkeypatch.setenv("PICTURELOCK_KEEP_FILMS_DAYS", "1")
    home.say("UPDATE sessions SET changed = '2020-01-01T00:00:00.000+00:00'")
    dry = home.run("gc", "--dry-run")
    assert f"film {home.video_id}: complete since 2020-01-01" in dry.stdout
    assert home.record.exists()
    assert home.run("gc").stdout.splitlines()[0] == dry.stdout.splitlines()[0]
    assert not home.record.exists()
    assert "was removed by retention" in home.run("audit", home.video_id).stderr
