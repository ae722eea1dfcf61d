from pathlib import Path

import pytest

from picturelock.cli.export import ExportError, check_output, copy_film
from picturelock.domain.errors import InvalidInputError


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "vid_1"
    folder.mkdir()
    for name in ("film.mp4", "poster.png", "script.srt", "script.vtt", "film.json", "CREDITS.txt"):
        (folder / name).write_text(name)
    return folder / "film.mp4"


def test_the_copy_comes_with_poster_captions_and_facts(film: Path, tmp_path: Path) -> None:
    copy_film(film, check_output(tmp_path / "aspirin.mp4"))

    names = [
        "aspirin.credits.txt",
        "aspirin.json",
        "aspirin.mp4",
        "aspirin.png",
        "aspirin.srt",
        "aspirin.vtt",
    ]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == names
    assert (tmp_path / "aspirin.mp4").read_text() == "film.mp4"


def test_further_shapes_are_copied_beside_it_with_all_that_is_theirs(film: Path, tmp_path: Path) -> None:
    for name in ("film_9x16.mp4", "poster_9x16.png", "thumbnail_9x16.png", "script_9x16.srt", "film_1x1.mp4"):
        (film.parent / name).write_text(name)

    copy_film(film, check_output(tmp_path / "aspirin v1.2.mp4"))

    copied = {path.name: path.read_text() for path in tmp_path.iterdir() if "x" in path.stem}
    assert copied == {
        "aspirin v1.2_9x16.mp4": "film_9x16.mp4",
        "aspirin v1.2_9x16.png": "poster_9x16.png",
        "aspirin v1.2_9x16.thumbnail.png": "thumbnail_9x16.png",
        "aspirin v1.2_9x16.srt": "script_9x16.srt",
        "aspirin v1.2_1x1.mp4": "film_1x1.mp4",
    }


def test_an_older_copy_stays_whole_when_copying_fails(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "aspirin.mp4"
    output.write_text("older")

    def no_space(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("picturelock.cli.export.shutil.copyfile", no_space)
    with pytest.raises(ExportError, match="the disk is full"):
        copy_film(film, output)

    assert output.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aspirin.mp4", "vid_1"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("film.mov", "must end in .mp4"),
        ("nowhere/film.mp4", "there is no folder"),
        ("made.mp4", "is a folder"),
    ],
)
def test_a_place_that_cannot_take_a_film_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "made.mp4").mkdir()

    with pytest.raises(InvalidInputError, match=reason):
        check_output(tmp_path / name)


def test_a_read_only_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Said by the system itself when it is asked as another user; the tests may run as root.
    def access(folder: Path, _: int) -> bool:
        return folder != tmp_path

    monkeypatch.setattr("picturelock.cli.export.os.access", access)

    with pytest.raises(InvalidInputError, match="read-only"):
        check_output(tmp_path / "film.mp4")


def test_other_languages_and_the_transcript_come_along_and_lead_to_the_copy(
    film: Path, tmp_path: Path
) -> None:
    (film.parent / "film.de.srt").write_text("de")
    (film.parent / "transcript.html").write_text('<a href="film.mp4#t=1.0">')
    copy_film(film, check_output(tmp_path / "my aspirin.mp4"))

    assert (tmp_path / "my aspirin.de.srt").read_text() == "de"
    assert (tmp_path / "my aspirin.transcript.html").read_text() == '<a href="my%20aspirin.mp4#t=1.0">'
