"""What must be true of a studio's sessions, whatever became of its processes."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, select

from fakes.stored import stored
from fakes.survival.client import RestlessClient
from fakes.survival.stages import GROUPS_LOG, SCENES_LOG
from picturelock.engine.event import Event
from picturelock.engine.folding import fold
from picturelock.engine.ledger import read_events
from picturelock.engine.tables import executors, sessions, stage_runs

_TOLD_AS = {"chosen": "completed", "reopened": "completed"}
_GATES = ("awaiting", "failed", "complete", "stopped")


def unsettled(database_url: str) -> list[str]:
    """The sessions that are not at a gate, nor complete or stopped."""
    with stored(database_url) as connection:
        found = select(sessions.c.id).where(sessions.c.status.not_in(_GATES))
        return list(connection.execute(found).scalars())


def all_events(database_url: str) -> dict[str, list[Event]]:
    """Every session's events."""
    with stored(database_url) as connection:
        found = connection.execute(select(sessions.c.id)).scalars().all()
        return {session_id: read_events(connection, session_id) for session_id in found}


def in_hand(database_url: str, pid: int) -> list[tuple[str, str, int]]:
    """The runs that a process has in hand: session, stage, version."""
    with stored(database_url) as connection:
        found = (
            select(stage_runs.c.session_id, stage_runs.c.stage, stage_runs.c.version)
            .join(executors, executors.c.id == stage_runs.c.executor)
            .where(executors.c.pid == pid, stage_runs.c.status == "running")
        )
        return [(row.session_id, row.stage, row.version) for row in connection.execute(found)]


def inspect(database_url: str, root: Path, clients: Iterable[RestlessClient]) -> list[str]:
    """Everything that is wrong with what the processes left behind."""
    found = all_events(database_url)
    wrong = [f"{session_id}: not at a gate" for session_id in unsettled(database_url)]
    with stored(database_url) as connection:
        for session_id, events in found.items():
            wrong += [f"{session_id}: {what}" for what in _of_session(connection, session_id, events)]
    for client in clients:
        told = [(event["seq"], event["status"], event.get("stage")) for event in client.events]
        stored_events = found.get(client.video_id, [])
        if told != [_as_told(event) for event in stored_events[: len(told)]]:
            wrong.append(f"{client.name} of {client.video_id} was told {told}, stored are {stored_events}")
    return [*wrong, *_made_again(root), *_left_over(root)]


def _of_session(connection: Connection, session_id: str, events: list[Event]) -> list[str]:
    wrong: list[str] = []
    if [event.seq for event in events] != list(range(1, len(events) + 1)):
        wrong.append(f"its events have the numbers {[event.seq for event in events]}")
        return wrong
    state = fold(events)
    row = connection.execute(select(sessions).where(sessions.c.id == session_id)).one()
    if (row.seq, row.status, row.stage) != (state.seq, state.status, state.stage):
        wrong.append(f"its row says {row}, its events say {state}")
    results = Counter((event.data["stage"], event.data["version"]) for event in events if _is_result(event))
    wrong += [f"{run} has {times} results" for run, times in results.items() if times > 1]
    rows = connection.execute(select(stage_runs).where(stage_runs.c.session_id == session_id)).all()
    versions: dict[str, list[int]] = {}
    for run in sorted(rows, key=lambda run: run.version):
        versions.setdefault(run.stage, []).append(run.version)
        known = state.run(run.stage, run.version)
        if known is None or known.status != run.status:
            wrong.append(f"the row of {run.stage} {run.version} says {run.status}, its events say {known}")
    for stage, numbers in versions.items():
        if numbers != list(range(1, len(numbers) + 1)):
            wrong.append(f"{stage} has the versions {numbers}")
    return wrong


def _is_result(event: Event) -> bool:
    return event.type in ("completed", "error")


def _as_told(event: Event) -> tuple[int, str, Any]:
    # The first event of a session tells no stage to clients.
    stage = None if event.type in ("session_started", "pipeline_complete") else event.data["stage"]
    return event.seq, _TOLD_AS.get(event.type, event.type), stage


def _made_again(root: Path) -> list[str]:
    """Scenes that were begun after they had been finished."""
    finished: set[str] = set()
    wrong: list[str] = []
    for line in _lines(root / SCENES_LOG):
        what, key = line.split()
        if what == "finished":
            finished.add(key)
        elif key in finished:
            wrong.append(f"scene {key} was made again")
    return wrong


def _left_over(root: Path) -> list[str]:
    return [f"the child of {line} is still there" for line in _lines(root / GROUPS_LOG) if _exists(line)]


def group_exists(group: int) -> bool:
    """Whether any process of a group runs; one that has ended may stay in the table for a while."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return any(_runs_in(process, group) for process in psutil.process_iter())


def _runs_in(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, psutil.NoSuchProcess):
        return False


def _exists(line: str) -> bool:
    return group_exists(int(line.split()[-1]))


def groups(root: Path, session_id: str) -> list[int]:
    """The groups of the children that were started for a session."""
    return [int(line.split()[-1]) for line in _lines(root / GROUPS_LOG) if line.startswith(session_id)]


def _lines(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []
