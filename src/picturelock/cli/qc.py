"""``picturelock qc``: whether a finished film is as it should be, and where it is not."""

import asyncio
import json
from pathlib import Path

import typer
from pydantic import ValidationError

from picturelock.cli.environment import read_settings
from picturelock.cli.json_file import read_json, refused
from picturelock.cli.outcome import ended
from picturelock.domain.cut import Cut
from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.quality import QualityReport
from picturelock.domain.sound import Platform
from picturelock.settings import Settings


class NotCleanError(PicturelockError):
    """Something was found."""


def qc(film: str, *, shown_on: Platform | None = None, as_json: bool = False) -> int:
    """Check a film and print what was found.

    Args:
        film: an MP4, or the id of a film that was made here.
        shown_on: where it will be shown, which decides its loudness and the edge that text keeps;
            where its film was made for, when left out.
        as_json: print one JSON document instead of lines.

    Returns:
        The program's exit code: 0 nothing was found, 1 something was, 2 bad input.
    """
    return ended(lambda: asyncio.run(_qc(film, shown_on, as_json)))


async def _qc(film: str, shown_on: Platform | None, as_json: bool) -> None:
    from picturelock.wiring import inspect_film

    settings = read_settings()
    file = _file(film, settings)
    report = await inspect_film(settings, file, _cut(file), _beside(file, "script.srt", ".srt"), shown_on)
    if as_json:
        told = {"film": str(file), **report.model_dump(mode="json")}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for line in lines(report):
            typer.echo(line)
    if report.findings:
        count = len(report.findings)
        raise NotCleanError(f"{count} {'finding' if count == 1 else 'findings'}")


def lines(report: QualityReport) -> list[str]:
    """What is printed of a report: each finding, each check that was not made, and how many passed."""
    told = [f"{finding.severity}: {finding.check}: {finding.line}" for finding in report.findings]
    told += [
        f"not checked: {check.name}: {check.measured}"
        for check in report.checks
        if check.outcome == "not checked"
    ]
    passed = sum(check.outcome == "passed" for check in report.checks)
    return [*told, f"{passed} of {len(report.checks)} checks passed"]


def _file(film: str, settings: Settings) -> Path:
    from picturelock.wiring import film_records

    file = Path(film)
    if file.is_file():
        return file
    if file.is_dir():
        raise InvalidInputError([Problem(film, "is a folder; name the film in it")])
    try:
        records = film_records(settings, film)
    except InvalidInputError:
        records = []
    if not records:
        raise InvalidInputError([Problem(film, "there is no such file, and no film with this id")])
    return records[0].with_name("film.mp4")


def _beside(film: Path, name: str, suffix: str) -> Path | None:
    """A file that lies beside a film, or beside a copy of one."""
    found = [film.with_name(name)] if film.name == "film.mp4" else [film.with_suffix(suffix)]
    return next((file for file in found if file.is_file()), None)


def _cut(film: Path) -> Cut | None:
    """The film's cut from its facts; None where there are none beside it."""
    record = _beside(film, "film.json", ".json")
    facts = None if record is None else read_json(record)
    if record is None or not isinstance(facts, dict) or "cut" not in facts:
        return None
    try:
        return Cut.model_validate(facts["cut"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise refused(record, f"its cut is not valid: {place}: {first['msg']}") from error
