import json
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from fakes.service import MP4, finished_film
from picturelock.domain.cut import Film
from picturelock.domain.frames import PORTRAIT
from picturelock.domain.frozen import JsonObject
from picturelock.domain.subtitles import Sidecar
from picturelock.providers.store.films import FilmFolders, records_of
from picturelock.providers.store.folder import FolderTakes

ID = "vid_1"


def facts(seq: int) -> JsonObject:
    return {"log": {"seq": seq, "hash": "0"}}


@pytest.fixture
async def film(tmp_path: Path) -> AsyncGenerator[tuple[FilmFolders, Film, Path]]:
    takes = FolderTakes(tmp_path / "takes")
    yield FilmFolders(tmp_path / "films", takes), await finished_film(takes), tmp_path / "films" / ID
    takes.close()


def told(folder: Path) -> object:
    return json.loads((folder / "film.json").read_text())


async def test_every_render_lies_apart_and_stays_as_it_is(film: tuple[FilmFolders, Film, Path]) -> None:
    films, made, root = film
    first = await films.publish(ID, made, {"of": 1}, name="render-1")
    second = await films.publish(ID, made, {"of": 2}, name="render-2")
    again = await films.publish(ID, made, {"of": 3}, name="render-1")
    assert [first, second, again] == [
        root / "render-1/film.mp4",
        root / "render-2/film.mp4",
        root / "render-1-2/film.mp4",
    ]
    assert [told(path.parent) for path in (first, second, again)] == [{"of": 1}, {"of": 2}, {"of": 3}]
    assert not (root / "film.mp4").exists()


async def test_what_was_accepted_lies_where_it_is_looked_for(film: tuple[FilmFolders, Film, Path]) -> None:
    films, made, root = film
    render = await films.publish(ID, made, {"of": 1}, name="render-1")
    assert await films.complete(ID, made, facts(9)) == root / "film.mp4"
    assert (root / "film.mp4").read_bytes() == MP4
    assert {path.name for path in root.iterdir() if path.is_file()} == {
        *("film.mp4", "poster.png", "script.srt", "script.vtt", "film.json", "CREDITS.txt"),
    }
    assert records_of(root.parent, ID) == [root / "film.json", render.parent / "film.json"]


async def test_further_shapes_lie_beside_the_film_until_it_has_them_no_more(
    film: tuple[FilmFolders, Film, Path],
) -> None:
    films, made, root = film
    upright = made.model_copy(update={"cut": made.cut.model_copy(update={"frame": PORTRAIT["low"]})})
    shaped = made.model_copy(update={"others": (upright,)})

    render = await films.publish(ID, shaped, {}, name="render-1")
    await films.complete(ID, shaped, facts(1))

    further = {"film_9x16.mp4", "poster_9x16.png", "script_9x16.srt", "script_9x16.vtt"}
    for folder in (render.parent, root):
        assert {path.name for path in folder.glob("*_9x16.*")} == further
    await films.complete(ID, made, facts(2))
    assert not list(root.glob("*_9x16.*"))
    assert (root / "poster.png").is_file()


async def test_an_older_film_never_comes_back(film: tuple[FilmFolders, Film, Path]) -> None:
    films, made, root = film
    for seq in (9, 20, 9):
        await films.complete(ID, made, facts(seq))
    assert told(root) == facts(20)


async def test_a_removed_film_leaves_nothing(film: tuple[FilmFolders, Film, Path]) -> None:
    films, made, root = film
    await films.publish(ID, made, {}, name="render-1")
    await films.complete(ID, made, facts(1))
    for _ in range(2):
        await films.remove(ID)
    assert [path.name for path in root.parent.iterdir()] == [".lock"]


async def test_a_publication_that_fails_leaves_nothing(film: tuple[FilmFolders, Film, Path]) -> None:
    films, made, root = film
    gone = made.model_copy(update={"srt": made.srt.model_copy(update={"name": "none.srt"})})
    with pytest.raises(KeyError):
        await films.publish(ID, gone, {}, name="render-1")
    with pytest.raises(KeyError):
        await films.complete(ID, gone, facts(1))
    assert list(root.iterdir()) == []
    assert [path.name for path in root.parent.iterdir() if path.name.startswith(".new")] == []


async def test_only_ids_of_films_name_folders(film: tuple[FilmFolders, Film, Path]) -> None:
    films, _, _ = film
    with pytest.raises(KeyError):
        await films.remove("../takes")


async def test_captions_of_an_earlier_film_do_not_stay_beside_another(
    film: tuple[FilmFolders, Film, Path], tmp_path: Path
) -> None:
    films, made, root = film
    german = Sidecar(file=made.vtt.model_copy(update={"name": "film.de.vtt"}), kind="captions", language="de")
    (FolderTakes(tmp_path / "takes").path(made.vtt).parent / "film.de.vtt").write_text("WEBVTT")
    await films.complete(ID, made.model_copy(update={"sidecars": (german,)}), facts(1))
    assert (root / "film.de.vtt").read_text() == "WEBVTT"
    await films.complete(ID, made, facts(2))
    assert not (root / "film.de.vtt").exists()
    assert (root / "script.vtt").exists()
