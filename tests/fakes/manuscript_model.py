"""An OpenAI-compatible server that writes manuscripts, really cuts at ``max_tokens`` and misbehaves as told.

It counts a token for every four characters, and reads what is asked for from the prompt, as a model would.
"""

import json
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal

from fakes import manuscript_words as words
from fakes.listening import listening

CHARACTERS_PER_TOKEN = 4
Failure = Literal["429", "500", "hang", "close", "401"]


@dataclass
class Behaviour:
    """How the model misbehaves; by default it does not.

    Attributes:
        verbose: how many times longer than usual its segments are.
        too_few: how many items it leaves out where it is asked for more.
        repeats: the last item of every reply has the first one's number.
        renumbers: counts the items of every reply from 1.
        skips: leaves out the third item of every reply.
        says_stop: says ``stop`` when it cut.
        own_ceiling: cuts at so many tokens, whatever it is asked for.
        thinking: reasoning tokens of every reply.
        thinks_aloud: the same, but as text in the reply.
        broken: every second reply has a broken item in the middle.
        wrapped: puts prose and a fence around its JSON.
        german: every third reply is in German.
        invents: the second item of every reply has a character of its own, until it is told.
        ignores_problems: does not change anything when it is told what was wrong.
        narrates: gives narration where there must be none, until it is told.
        explicit: the number of a segment that is not for a general audience, how ever often it is asked.
        rates_adult: the number of a segment that it rates as one for adults, how ever often it is asked.
        refuses: refuses everything from this segment on, with a refusal or in words.
        failures: what happens to the next requests, one each, before they are answered.
        cast_size: how many characters it wants.
        age: of its characters.
    """

    verbose: float = 1
    too_few: int = 0
    repeats: bool = False
    renumbers: bool = False
    skips: bool = False
    says_stop: bool = False
    own_ceiling: int | None = None
    thinking: int = 0
    thinks_aloud: bool = False
    broken: bool = False
    wrapped: bool = False
    german: bool = False
    invents: bool = False
    ignores_problems: bool = False
    narrates: bool = False
    explicit: int | None = None
    rates_adult: int | None = None
    refuses: int | None = None
    refuses_in_words: bool = False
    failures: list[Failure] = field(default_factory=list[Failure])
    cast_size: int = 3
    age: object = 34


@dataclass
class Asked:
    """One request that was answered."""

    system: str
    user: str
    max_tokens: int
    first: int
    last: int
    completion_tokens: int
    finish: str
    prompt_tokens: int


@dataclass
class ManuscriptServer:
    """The running server: its base URL, how it behaves, and what it was asked."""

    url: str
    behaviour: Behaviour
    asked: list[Asked] = field(default_factory=list[Asked])
    requests: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)


@contextmanager
def manuscript_server(behaviour: Behaviour | None = None) -> Generator[ManuscriptServer]:
    """A running server on 127.0.0.1."""
    script = ManuscriptServer(url="", behaviour=behaviour or Behaviour())
    with listening(_handler_of(script), script.stopping) as address:
        script.url = f"{address}/v1"
        yield script


@dataclass
class _Wanted:
    """What a prompt asks for, as a model would understand it."""

    key: str
    first: int
    last: int
    ids: list[str]
    told: bool
    silent: bool


def _wanted(system: str, user: str) -> _Wanted:
    found = re.findall(
        r"(Write|Give) (segment|character|act|point|the core)s?(?: (\d+))?(?: to (\d+))?(?: of|\.)", user
    )
    _, what, first, last = found[-1]
    key = {"segment": "segments", "character": "characters", "act": "acts", "point": "points"}.get(
        what, "core"
    )
    roster = re.search(r"<roster>\n(.*?)</roster>", user, re.DOTALL)
    ids = re.findall(r"^(\S+): ", roster.group(1), re.MULTILINE) if roster else []
    start = int(first or 1)
    return _Wanted(
        key=key,
        first=start,
        last=int(last or start),
        ids=ids,
        told="<problem>" in user,
        silent="There is no narration" in system or ("Only segment 1 is narrated" in system and start > 1),
    )


def _items(behaviour: Behaviour, wanted: _Wanted, requests: int) -> list[dict[str, Any]]:
    numbers = range(wanted.first, wanted.last + 1)
    if wanted.key != "segments":
        return [_planned(behaviour, wanted.key, number) for number in numbers]
    german = behaviour.german and requests % 3 == 0
    silent = wanted.silent and not (behaviour.narrates and not wanted.told)
    items = [
        words.segment(number, wanted.ids, verbose=behaviour.verbose, german=german, silent=silent)
        for number in numbers
    ]
    for item in items:
        if item["segment_number"] == behaviour.explicit:
            item["narration"] = "They had sex, and it was erotic."
        if item["segment_number"] == behaviour.rates_adult:
            item["audience"] = "adults"
    if behaviour.invents and not wanted.told:
        items[min(1, len(items) - 1)]["dialogue"].append(
            {"character_id": "char_999", "character_name": "Zorblax", "text": "Nobody knows me."}
        )
    return items


