from io import StringIO

from rich.console import Console

from picturelock.cli.progress import Board, LiveView, PlainView, clock, progress_view
from picturelock.engine.event import Event, EventType, Moving
from picturelock.engine.production import StageProgress

STAGES = ("scenes", "tts", "render")


def event(kind: EventType, stage: str, second: int = 0) -> Event:
    return Event(
        session_id="vid_1", seq=1, ts=f"2026-01-01T00:00:{second:02d}+00:00", type=kind, data={"stage": stage}
    )


def moving(done: float, left: float | None = None) -> Moving:
    progress = StageProgress(done=done, scene_id="s2", message="drawing", seconds_left=left)
    return Moving(session_id="vid_1", stage="render", version=1, since=1, progress=progress)


def drawn(board: Board, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width)
    with console.capture() as capture:
        console.print(board)
    return capture.get()


def test_lines_say_stage_scene_percent_and_time_left() -> None:
    lines: list[str] = []
    view = PlainView(Board.of(STAGES), lines.append, tick=iter(range(0, 100, 5)).__next__)

    view.show(event("stage_running", "render"))
    view.show(moving(0.43, 72))
    view.show(event("completed", "render", 31))

    assert lines == [
        "render: started",
        "render: 43%, scene s2, drawing, 1:12 min left",
        "render: done (31 s)",
    ]


def test_progress_never_floods_a_log() -> None:
    lines: list[str] = []
    seconds = 0.0
    view = PlainView(Board.of(STAGES), lines.append, tick=lambda: seconds)

    for step in range(1000):
        seconds = step / 100
        view.show(moving(step / 1000))

    assert len(lines) == 5


def test_the_board_shows_what_is_done_what_runs_and_what_waits() -> None:
    board = Board.of(STAGES)
    for news in (event("stage_running", "scenes"), event("completed", "scenes", 2)):
        board.see(news)
    board.see(event("stage_running", "render", 3))
    board.see(moving(0.5))

    rows = [line.split() for line in drawn(board).splitlines()]

    assert rows[0] == ["✓", "scenes", "2.0", "s"]
    assert rows[1][:2] == ["✓", "voice"]
    assert rows[2][1] == "render"
    assert "50%" in rows[2]
    assert drawn(board).count("scene s2, drawing") == 1


def test_the_board_fits_into_a_narrow_terminal() -> None:
    board = Board.of(STAGES)
    board.see(event("stage_running", "render"))
    board.see(moving(0.5, 4000))

    assert max(len(line.rstrip()) for line in drawn(board, 60).splitlines()) <= 60


def test_a_failed_stage_is_marked() -> None:
    board = Board.of(STAGES)
    board.see(event("stage_running", "render"))
    board.see(event("error", "render", 5))

    assert "✗" in drawn(board)


def test_a_log_gets_lines_and_a_terminal_a_live_board() -> None:
    with progress_view(STAGES, Console(file=StringIO())) as view:
        assert isinstance(view, PlainView)
    with progress_view(STAGES, Console(file=StringIO(), force_terminal=True)) as view:
        assert isinstance(view, LiveView)


def test_times_read_as_people_say_them() -> None:
    assert [clock(seconds) for seconds in (0.44, 9.94, 9.96, 42.2, 65, 3600)] == [
        "0.4 s",
        "9.9 s",
        "10 s",
        "42 s",
        "1:05 min",
        "60:00 min",
    ]
