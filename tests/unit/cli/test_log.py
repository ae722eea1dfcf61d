import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from picturelock.cli.log import Style, logged
from picturelock.engine.trail import about

_OURS, _SERVER = logging.getLogger("picturelock.somewhere"), logging.getLogger("uvicorn.error")


class Brief(BaseModel):
    count: int


def _written(say: Callable[[], None], style: Style | None = "json", secrets: tuple[str, ...] = ()) -> str:
    stream = io.StringIO()
    with logged(style, stream=stream, secrets=secrets):
        say()
    return stream.getvalue()


def _lines(say: Callable[[], None], **more: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _written(say, **more).splitlines()]


def _failing(error: Exception) -> Callable[[], None]:
    def say() -> None:
        try:
            raise error
        except type(error):
            _OURS.exception("it failed")

    return say


def test_every_line_is_json_with_the_film_the_run_and_the_request() -> None:
    def say() -> None:
        with about(video_id="vid_1", stage="tts", version=2, attempt=1, request_id="r1"):
            _OURS.warning("%s took\nlong", "tts", extra={"seconds": 3})

    [line] = _lines(say)

    assert line.pop("ts").endswith("Z")
    assert line == {
        "event": "tts took\nlong",
        "level": "warning",
        "logger": "picturelock.somewhere",
        "seconds": 3,
        "video_id": "vid_1",
        "stage": "tts",
        "version": 2,
        "attempt": 1,
        "request_id": "r1",
    }


def test_the_servers_lines_are_the_same_and_its_colours_are_left_out() -> None:
    [line] = _lines(lambda: _SERVER.error("broken", extra={"color_message": "\x1b[1mbroken"}))

    assert (line["logger"], line["event"], "color_message" in line) == ("uvicorn.error", "broken", False)


def test_a_stack_trace_is_a_field_without_the_values_of_variables() -> None:
    def say() -> None:
        topic = "a payload nobody may read"
        assert topic
        _failing(ValueError("no such voice"))()

    [line] = _lines(say)

    [error] = line["exception"]
    assert (error["exc_type"], error["exc_value"]) == ("ValueError", "no such voice")
    assert error["frames"][-1]["name"] == "say"
    assert "payload" not in json.dumps(line)


def test_a_readable_line_has_the_same_facts_and_the_trace() -> None:
    def say() -> None:
        with about(video_id="vid_1"):
            _failing(ValueError("no such voice"))()

    text = _written(say, "text")

    assert "it failed" in text and "video_id=vid_1" in text and "ValueError: no such voice" in text
    assert not text.startswith("{")


def test_what_is_no_terminal_gets_json() -> None:
    assert json.loads(_written(lambda: _OURS.info("hello"), None))["event"] == "hello"


def test_a_terminal_gets_readable_lines() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with logged(stream=stream):
        _OURS.info("hello")

    assert "hello" in stream.getvalue() and not stream.getvalue().startswith("{")


@pytest.mark.parametrize("style", ["json", "text"])
@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Bearer abc.def-123456",
        'headers {"authorization": "Basic dXNlcjpwYXNzd29yZA=="}',
        "asked with sk-proj-abcdefghijklmnop",
        "signed by whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
        "postgresql+psycopg://ann:secret-word@db/films is away",
        "x-api-key: 0123456789abcdef",
        "?api_key=0123456789abcdef&x=1",
        'the key 77-"quoted"-88 was refused',
    ],
)
def test_keys_are_never_written(said: str, style: Style) -> None:
    parts = ("abc.def", "dXNlcjpw", "abcdefghij", "C2FVsBQ", "secret-word", "0123456789", "quoted")

    text = _written(lambda: _OURS.warning(said), style, secrets=('77-"quoted"-88',))
    trace = _written(_failing(ValueError(said)), style, secrets=('77-"quoted"-88',))

    assert "[hidden]" in text and "[hidden]" in trace
    assert not [part for part in parts if part in text + trace]


@pytest.mark.parametrize("style", ["json", "text"])
def test_what_an_error_quotes_of_a_payload_is_not_written(style: Style) -> None:
    payload = {"count": "the secret plan"}

    def say() -> None:
        try:
            Brief.model_validate(payload)
        except ValueError:
            _OURS.exception("it failed")

    text = _written(say, style)

    assert "secret plan" not in text and "count" in text


def test_words_are_left_as_they_are() -> None:
    said = "the basic plan: 3 takes, token 12 of 40, secretary at the gate"

    [line] = _lines(lambda: _OURS.info(said))

    assert line["event"] == said


def test_other_libraries_are_heard_from_warnings_on_and_all_is_as_before_afterwards() -> None:
    before = (
        logging.getLogger().handlers[:],
        logging.getLogger().level,
        logging.getLogger("picturelock").level,
    )

    def say() -> None:
        logging.getLogger("library").info("chatter")
        logging.getLogger("library").warning("careful")

    assert [line["event"] for line in _lines(say)] == ["careful"]
    assert before == (
        logging.getLogger().handlers,
        logging.getLogger().level,
        logging.getLogger("picturelock").level,
    )
