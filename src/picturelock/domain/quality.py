"""Quality control: what was checked on a film, and what was found, by second and scene."""

from typing import Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen

CheckName = Literal[
    "container",
    "length",
    "frames",
    "picture size",
    "encoding",
    "colour",
    "fast start",
    "decoding",
    "black picture",
    "frozen picture",
    "flashes",
    "loudness",
    "true peak",
    "clipping",
    "silence",
    "voice sync",
    "captions",
    "text contrast",
    "text place",
    "text overlap",
    "text time",
]
Severity = Literal["fault", "warning"]
Outcome = Literal["passed", "failed", "not checked"]


class Finding(Frozen):
    """Something of a film that is not as it should be.

    ``start`` and ``end`` are seconds of the film, None where it is about the whole of it;
    ``scene`` is empty then.
    """

    check: CheckName
    severity: Severity = "fault"
    start: float | None = None
    end: float | None = None
    scene: str = ""
    measured: str
    allowed: str
    message: str = Field(description="in plain words")

    @property
    def line(self) -> str:
        """One line for people: where, what, and what is allowed."""
        return f"{self.place}: {self.message} ({self.measured}; {self.allowed})"

    @property
    def place(self) -> str:
        """The second and the scene."""
        if self.start is None:
            return "the film"
        last = self.start if self.end is None else self.end
        seconds = f"{self.start:.2f} s" if last - self.start < 0.01 else f"{self.start:.2f}-{last:.2f} s"
        return f"{seconds}, {self.scene}" if self.scene else seconds


class CheckResult(Frozen):
    """One check of a film: whether it passed, what was measured, and what is allowed.

    One that was not made says in ``measured`` what it would need.
    """

    name: CheckName
    outcome: Outcome
    measured: str
    allowed: str


class QualityReport(Frozen):
    """All checks of a film, and what they found, in the order of time."""

    checks: tuple[CheckResult, ...] = ()
    findings: tuple[Finding, ...] = ()


def report_of(results: list[tuple[CheckResult, list[Finding]]]) -> QualityReport:
    """The report of all checks that were made."""
    found = [finding for _, findings in results for finding in findings]
    return QualityReport(
        checks=tuple(result for result, _ in results),
        findings=tuple(sorted(found, key=lambda one: (one.start is not None, one.start or 0.0, one.check))),
    )


def checked(
    name: CheckName, measured: str, allowed: str, findings: list[Finding]
) -> tuple[CheckResult, list[Finding]]:
    """A check that was made; it passed when nothing was found."""
    outcome: Outcome = "failed" if findings else "passed"
    return CheckResult(name=name, outcome=outcome, measured=measured, allowed=allowed), findings


def not_checked(name: CheckName, needs: str, allowed: str) -> tuple[CheckResult, list[Finding]]:
    """A check that could not be made, and what it would need."""
    return CheckResult(name=name, outcome="not checked", measured=f"needs {needs}", allowed=allowed), []
