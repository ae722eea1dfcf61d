"""Whether a session's rows are what its log says: its state, its runs, and the takes decided about."""

from collections.abc import Sequence
from typing import Any

from picturelock.engine.chain import canonical
from picturelock.engine.event import Event
from picturelock.engine.finding import Finding
from picturelock.engine.folding import after
from picturelock.engine.ledger import digest_of
from picturelock.engine.state import RunState, SessionState

Row = dict[str, Any]

# As long as SHA-256 in half: takes of the first versions have a shorter one, which says nothing of them.
_DIGEST_LENGTH = 32
_OF_RUNS = ("status", "by", "scenes", "after", "renews", "made_from", "digest", "data", "error", "ended")


def row_findings(log: Sequence[Event], row: Row, runs: Sequence[Row]) -> list[Finding]:
    """What of the rows is not what the log leads to.

    Args:
        log: the session's events, in order.
        row: the session's row.
        runs: the rows of its runs.
    """
    state = SessionState()
    for event in log:
        try:
            state = after(state, event)
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
            return [Finding(seq=event.seq, what=f"does not follow from the entries before: {error}")]
    last = log[-1].seq if log else 0
    found = [*_of_session(log, state, row), *_of_runs(log, state, runs)]
    return [Finding(seq=seq or last, what=what) for seq, what in found]


def take_findings(log: Sequence[Event], runs: Sequence[Row]) -> list[Finding]:
    """The entries whose take is not what is kept: where it was made, and where it was decided about."""
    kept = {(run["stage"], run["version"]): run["take"] for run in runs}
    found: list[Finding] = []
    for event in log:
        decision: Any = event.data.get("decision") or {}
        for told, what in ((event.data, "made"), (decision, f"{decision.get('action')} was about")):
            digest = told.get("digest")
            if not isinstance(digest, str) or len(digest) != _DIGEST_LENGTH:
                continue
            run = (told.get("stage"), told.get("version"))
            take = kept.get(run)
            if take is None or digest_of(take) != digest:
                state = "is kept no longer" if take is None else "is not the one that is kept"
                which = f"version {run[1]} of {run[0]}"
                found.append(Finding(seq=event.seq, what=f"the take of {which} that {what} {state}"))
    return found


def _of_session(log: Sequence[Event], state: SessionState, row: Row) -> list[tuple[int, str]]:
    told: Row = {
        **state.model_dump(mode="json", include={"kind", "mode", "status", "stage", "seq"}),
        "stages": list(state.stages),
        "skipped": list(state.skipped),
    }
    if _exact(log):
        told |= {"created": log[0].ts, "changed": log[-1].ts, "by": log[0].data["by"]}
    stored: Row = {**row, "skipped": row["skipped"] or []}
    found = [
        (0, f"leads to {name} {told[name]!r}, but the film's row says {stored[name]!r}")
        for name in told
        if told[name] != stored[name]
    ]
    asked = log[0].data.get("payload_digest") if log else None
    if asked is not None and asked != digest_of(row["payload"]):
        found.append((1, "began with another brief than the one that is kept"))
    return found


def _of_runs(log: Sequence[Event], state: SessionState, rows: Sequence[Row]) -> list[tuple[int, str]]:
    stored = {(row["stage"], row["version"]): row for row in rows}
    found: list[tuple[int, str]] = []
    for run in state.runs:
        which = f"version {run.version} of {run.stage}"
        row = stored.pop((run.stage, run.version), None)
        if row is None:
            found.append((_begun(log, run), f"begins {which}, which is not kept"))
            continue
        found += [
            (_last(log, run), f"leads to another {name} of {which} than is kept")
            for name, value in _facts(run, exact=_exact(log)).items()
            if not _same(value, row["feedback" if name == "asked" else name])
        ]
    found += [
        (0, f"is the last, and none of them tells of version {version} of {stage}")
        for stage, version in stored
    ]
    return found


def _exact(log: Sequence[Event]) -> bool:
    # Older versions asked for the time once more for the row.
    return bool(log) and "payload_digest" in log[0].data


def _facts(run: RunState, *, exact: bool) -> Row:
    facts = run.model_dump(mode="json", include={*_OF_RUNS} if exact else {*_OF_RUNS} - {"ended"})
    return {**facts, "asked": run.asked}


def _same(told: Any, stored: Any) -> bool:
    # Older versions left empty what is empty.
    return canonical(told or None) == canonical(stored or None)


def _begun(log: Sequence[Event], run: RunState) -> int:
    return next((event.seq for event in log if _about(event.data, run)), 0)


def _last(log: Sequence[Event], run: RunState) -> int:
    about = (_about(event.data, run) or _about(event.data.get("decision"), run) for event in log)
    return max((event.seq for event, is_about in zip(log, about, strict=True) if is_about), default=0)


def _about(told: Any, run: RunState) -> bool:
    return isinstance(told, dict) and (told.get("stage"), told.get("version")) == (run.stage, run.version)  # pyright: ignore[reportUnknownMemberType]
