"""``picturelock audit``: whether a film's log is what was written, and who decided what."""

import asyncio
from pathlib import Path

import typer
from pydantic import JsonValue, ValidationError

from picturelock.cli.environment import read_settings
from picturelock.cli.json_file import read_json, refused
from picturelock.cli.outcome import ended, say
from picturelock.domain.errors import PicturelockError
from picturelock.engine.audit import Audit, KnownHead, audit
from picturelock.engine.database import Database
from picturelock.engine.decided import DecisionLine
from picturelock.engine.errors import UnknownSessionError
from picturelock.engine.production import LogHead
from picturelock.engine.removal import RemovedSession, find_removed


class AuditFailedError(PicturelockError):
    """Something does not fit, or there is nothing to verify."""


def audited(video_id: str, *, film: Path | None = None, as_json: bool = False) -> int:
    """Verify a film and print what was decided about it.

    Args:
        video_id: the film's id.
        film: a ``film.json`` that was kept elsewhere, to verify against as well.
        as_json: print one JSON document instead of lines.

    Returns:
        The program's exit code: 0 everything fits, 1 something does not, 2 bad input.
    """
    return ended(lambda: asyncio.run(_audit(video_id, film, as_json)))


async def _audit(video_id: str, film: Path | None, as_json: bool) -> None:
    from picturelock.wiring import film_records

    settings = read_settings()
    records = film_records(settings, video_id) if film is None else [film, *film_records(settings, video_id)]
    known = [_known(record, video_id) for record in records]
    database = await asyncio.to_thread(Database, settings.database)
    try:
        found = await database.read(audit, video_id, [one for one in known if one is not None])
    except UnknownSessionError as error:
        gone = await database.read(find_removed, video_id)
        if gone is None:
            raise
        raise _removed(gone, as_json) from error
    finally:
        await asyncio.to_thread(database.close)
    typer.echo(found.model_dump_json(indent=2)) if as_json else _tell(found)
    if found.findings:
        first = found.findings[0]
        raise AuditFailedError(f"The log does not fit: entry {first.seq} {first.what}.")
    if database.local and _unproven(found):
        raise AuditFailedError(
            f"The film was laid with entry {found.sealed} of its log in its film.json, which is gone or an "
            "older one: whether the log was changed together with it cannot be told."
        )


def lines(found: Audit) -> list[str]:
    """What is printed of an audit: a line for each decision, then what was found, then what was verified."""
    told = [_decision(line) for line in found.decisions]
    told += [f"Does not fit: entry {one.seq} {one.what}" for one in found.findings]
    told.append(f"{found.session_id} is {found.status}. Its log has {found.entries} entries, the last is")
    told.append(f"{found.head.seq} {found.head.hash}")
    if not found.known:
        told.append("No film.json was found: whether the log was cut or written anew cannot be told.")
    told += [f"Verified against entry {one.head.seq} in {one.source}" for one in found.known]
    return told


def _unproven(found: Audit) -> bool:
    return found.sealed is not None and all(one.head.seq < found.sealed for one in found.known)


def _tell(found: Audit) -> None:
    for line in lines(found):
        typer.echo(line)
    if not found.findings and not _unproven(found):
        typer.echo("Everything fits.")


def _decision(line: DecisionLine) -> str:
    about = line.stage if line.version is None else f"{line.stage} {line.version}"
    said = [f"“{text}”" for text in (line.reason, *_feedback(line)) if text]
    scenes = f"scenes {', '.join(line.scenes)}" if line.scenes else ""
    parts = [str(line.seq), line.at, line.by, line.action, about, (line.digest or "")[:12], scenes, *said]
    return "  ".join(part for part in parts if part).replace("\n", " ")


def _feedback(line: DecisionLine) -> tuple[str, ...]:
    return (line.feedback,) if isinstance(line.feedback, str) else line.feedback or ()


def _known(record: Path, video_id: str) -> KnownHead | None:
    facts = read_json(record)
    told = facts if isinstance(facts, dict) else {}
    if told.get("video_id") not in (None, video_id):
        raise refused(record, f"is about {told['video_id']}, not about {video_id}")
    # A film of an older version has none.
    head: JsonValue = told.get("log")
    if head is None:
        return None
    try:
        return KnownHead(head=LogHead.model_validate(head), source=str(record))
    except ValidationError as error:
        raise refused(record, "its log has no seq and hash") from error


def _removed(gone: RemovedSession, as_json: bool) -> AuditFailedError:
    if as_json:
        typer.echo(gone.model_dump_json(indent=2))
    else:
        say(f"The last entry of its log was {gone.seq} {gone.hash}")
    return AuditFailedError(
        f"{gone.id} was removed by {gone.by} on {gone.at}: there is no log left to verify."
    )
