import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.manuscript_model import Behaviour, ManuscriptServer, manuscript_server
from fakes.manuscript_run import request as asked
from fakes.room import open_room
from fakes.watching import eventually
from picturelock.cli.writing import Manner, followed
from picturelock.writing.room.news import News, Wishes
from unit.cli.rooms import Commands, commands, script_id

IDEA = "a lantern on a river"


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    return commands(monkeypatch, tmp_path)


def by_a_model(
    monkeypatch: pytest.MonkeyPatch, folder: Path, server: ManuscriptServer, price: float | None = 0.000_001
) -> Commands:
    opened = commands(monkeypatch, folder, server.url)
    opened.price = price
    return opened


@pytest.mark.parametrize("kind", ["movie", "story", "meme", "free-content"])
def test_a_script_is_written_to_its_end_and_the_last_line_is_its_metadata(
    templates: Commands, kind: str, tmp_path: Path
) -> None:
    written = templates.run("write", kind, IDEA, "--segments", "12", "--output", "out/deep")

    assert written.exit_code == 0, written.output
    lines = written.stdout.splitlines()
    assert lines[0].startswith("Title: ")
    assert lines[1] == f"Script: {script_id(written)}"
    assert lines[2] == "Written: 12 of 12 segments by template-writer (no AI model)"
    assert lines[-1].startswith("out/deep/")
    assert lines[-1].endswith("_metadata.json")
    # A folder that is not there yet is made below the nearest one that is.
    assert templates.roots == [tmp_path]


def test_without_an_idea_a_meme_is_invented_and_a_movie_refused(templates: Commands) -> None:
    assert templates.run("write", "meme", "--segments", "2").exit_code == 0
    refused = templates.run("write", "movie")

    assert refused.exit_code == 2
    assert "IDEA" in refused.stderr


def test_every_problem_is_told_under_its_option_and_nothing_is_written(
    templates: Commands, tmp_path: Path
) -> None:
    (tmp_path / "cast.json").write_text('[{"id": "a", "name": "Ada"}, {"id": "a", "name": "Bo"}]')
    words = ("--no-narration", "--narration-only-first", "--language", "x_y", "--document", "none.pdf")

    refused = templates.run("write", "movie", " ", *words, "--characters", "cast.json")

    assert refused.exit_code == 2
    assert {line.partition(": ")[0] for line in refused.stderr.splitlines()} == {
        *("none.pdf", "IDEA", "--narration-only-first", "--language", "--characters (1.id)")
    }
    assert templates.files.saved == {}
    assert "No script is kept yet" in templates.run("script", "list").stderr


def test_more_than_the_templates_can_fill_is_refused_with_what_to_do(templates: Commands) -> None:
    refused = templates.run("write", "meme", "--segments", "200")

    assert refused.exit_code == 2
    assert refused.stderr.startswith("--segments: the template writer can fill 30 segments")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no such file"),
        ("{", "is not valid JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        ("{}", "must hold a list of characters, or the metadata of a script"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_cast_file_that_cannot_be_read_says_why(
    templates: Commands, tmp_path: Path, content: str | None, told: str
) -> None:
    if content is not None:
        (tmp_path / "cast.json").write_text(content)

    refused = templates.run("write", "movie", IDEA, "--characters", "cast.json")

    assert (refused.exit_code, refused.stderr) == (2, f"cast.json: {told}\n")


@pytest.mark.parametrize("wrap", [False, True])
def test_a_cast_and_documents_reach_the_script(templates: Commands, tmp_path: Path, wrap: bool) -> None:
    cast = [{"name": "Ada Moss", "personality": {"temper": "calm"}}]
    told = {"metadata": {"title": "x", "characters_roster": cast}} if wrap else cast
    (tmp_path / "cast.json").write_text(json.dumps(told))
    (tmp_path / "notes.txt").write_text("The lantern was lit for the first time in the year 1871.")

    words = ("--characters", "cast.json", "--document", "notes.txt", "--segments", "4")
    assert templates.run("write", "movie", IDEA, *words).exit_code == 0

    (metadata,) = [content for path, content in templates.files.saved.items() if "metadata" in path]
    assert json.loads(json.dumps(metadata))["characters_roster"][0]["name"] == "Ada Moss"
    assert "1871" in json.dumps(metadata)


def test_files_are_laid_in_the_default_folder_here(templates: Commands, tmp_path: Path) -> None:
    assert templates.run("write", "meme", "--segments", "2").exit_code == 0

    assert all(path.startswith("generated_movie_script/") for path in templates.files.saved)
    assert templates.roots == [tmp_path]


