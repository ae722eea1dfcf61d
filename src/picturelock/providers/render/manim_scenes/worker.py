"""The worker process: Manim imported once, each request done in a forked child.

``python -m picturelock.providers.render.manim_scenes.worker`` speaks JSON lines (see ``worker_process.py``).
The parent never draws, so a bad scene cannot end it; cancelling a request ends its child. As many requests
run at a time as there are cores, at most two; the rest wait in line.
"""

import json
import os
import selectors
import signal
import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from picturelock.providers.render.manim_scenes.child import Message, end_quietly, perform
from picturelock.providers.render.manim_scenes.fonts import inventory
from picturelock.providers.render.manim_scenes.template import all_templates

AT_ONCE = min(2, os.cpu_count() or 1)
_BLOCK = 1 << 16


@dataclass
class _Child:
    """A forked child at work on a request, and what of its answers is not yet a whole line."""

    pid: int
    request: str
    pipe: int
    rest: bytes = b""
    answered: bool = False


@dataclass
class Worker:
    """The parent: reads requests, forks children, passes their answers on."""

    requests: int
    answers: int
    waiting: deque[Message] = field(default_factory=deque[Message])
    children: dict[int, _Child] = field(default_factory=dict[int, _Child])
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    rest: bytes = b""

    def serve(self) -> None:
        """Work until the requests end; whatever is still running then is ended."""
        self.selector.register(self.requests, selectors.EVENT_READ)
        self._say({"event": "ready", "templates": len(all_templates())})
        while True:
            for key, _ in self.selector.select():
                if key.fd != self.requests:
                    self._listen(self.children[key.fd])
                elif not self._read_requests():
                    self._end_all()
                    return
            while self.waiting and len(self.children) < AT_ONCE:
                self._fork(self.waiting.popleft())

    def _read_requests(self) -> bool:
        block = os.read(self.requests, _BLOCK)
        *lines, self.rest = (self.rest + block).split(b"\n")
        for line in lines:
            if line.strip():
                self._take(json.loads(line))
        return bool(block)

    def _take(self, request: Message) -> None:
        match request["op"]:
            case "cancel":
                self._cancel(request["id"])
            case "catalogue":
                cards = [
                    template.card(name).model_dump(mode="json") for name, template in all_templates().items()
                ]
                self._say({"id": request["id"], "event": "done", "cards": cards})
            case "draw" | "still" | "check":
                self.waiting.append(request)
            case other:
                self._say({"id": request["id"], "event": "error", "message": f"no such operation: {other}"})

    def _cancel(self, number: str) -> None:
        self.waiting = deque(request for request in self.waiting if request["id"] != number)
        for child in self.children.values():
            if child.request == number:
                child.answered = True
                os.kill(child.pid, signal.SIGTERM)

    def _fork(self, request: Message) -> None:
        receive, send = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._be_child(request, receive, send)
        os.close(send)
        self.children[receive] = _Child(pid, request["id"], receive)
        self.selector.register(receive, selectors.EVENT_READ)

    def _be_child(self, request: Message, receive: int, send: int) -> None:
        code = 1
        try:
            end_quietly()
            # Whoever holds these keeps the parent's client from seeing that the parent died.
            for pipe in (receive, self.requests, self.answers, *self.children):
                os.close(pipe)
            perform(request, send)
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _listen(self, child: _Child) -> None:
        block = os.read(child.pipe, _BLOCK)
        *lines, child.rest = (child.rest + block).split(b"\n")
        for line in lines:
            child.answered = child.answered or b'"event": "progress"' not in line
            os.write(self.answers, line + b"\n")
        if not block:
            self._bury(child)

    def _bury(self, child: _Child) -> None:
        self.selector.unregister(child.pipe)
        os.close(child.pipe)
        del self.children[child.pipe]
        _, status = os.waitpid(child.pid, 0)
        if not child.answered:
            self._say({"id": child.request, "event": "error", "message": _end_of(status)})

    def _end_all(self) -> None:
        for child in list(self.children.values()):
            os.kill(child.pid, signal.SIGTERM)
            os.waitpid(child.pid, 0)

    def _say(self, message: dict[str, Any]) -> None:
        os.write(self.answers, json.dumps(message, ensure_ascii=False).encode() + b"\n")


def _end_of(status: int) -> str:
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return f"the process that drew it was ended by {name}; it may have run out of memory"
    return f"the process that drew it ended with code {os.waitstatus_to_exitcode(status)}"


def main() -> None:
    """Keep the real standard output for answers, send all else to standard error, and serve."""
    answers = os.dup(1)
    os.dup2(2, 1)
    all_templates()
    inventory()
    Worker(requests=0, answers=answers).serve()


if __name__ == "__main__":
    main()
