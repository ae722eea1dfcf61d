"""A client of two-step writing that needs nothing but Python, and the words for what it checks."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, NamedTuple

Json = dict[str, Any]
PATIENCE = 900  # seconds for one answer; language models take their time
IDEA = "A lighthouse keeper finds a letter in the light"
CAST: list[Json] = [
    {"id": "keeper", "name": "Mara Vance", "physical_appearance": {"age": 34, "coat": "yellow oilskin"}},
    {"name": "Otis Bell", "physical_appearance": {"age": 61}, "home": "the last house before the pier"},
]


class BrokenPromiseError(Exception):
    """The server did not do what it promises."""


class NoServerError(Exception):
    """Nothing answers."""


class Kind(NamedTuple):
    """One kind of script: its endpoints, and the names its clients use."""

    name: str
    step_1: str
    step_2: str
    single: str
    result_key: str
    counts_in: str
    set_size: int
    needs_idea: bool


def _kind(name: str, step_2: str, single: str, result_key: str, counts_in: str, size: int) -> Kind:
    step_1 = f"/generate-{name.replace(' ', '-')}-metadata"
    return Kind(name, step_1, step_2, single, result_key, counts_in, size, name in ("movie", "story"))


_SETS = "segments-from-metadata"
KINDS = (
    _kind("movie", "/generate-movie-segments", "/generate-movie-auto", "movie", "total_segments", 10),
    _kind("story", f"/generate-story-{_SETS}", "/generate-prompt-based-story", "story", "segments", 5),
    _kind("meme", f"/generate-meme-{_SETS}", "/generate-meme-segments", "meme", "segments", 5),
    _kind(
        "free content", f"/generate-free-content-{_SETS}", "/generate-free-content", "content", "segments", 5
    ),
)


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Any
    text: str

    @property
    def body(self) -> Any:
        """The answer's JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise BrokenPromiseError(f"expected JSON\n  came: {self.text[:200]!r}") from None


class Server:
    """The server under test."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def ask(self, path: str, body: object = None, **headers: str) -> Answer:
        """GET a path, or POST a body to it (text as it is, anything else as JSON)."""
        sent = None if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
        told = {"Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        asked = urllib.request.Request(urllib.parse.urljoin(self.url + "/", path), sent, told)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers, refused.read().decode())
        except OSError as error:
            raise NoServerError(f"no server answers at {self.url} ({error})") from error


def promise(words: str, expected: object, came: object) -> None:
    """One promise, in plain words."""
    if expected != came:
        raise BrokenPromiseError(f"{words}\n  expected: {expected!r:.600}\n  came:     {came!r:.600}")
    print(f"  ok  {words}", flush=True)


def holds(words: str, kept: bool, came: object) -> None:
    """One promise that is kept or not, whatever came."""
    promise(words, expected=True, came=True if kept else came)


def answered(words: str, status: int, answer: Answer) -> Any:
    """The JSON of an answer with the expected status."""
    if answer.status != status:
        raise BrokenPromiseError(
            f"{words}\n  expected: {status}\n  came:     {answer.status} {answer.text[:600]}"
        )
    return answer.body


def planned(server: Server, kind: Kind, **asked: object) -> Json:
    """Step 1's whole answer."""
    return answered(f"step 1 of a {kind.name} answers", 200, server.ask(kind.step_1, asked))