def test_a_file_in_place_of_the_folder_is_refused(templates: Commands, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()

    refused = [templates.run("write", "meme", "--output", name) for name in ("taken", "taken/below")]

    assert [one.exit_code for one in refused] == [2, 2]
    assert refused[0].stderr == "--output: taken is a file; name a folder\n"
    assert "is a file; no folder can be made in it" in refused[1].stderr
    assert templates.roots == []


def test_failed_sets_are_told_with_their_reason_and_how_to_go_on_and_resuming_completes_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with manuscript_server(Behaviour(refuses=9)) as server:
        opened = by_a_model(monkeypatch, tmp_path, server)
        written = opened.run("write", "movie", IDEA, "--segments", "12", "--set-size", "4")
        ident = script_id(written)
        server.behaviour = Behaviour()
        resumed = opened.run("write", "resume", ident)

    assert written.exit_code == 1
    assert "Written: 8 of 12 segments" in written.stdout
    assert "Failed: set" in written.stdout
    assert "Missing: segments 9 to 12" in written.stdout
    assert f"Go on with: picturelock write resume {ident}" in written.stdout.splitlines()
    assert written.stdout.splitlines()[-1].endswith("_metadata.json")
    assert written.stderr.splitlines()[-1] == "The script is not whole. Segments 9 to 12 are not written yet."
    assert resumed.exit_code == 0
    assert "Written: 12 of 12 segments" in resumed.stdout


def test_a_plan_that_fails_says_why_and_how_to_go_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with manuscript_server() as server:
        for _ in range(9):
            server.behaviour.failures.append("401")
        opened = by_a_model(monkeypatch, tmp_path, server)
        failed = opened.run("write", "story", IDEA)
        server.behaviour.failures.clear()
        reported = opened.run("script", "report", script_id(failed))
        resumed = opened.run("write", "resume", script_id(failed))

    assert failed.exit_code == 1
    assert f"Go on with: picturelock write resume {script_id(failed)}" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert reported.exit_code == 1
    assert "has no title, characters and outline yet" in reported.stderr
    assert resumed.exit_code == 0


def test_a_cost_limit_stops_before_it_is_passed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with manuscript_server() as server:
        opened = by_a_model(monkeypatch, tmp_path, server)
        stopped = opened.run("write", "movie", IDEA, "--segments", "40", "--max-cost", "0.02")

    assert stopped.exit_code == 1
    assert "the cost limit" in stopped.output
    assert "Go on with: picturelock write resume scr_" in stopped.output


def test_an_unknown_script_is_bad_input(templates: Commands) -> None:
    refused = templates.run("write", "resume", "scr_none")

    assert refused.exit_code == 2
    assert refused.stderr == (
        "scr_none: there is no script of this id; 'picturelock script list' shows those there are\n"
    )


class _Quiet:
    def show(self, news: News, usage: object = None) -> None:
        """Show nothing."""


async def test_interrupted_it_stops_keeps_what_is_written_and_says_how_to_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with open_room() as opened:
        ident = await opened.room.begin(asked(), Wishes())
        writing = asyncio.create_task(followed(opened.room, ident, _Quiet()))
        async with opened.room.watch(ident) as news:
            async for _ in news:
                if (await opened.room.script(ident)).segments:
                    break
        writing.cancel()

        with pytest.raises(asyncio.CancelledError):
            await writing

        assert opened.room.progress(ident) is None
        assert (await opened.room.script(ident)).segments
    said = capsys.readouterr().err.splitlines()
    assert f"What is written is kept. Go on with: picturelock write resume {ident}" in said


async def test_a_script_that_somebody_else_stops_is_not_finished(capsys: pytest.CaptureFixture[str]) -> None:
    async with open_room(Behaviour(failures=["hang"])) as opened:
        ident = await opened.room.begin(asked(), Wishes())
        writing = asyncio.create_task(followed(opened.room, ident, _Quiet()))
        await eventually(lambda: opened.server.requests > 0)
        await opened.room.stop(ident)

        with pytest.raises(Exception, match="was stopped"):
            await writing


def test_a_manner_is_told_to_the_room(tmp_path: Path) -> None:
    manner = Manner(output=tmp_path / "a", set_size=3, model="openai:x", max_cost=0.5)

    assert manner.wishes == Wishes(size=3, model="openai:x", max_cost=0.5, directory="a")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_program_cleanly_and_says_how_to_go_on(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    program = (
        "import sys, picturelock.wiring; from unit.cli.rooms import Commands; "
        "picturelock.wiring.open_room = Commands(sys.argv.pop(1)).open_room; "
        "from picturelock.cli.main import main; main()"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PICTURELOCK_HOME": str(tmp_path),
    }
    with manuscript_server() as server:
        words = ("write", "movie", IDEA, "--segments", "3000")
        with subprocess.Popen(
            [sys.executable, "-c", program, server.url, *words],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                assert running.stderr is not None
                # The first set is written; thousands are not.
                next(line for line in running.stderr if line.startswith("set 1 of 300: done"))
                running.send_signal(number)
                said, complained = running.communicate(timeout=60)
            finally:
                running.kill()

    assert running.returncode == code
    assert said == ""
    assert "What is written is kept. Go on with: picturelock write resume scr_" in complained
    assert "Traceback" not in complained
