import asyncio
from pathlib import Path

import pytest

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import eventually
from picturelock.cli.brief_file import BriefFile
from picturelock.cli.make import FilmFailedError, film_of, report
from picturelock.cli.progress import Board, PlainView
from picturelock.domain.quality import Finding, QualityReport
from picturelock.engine.event import Decision
from picturelock.engine.studio import Studio

ASKED = BriefFile(video_type="moa", payload=ASPIRIN, title="Aspirin: pain")


def plain_view(studio: Studio) -> tuple[PlainView, list[str]]:
    lines: list[str] = []
    return PlainView(Board.of(studio.stages("moa")), lines.append), lines


async def test_a_film_is_made_through_every_stage_without_asking(studio: Studio) -> None:
    view, lines = plain_view(studio)

    made = await film_of(studio, ASKED, view)

    assert made == {"shown": "render 1"}
    assert [line for line in lines if line.endswith("started")] == [
        "scenes: started",
        "script: started",
        "visuals: started",
        "voice: started",
        "render: started",
    ]
    (session,), _ = await studio.sessions()
    assert (session.mode, session.status) == ("automatic", "complete")


async def test_a_failed_stage_is_named_with_its_cause(studio: Studio, production: FakeProduction) -> None:
    production.fails["tts"] = "espeak: no such voice"

    with pytest.raises(FilmFailedError, match="tts: espeak: no such voice"):
        await film_of(studio, ASKED, plain_view(studio)[0])


async def test_interrupting_stops_the_session_and_ends_what_it_started(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["render"] = asyncio.Event()
    making = asyncio.create_task(film_of(studio, ASKED, plain_view(studio)[0]))
    await eventually(lambda: production.at_once == 1 and production.orders[-1].stage == "render")

    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    await eventually(lambda: production.at_once == 0)

    (session,), _ = await studio.sessions()
    assert session.status == "stopped"
    assert production.cancelled == ["render"]


async def test_a_film_stopped_by_somebody_else_is_no_success(
    studio: Studio, production: FakeProduction
) -> None:
    production.holds["render"] = asyncio.Event()
    making = asyncio.create_task(film_of(studio, ASKED, plain_view(studio)[0]))
    await eventually(lambda: production.at_once == 1 and production.orders[-1].stage == "render")
    (session,), _ = await studio.sessions()

    await studio.decide(session.id, Decision(action="stop", by="Ann"))

    with pytest.raises(FilmFailedError, match="was stopped"):
        await making


def test_the_report_ends_with_the_path_and_names_what_quality_control_found(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0" * 2_000_000)
    (tmp_path / "poster.png").touch()
    (tmp_path / "thumbnail.png").touch()
    black = Finding(
        check="black picture",
        start=3.0,
        end=4.5,
        scene="s2",
        measured="1.50 s",
        allowed="none",
        message="the picture is black",
    )
    qc = QualityReport(findings=(black,)).model_dump(mode="json")

    lines = report({"seconds": 61.4, "notes": ["Written by a template."], "qc": qc}, film)

    assert lines == [
        "Written by a template.",
        "Quality control: black picture: 3.00-4.50 s, s2: the picture is black (1.50 s; none)",
        f"Poster: {tmp_path / 'poster.png'}",
        f"Thumbnail: {tmp_path / 'thumbnail.png'}",
        "Length: 1:01 min",
        "Size: 2.0 MB",
        str(film),
    ]


def test_the_report_names_the_film_in_its_further_shapes(tmp_path: Path) -> None:
    film = tmp_path / "aspirin.mp4"
    for name in ("aspirin.mp4", "aspirin_1x1.mp4", "aspirin_9x16.mp4"):
        (tmp_path / name).write_bytes(b"film")

    lines = report({"seconds": 5}, film)

    assert lines[-3:] == [
        f"In 9:16: {tmp_path / 'aspirin_9x16.mp4'}",
        f"In 1:1: {tmp_path / 'aspirin_1x1.mp4'}",
        str(film),
    ]


def test_the_report_of_a_copy_names_the_poster_beside_it(tmp_path: Path) -> None:
    copy = tmp_path / "aspirin.mp4"
    copy.write_bytes(b"film")

    assert f"Poster: {tmp_path / 'aspirin.png'}" in report({"seconds": 5}, copy)
