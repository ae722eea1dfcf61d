"""A session's state: its stages, every run of them, and what is at the gate."""

from typing import Literal

from pydantic import Field

from picturelock.engine.event import Frozen, Mode, RunStatus, SessionStatus
from picturelock.engine.production import JsonObject, StagePlan

MadeFrom = dict[str, str]
"""The takes that a run was given: the digest of each, by stage."""


class RunState(Frozen):
    """One version of a stage, and what was decided about it.

    ``asked`` is the feedback it was made after, ``after`` the version it is another take of. A run that
    ``renews`` that version was not asked for: it only follows what has changed before. ``digest`` tells equal
    takes from different ones; None while there is no take.
    """

    stage: str
    version: int
    status: RunStatus
    attempt: int = 1
    by: Literal["stage", "person"] = "stage"
    asked: str | None = None
    scenes: tuple[str, ...] | None = None
    after: int | None = None
    renews: bool = False
    made_from: MadeFrom = Field(default_factory=dict)
    digest: str | None = None
    data: JsonObject | None = None
    error: str | None = None
    decision: JsonObject | None = None
    started: str
    ended: str | None = None


class SessionState(Frozen):
    """Where a session is. ``runs`` are in the order in which they were begun."""

    kind: str = ""
    mode: Mode = "creator"
    plan: tuple[StagePlan, ...] = ()
    skipped: tuple[str, ...] = ()
    status: SessionStatus = "running"
    stage: str = ""
    seq: int = 0
    runs: tuple[RunState, ...] = ()

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in their order."""
        return tuple(stage.name for stage in self.plan)

    @property
    def error(self) -> str | None:
        """Why the last run failed, where it did."""
        return self.runs[-1].error if self.status == "failed" and self.runs else None

    @property
    def gate(self) -> RunState | None:
        """The run that a decision is about: the take at the gate, or the last failed run."""
        if self.status not in ("awaiting", "failed"):
            return None
        wanted = "awaiting" if self.status == "awaiting" else "failed"
        return next((run for run in reversed(self.versions(self.stage)) if run.status == wanted), None)

    def planned(self, stage: str) -> StagePlan:
        """A stage's row in the plan."""
        return next(planned for planned in self.plan if planned.name == stage)

    def versions(self, stage: str) -> tuple[RunState, ...]:
        """All runs of one stage, oldest first."""
        return tuple(run for run in self.runs if run.stage == stage)

    def run(self, stage: str, version: int) -> RunState | None:
        """One run, if there is one."""
        found = (run for run in self.runs if (run.stage, run.version) == (stage, version))
        return next(found, None)

    def accepted(self, stage: str) -> RunState | None:
        """The accepted run of a stage, if there is one."""
        return next((run for run in self.versions(stage) if run.status == "accepted"), None)

    def next_version(self, stage: str) -> int:
        """The version that the stage's next run will have."""
        return max((run.version for run in self.versions(stage)), default=0) + 1

    def sources(self, stage: str) -> tuple[str, ...]:
        """The stages whose takes a stage is given, with what stands in for the skipped ones."""
        needs = self.planned(stage).needs
        if needs is None:
            needs = self.stages[: self.stages.index(stage)]
        resolved = (self._stand_in(need) for need in needs)
        return tuple(dict.fromkeys(need for need in resolved if need is not None))

    def made_from(self, stage: str) -> MadeFrom:
        """What a run of the stage would be made from now."""
        accepted = {source: self.accepted(source) for source in self.sources(stage)}
        return {source: run.digest for source, run in accepted.items() if run is not None and run.digest}

    def fits(self, run: RunState) -> bool:
        """Whether a finished take is what the accepted takes before it ask for."""
        return run.digest is not None and run.made_from == self.made_from(run.stage)

    def _stand_in(self, need: str) -> str | None:
        return self.planned(need).instead if need in self.skipped else need
