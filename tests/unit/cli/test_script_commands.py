import json
from pathlib import Path

import pytest

from fakes.manuscript_model import Behaviour, manuscript_server
from picturelock.domain.manuscript_reading import read_metadata
from unit.cli.rooms import Commands, commands, script_id
from unit.writing.export.fountain_reader import read_fountain


@pytest.fixture
def templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    return commands(monkeypatch, tmp_path)


@pytest.fixture
def half(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Commands, str]:
    """A script that a model left in the middle."""
    with manuscript_server(Behaviour(refuses=9)) as server:
        opened = commands(monkeypatch, tmp_path, server.url)
        written = opened.run("write", "movie", "a lantern", "--segments", "12", "--set-size", "4")
    return opened, script_id(written)


def written(opened: Commands, *words: str) -> str:
    made = opened.run("write", "story", "a lantern on a river", *words)
    assert made.exit_code == 0, made.output
    return script_id(made)


def test_scripts_are_listed_with_how_far_they_are(templates: Commands) -> None:
    first, second = written(templates), written(templates, "--segments", "9", "--seed", "3")

    listed = templates.run("script", "list")

    assert listed.exit_code == 0
    rows = listed.stdout.splitlines()[1:]
    assert [row.split()[0] for row in rows] == [second, first]
    assert "9 of 9" in rows[0]
    assert max(map(len, rows)) <= 80
    assert "1 of 2 scripts are shown" in templates.run("script", "list", "--limit", "1").stderr


def test_the_report_tells_every_measure_with_its_meaning(templates: Commands) -> None:
    reported = templates.run("script", "report", written(templates))

    assert reported.exit_code == 0
    for name in ("completeness", "numbering", "cast used", "strangers", "repetition", "outline kept"):
        assert name in reported.stdout
    assert "segments there are, of those planned" in reported.stdout
    assert "Used: no AI model was asked." in reported.stdout
    assert max(map(len, reported.stdout.splitlines())) <= 80


def test_the_report_names_what_is_missing_and_what_it_cost(half: tuple[Commands, str]) -> None:
    opened, ident = half

    shown = " ".join(opened.run("script", "report", ident).stdout.split())

    assert "Missing: segments 9 to 12" in shown
    assert "Stopped the last time:" in shown
    assert "calls," in shown
    assert "$" in shown


def test_an_unknown_price_is_called_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with manuscript_server() as server:
        opened = commands(monkeypatch, tmp_path, server.url)
        opened.price = None
        ident = written(opened)
        assert "cost unknown" in " ".join(opened.run("script", "report", ident).stdout.split())


def test_a_script_is_exported_whole_in_every_form(templates: Commands, tmp_path: Path) -> None:
    ident = written(templates)

    screenplay = read_fountain(templates.run("script", "export", ident, "--format", "fountain").stdout)
    page = templates.run("script", "export", ident, "--format", "markdown").stdout
    printed = templates.run("script", "export", ident, "--format", "json", "--output", "s.json")

    assert [scene.number for scene in screenplay.scenes] == [str(number) for number in range(1, 8)]
    assert screenplay.others == []
    assert page.count("\n### ") == 7
    assert (printed.stdout, printed.stderr) == ("", "")
    document = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert len(document["story"]["segments"]) == 7
    assert document["story"]["generation_info"]["metrics"]["completeness"] == 1
    assert read_metadata(document["story"], "story").generation_info.script_id == ident


@pytest.mark.parametrize("form", ["fountain", "markdown", "json"])
def test_an_incomplete_script_is_exported_with_a_note_of_what_is_missing(
    half: tuple[Commands, str], form: str
) -> None:
    opened, ident = half

    exported = opened.run("script", "export", ident, "--format", form)

    assert exported.exit_code == 0
    assert exported.stdout
    assert exported.stderr.splitlines() == [
        "This script is not whole. Segments 9 to 12 are not written yet.",
        f"Go on with: picturelock write resume {ident}",
    ]


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(
    templates: Commands, tmp_path: Path
) -> None:
    ident = written(templates)

    failed = templates.run("script", "export", ident, "--format", "json", "-o", "none/s.json")
    refused = templates.run("script", "export", ident, "--format", "json", "-o", str(tmp_path))

    assert (failed.exit_code, failed.stderr) == (
        1,
        "none/s.json cannot be written: No such file or directory\n",
    )
    assert refused.exit_code == 2
    assert "is a folder" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("report",), ("export", "--format", "json")])
def test_an_unknown_script_is_bad_input(templates: Commands, command: tuple[str, ...]) -> None:
    refused = templates.run("script", *command, "scr_none")

    assert refused.exit_code == 2
    assert "there is no script of this id" in refused.stderr