def _planned(behaviour: Behaviour, key: str, number: int) -> dict[str, Any]:
    match key:
        case "core":
            return words.core(behaviour.cast_size)
        case "characters":
            return words.character(number, age=behaviour.age)
        case "acts":
            return words.act(number)
        case _:
            return words.point(number)


def _misnumbered(behaviour: Behaviour, items: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    field_name = "segment_number" if key == "segments" else "number"
    if behaviour.too_few and len(items) > behaviour.too_few:
        items = items[: -behaviour.too_few]
    if behaviour.skips and len(items) > 3:
        items = items[:2] + items[3:]
    if behaviour.repeats and len(items) > 1:
        items[-1] = {**items[0]}
    if behaviour.renumbers:
        items = [{**item, field_name: place} for place, item in enumerate(items, 1)]
    return items


def _text(behaviour: Behaviour, wanted: _Wanted, requests: int) -> str:
    items = _misnumbered(behaviour, _items(behaviour, wanted, requests), wanted.key)
    told = [json.dumps(item, ensure_ascii=False) for item in items]
    if behaviour.broken and requests % 2 == 1 and len(told) > 1:
        told[len(told) // 2] = told[len(told) // 2].replace('"title": "', '"title": "The "so-called" ')
    text = f'{{"{wanted.key}": [{", ".join(told)}]}}'
    if behaviour.wrapped:
        text = f"Sure! Here is the {{JSON}} you asked for:\n```json\n{text}\n```\nShall I go on?"
    if behaviour.thinks_aloud:
        draft = '{"segments": [{"segment_number": 1, "title": "Draft"}]} is what I could say. '
        text = f"<think>{draft * 30}</think>{text}"
    return text


def _handler_of(script: ManuscriptServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            pass

        def do_POST(self) -> None:
            body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests += 1
            failures = script.behaviour.failures
            match failures.pop(0) if failures else None:
                case "429":
                    self._send(429, _error("rate_limit_exceeded"), {"Retry-After": "0.05"})
                case "500":
                    self._send(500, _error("server_error"))
                case "401":
                    self._send(401, _error("invalid_api_key"))
                case "hang":
                    script.stopping.wait(30)
                    self.close_connection = True
                case "close":
                    self._close_half_way(_completion(script, body))
                case None:
                    self._send(200, _completion(script, body))

        def _close_half_way(self, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.close_connection = True

        def _send(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler


def _error(code: str) -> dict[str, Any]:
    return {"error": {"message": code, "type": code, "code": code}}


def _completion(script: ManuscriptServer, body: dict[str, Any]) -> dict[str, Any]:
    """A chat completion that is cut where its budget ends."""
    behaviour = script.behaviour
    system, user = (_content(body, role) for role in ("system", "user"))
    wanted = _wanted(system, user)
    wanted.told = wanted.told and not behaviour.ignores_problems
    asked_for = int(body.get("max_completion_tokens") or body.get("max_tokens") or 10**6)
    budget = min(asked_for, behaviour.own_ceiling or asked_for)
    text = _text(behaviour, wanted, script.requests)
    refusal = None
    if behaviour.refuses is not None and wanted.key == "segments" and wanted.first >= behaviour.refuses:
        text = "I'm sorry, but I can't help with that." if behaviour.refuses_in_words else ""
        refusal = None if behaviour.refuses_in_words else "I can't write this."
    thinking = min(behaviour.thinking, budget)
    room = (budget - thinking) * CHARACTERS_PER_TOKEN
    cut = len(text) > room
    said = text[:room]
    spent = thinking + -(-len(said) // CHARACTERS_PER_TOKEN)
    finish = "length" if cut and not behaviour.says_stop else "stop"
    prompt_tokens = (len(system) + len(user)) // CHARACTERS_PER_TOKEN
    script.asked.append(
        Asked(
            system,
            user,
            asked_for,
            wanted.first,
            wanted.last,
            spent,
            "length" if cut else "stop",
            prompt_tokens,
        )
    )
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": body["model"],
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": None if refusal else said, "refusal": refusal},
                "finish_reason": "content_filter" if refusal else finish,
                "logprobs": None,
            }
        ],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": spent,
            "total_tokens": prompt_tokens + spent,
            "completion_tokens_details": {"reasoning_tokens": thinking},
        },
    }


def _content(body: dict[str, Any], role: str) -> str:
    parts = [message["content"] for message in body["messages"] if message["role"] == role]
    return "\n".join(part if isinstance(part, str) else json.dumps(part) for part in parts)
