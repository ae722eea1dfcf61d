from io import StringIO

import pytest
from rich.console import Console

from picturelock.cli.writing_progress import (
    LiveScriptView,
    PlainScriptView,
    ScriptBoard,
    script_view,
)
from picturelock.domain.kept_script import KeptScript, KeptSegment
from picturelock.domain.manuscript_measures import Usage
from picturelock.ports.progress import Progress
from picturelock.writing.room.news import Moved, Planned, SetDone, SetOutcome
from unit.writing.export.scripts import metadata, segment

USED = Usage(calls=3, input_tokens=41_000, output_tokens=200, cost=0.03125)


def kept(*numbers: int) -> tuple[KeptSegment, ...]:
    return tuple(KeptSegment(segment=segment(number), by="writer", written="now") for number in numbers)


def planned(*there: int) -> Planned:
    return Planned(
        KeptScript(
            id="scr_1",
            kind="movie",
            request=None,
            set_size=10,
            revision=1,
            revisions=1,
            metadata=metadata(25),
            segments=kept(*there),
            segments_written=len(there),
            usage=Usage(),
            error=None,
            created="now",
            changed="now",
        )
    )


def done(number: int, *there: int, error: str | None = None) -> SetDone:
    outcome = SetOutcome(set_number=number, segments_count=len(there), success=error is None, error=error)
    return SetDone(outcome, kept(*there))


def moved(share: float, message: str) -> Moved:
    return Moved(Progress(done=share, message=message))


def drawn(board: ScriptBoard, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width)
    with console.capture() as capture:
        console.print(board)
    return capture.get()


def test_the_board_shows_title_place_message_and_what_was_used() -> None:
    board = ScriptBoard(total=25, size=10)
    assert "Title, characters and outline" in drawn(board)

    board.see(planned(1, 2))
    board.see(done(1, *range(1, 11)), USED)
    board.see(moved(0.5, "3 of 10 segments"))

    shown = drawn(board)
    assert "The *Lantern*" in shown
    assert "50% 10 of 25 segments, set 2 of 3" in shown
    assert "3 of 10 segments" in shown
    assert "41,200 tokens in 3 calls, $0.0312" in shown


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_board_fits_into_its_terminal(width: int) -> None:
    board = ScriptBoard(total=25, size=10, title="A long title " * 20)
    board.see(moved(0.5, "50 requests a day of openrouter:vendor/model:free are used up: pauses and goes on"))

    assert max(len(line.rstrip()) for line in drawn(board, width).splitlines()) <= width
    assert "pauses" in drawn(board, width)


def test_lines_say_the_plan_each_set_and_why_one_failed() -> None:
    lines: list[str] = []
    view = PlainScriptView(ScriptBoard(total=25, size=10), lines.append, tick=iter(range(0, 99, 5)).__next__)

    view.show(planned())
    view.show(moved(0.2, "3 of 10 segments"))
    view.show(done(1, *range(1, 11)), USED)
    view.show(done(2, 11, error="the model refused"), USED)

    assert lines == [
        "The *Lantern*: 25 segments in 3 sets",
        "20%, 3 of 10 segments",
        "set 1 of 3: done (10 of 25 segments; 41,200 tokens in 3 calls, $0.0312)",
        "set 2 of 3: failed: the model refused (11 of 25 segments; 41,200 tokens in 3 calls, $0.0312)",
    ]


def test_a_pause_is_always_told_but_not_again_and_again() -> None:
    lines: list[str] = []
    second = 0.0
    view = PlainScriptView(ScriptBoard(total=25, size=10), lines.append, tick=lambda: second)

    view.show(planned())
    for minute in range(30):
        second = 1.0 + minute * 60
        view.show(moved(0.1, f"50 requests a day are used up: pauses and goes on in {30 - minute} min"))

    assert [line.rpartition(" in ")[2] for line in lines[1:]] == ["30 min", "20 min", "10 min"]


def test_progress_never_floods_a_log() -> None:
    lines: list[str] = []
    second = 0.0
    view = PlainScriptView(ScriptBoard(total=25, size=10), lines.append, tick=lambda: second)

    for step in range(1000):
        second = step / 100
        view.show(moved(step / 1000, f"segment {step}"))

    assert len(lines) == 5


def test_a_log_gets_lines_and_a_terminal_a_live_board() -> None:
    board = ScriptBoard(total=25, size=10)
    with script_view(board, Console(file=StringIO())) as view:
        assert isinstance(view, PlainScriptView)
    with script_view(board, Console(file=StringIO(), force_terminal=True)) as view:
        view.show(planned())
        assert isinstance(view, LiveScriptView)
