"""Speech services for tests: HTTP on 127.0.0.1 in each one's wire format, with a real voice behind it."""

import base64
import json
import re
import threading
import wave
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import Any, Literal
from xml.etree import ElementTree

from fakes.listening import listening
from fakes.throat import RATE, Throat, Uttered

Cloud = Literal["openai", "elevenlabs", "azure"]
Behaviour = Literal[
    "ok",
    "refused",
    "no voice",
    "busy",
    "used up",
    "broken",
    "hang",
    "empty",
    "silent",
    "html",
    "cut",
    "short",
]
KEY = "a right key"
_SPEAK = "{http://www.w3.org/2001/10/synthesis}"


@dataclass
class Asked:
    """A request as it came: its path, headers in lower case, and body."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class VoiceServer:
    """What the service does, and what it was asked and said."""

    cloud: Cloud
    throat: Throat
    url: str = ""
    behaviour: Behaviour = "ok"
    asked: list[Asked] = field(default_factory=list[Asked])
    uttered: list[Uttered] = field(default_factory=list[Uttered])
    stopping: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class _Sent:
    status: int
    kind: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict[str, str])
    promised: int | None = None


@contextmanager
def voice_server(cloud: Cloud, throat: Throat) -> Generator[VoiceServer]:
    """A running service."""
    server = VoiceServer(cloud, throat)
    with listening(_handler_of(server), server.stopping) as address:
        server.url = address
        yield server


def _handler_of(server: VoiceServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            """Say nothing: tests read what was asked instead."""

        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, self.rfile.read(int(headers["content-length"])).decode())
            server.asked.append(asked)
            if server.behaviour == "hang":
                server.stopping.wait(30)
                self.close_connection = True
                return
            sent = _sent(server, asked)
            self.send_response(sent.status)
            self.send_header("Content-Type", sent.kind)
            self.send_header("Content-Length", str(sent.promised or len(sent.content)))
            for name, value in sent.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent.content)
            self.close_connection = sent.promised is not None

    return Handler


def _sent(server: VoiceServer, asked: Asked) -> _Sent:
    header, key = {
        "openai": ("authorization", f"Bearer {KEY}"),
        "elevenlabs": ("xi-api-key", KEY),
        "azure": ("ocp-apim-subscription-key", KEY),
    }[server.cloud]
    if server.behaviour == "refused" or asked.headers.get(header) != key:
        return _error(401, "Incorrect API key provided")
    match server.behaviour:
        case "no voice":
            return _error(404, "A voice with that id does not exist")
        case "busy":
            return _error(429, "slow down", {"Retry-After": "7"})
        case "used up":
            return _error(429, "You exceeded your current quota", code="insufficient_quota")
        case "broken":
            return _error(503, "overloaded")
        case "empty":
            return _Sent(200, "audio/wav", b"")
        case "html":
            return _Sent(200, "text/html", b"<html>Please log in</html>")
        case _:
            return _spoken(server, asked)


def _error(status: int, message: str, headers: dict[str, str] | None = None, code: str = "error") -> _Sent:
    body = {"error": {"message": message, "code": code}}
    return _Sent(status, "application/json", json.dumps(body).encode(), headers or {})


def _spoken(server: VoiceServer, asked: Asked) -> _Sent:
    text, pace = _READ[server.cloud](asked)
    uttered = server.throat.utter(text, pace=pace)
    server.uttered.append(uttered)
    sound = uttered.sound * (0 if server.behaviour == "silent" else 1)
    if server.behaviour == "short":
        sound = sound[: sound.size // 5]
    heard = Uttered(sound, uttered.words)
    sent = {"openai": _pcm, "azure": _wav, "elevenlabs": _with_times}[server.cloud](heard, text)
    if server.behaviour == "cut":
        return _Sent(
            sent.status, sent.kind, sent.content[: len(sent.content) // 2], promised=len(sent.content)
        )
    return sent


def _read_openai(asked: Asked) -> tuple[str, float]:
    body = asked.json
    assert asked.path == "/audio/speech"
    assert (body["model"], body["response_format"]) == ("gpt-4o-mini-tts", "pcm")
    return body["input"], body["speed"]


def _read_elevenlabs(asked: Asked) -> tuple[str, float]:
    found = re.fullmatch(r"/v1/text-to-speech/\w+/with-timestamps\?output_format=pcm_24000", asked.path)
    assert found is not None, asked.path
    return asked.json["text"], asked.json["voice_settings"]["speed"]


def _read_azure(asked: Asked) -> tuple[str, float]:
    assert asked.path == "/cognitiveservices/v1"
    assert asked.headers["x-microsoft-outputformat"] == "riff-24khz-16bit-mono-pcm"
    assert asked.headers["content-type"] == "application/ssml+xml"
    speak = ElementTree.fromstring(asked.body)
    assert speak.tag == f"{_SPEAK}speak"
    prosody = speak.find(f"{_SPEAK}voice/{_SPEAK}prosody")
    assert prosody is not None
    pace = 1 + int(prosody.attrib["rate"].rstrip("%")) / 100
    return unescape("".join(prosody.itertext())), pace


_READ: dict[Cloud, Callable[[Asked], tuple[str, float]]] = {
    "openai": _read_openai,
    "elevenlabs": _read_elevenlabs,
    "azure": _read_azure,
}


def _pcm(uttered: Uttered, text: str) -> _Sent:
    return _Sent(200, "audio/pcm", uttered.pcm)


def _wav(uttered: Uttered, text: str) -> _Sent:
    held = BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(uttered.pcm)
    return _Sent(200, "audio/x-wav", held.getvalue())


def _with_times(uttered: Uttered, text: str) -> _Sent:
    """Each word's time shared among its characters, and the blank after it."""
    starts: list[float] = []
    for word, (start, end) in zip(text.split(), uttered.words, strict=True):
        starts += [start + (end - start) * place / (len(word) + 1) for place in range(len(word) + 1)]
    starts = starts[: len(text)]
    ends = [*starts[1:], uttered.words[-1][1]]
    answer = {
        "audio_base64": base64.b64encode(uttered.pcm).decode(),
        "alignment": {
            "characters": list(text),
            "character_start_times_seconds": starts,
            "character_end_times_seconds": ends,
        },
        "normalized_alignment": None,
    }
    return _Sent(200, "application/json", json.dumps(answer).encode())
