"""What starts the worker, and when drawings would change."""

import shutil
from pathlib import Path

import pytest

from picturelock.domain.errors import MissingToolError
from picturelock.providers.render import chromium, remotion_project
from picturelock.providers.render.chromium import headless_browser
from picturelock.providers.render.remotion_project import node_program, project_version, worker_command


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's sources in its place."""
    copy = tmp_path / "remotion"
    for part in ("src", "worker"):
        shutil.copytree(remotion_project.PROJECT / part, copy / part)
    shutil.copy(remotion_project.PROJECT / "package-lock.json", copy)
    monkeypatch.setattr(remotion_project, "PROJECT", copy)
    return copy


def test_version_is_the_same_for_the_same_sources_wherever_they_lie(request: pytest.FixtureRequest) -> None:
    before = project_version()
    request.getfixturevalue("copied")
    assert project_version() == before


@pytest.mark.parametrize("changed", ["src/stage/Captions.tsx", "worker/encoder.ts", "package-lock.json"])
def test_a_changed_source_changes_the_version(copied: Path, changed: str) -> None:
    before = project_version()
    with (copied / changed).open("a", encoding="utf-8") as file:
        file.write("\n// changed\n")
    assert project_version() != before


def test_a_new_template_changes_the_version(copied: Path) -> None:
    before = project_version()
    (copied / "src/templates/another.tsx").write_text("export default 1;\n", encoding="utf-8")
    assert project_version() != before


def test_another_browser_changes_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project_version()
    other = tmp_path / "chromium"
    other.write_text("#!/bin/sh\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setattr(chromium, "_PLACES", (other,))
    assert project_version() != before


def test_without_a_browser_the_error_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match=r"chromium-headless-shell is missing; .*apt-get install"):
        headless_browser()


def test_without_its_packages_the_error_says_so(copied: Path) -> None:
    with pytest.raises(MissingToolError, match="npm ci"):
        worker_command()


def test_node_comes_with_the_environment() -> None:
    assert node_program().is_file()
