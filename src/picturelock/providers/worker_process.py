"""A long-lived worker process that speaks JSON lines over its standard input and output.

Every message to the worker carries an ``id``; the worker answers each with any number of
``{"id", "event": "progress", ...}`` lines and then one ``{"id", "event": "done", ...}`` or
``{"id", "event": "error", "message", ...}``. Its first line is ``{"event": "ready", ...}``. Logs go to its
standard error, whose end is part of the error when it dies. It ends when its standard input is closed.
"""

import asyncio
import contextlib
import itertools
import json
import os
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from picturelock.domain.errors import ProviderError

Message = dict[str, Any]
OnProgress = Callable[[Message], None]

_LINE_LIMIT = 16 * 1024 * 1024
_LOG_LINES = 30
_LAST_WORDS_SECONDS = 1.0


class WorkerError(ProviderError):
    """The worker answered a request with an error."""

    def __init__(self, answer: Message, *, provider: str) -> None:
        super().__init__(str(answer.get("message", "unknown error")), provider=provider)
        self.answer = answer


class WorkerDiedError(ProviderError):
    """The worker process ended while it was working."""


class WorkerProcess:
    """One worker, started at the first request and again after it died.

    Requests may overlap; a worker that does one thing at a time queues them itself.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        ready_within: float = 60.0,
        niceness: int = 10,
    ) -> None:
        self.name = name
        self._command = list(command)
        self._environment = {**os.environ, **(environment or {})}
        self._ready_within = ready_within
        self._niceness = niceness
        self._starting = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._numbers = itertools.count(1)
        self._waiting: dict[str, tuple[asyncio.Future[Message], OnProgress | None]] = {}
        self._log: deque[str] = deque(maxlen=_LOG_LINES)
        self.greeting: Message = {}

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._alive() and self._process else None

    def _alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> Message:
        """Start the worker unless it runs; its greeting."""
        async with self._starting:
            if not self._alive():
                await self._launch()
        return self.greeting

    async def request(self, message: Message, *, on_progress: OnProgress | None = None) -> Message:
        """Send a request and wait for its answer. A cancelled request is cancelled in the worker too.

        Raises:
            WorkerError: the worker could not do it.
            WorkerDiedError: the worker ended meanwhile; the next request starts a new one.
        """
        await self.start()
        number = str(next(self._numbers))
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[number] = (future, on_progress)
        try:
            await self._send({**message, "id": number})
            return await future
        except asyncio.CancelledError:
            with contextlib.suppress(WorkerDiedError):
                await self._send({"op": "cancel", "id": number})
            raise
        finally:
            self._waiting.pop(number, None)

    async def stop(self) -> None:
        """Close the worker's input, give it a moment, then end its whole process group."""
        process = self._process
        if process is None:
            return
        if process.returncode is None and process.stdin is not None:
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), timeout=3)
            except TimeoutError:
                self._signal(signal.SIGKILL)
                await process.wait()
        self._signal(signal.SIGKILL)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._process = None

    def kill(self) -> None:
        """End the worker's process group at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

    async def _launch(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._log.clear()
        try:
            self._process = await asyncio.create_subprocess_exec(
                "nice",
                "-n",
                str(self._niceness),
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=self._environment,
                # A group, so that it is ended as a whole; not a session, where its niceness would not count
                # against the service: Linux shares the processor between sessions first.
                process_group=0,
                limit=_LINE_LIMIT,
            )
        except OSError as error:
            raise ProviderError(f"cannot start {self._command[0]}: {error}", provider=self.name) from error
        ready: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        log = asyncio.create_task(self._read_log(self._process))
        self._tasks = [asyncio.create_task(self._read_answers(self._process, ready, log)), log]
        try:
            self.greeting = await asyncio.wait_for(ready, timeout=self._ready_within)
        except TimeoutError:
            await self.stop()
            raise ProviderError(
                f"not ready within {self._ready_within:.0f} s: {self._last_words()}", provider=self.name
            ) from None

    async def _send(self, message: Message) -> None:
        process = self._process
        if process is None or process.stdin is None or process.returncode is not None:
            raise WorkerDiedError(f"ended: {self._last_words()}", provider=self.name, retryable=True)
        try:
            process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
            await process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerDiedError(
                f"ended: {self._last_words()}", provider=self.name, retryable=True
            ) from error

    async def _read_answers(
        self, process: asyncio.subprocess.Process, ready: asyncio.Future[Message], log: asyncio.Task[None]
    ) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            try:
                message: Message = json.loads(line)
            except json.JSONDecodeError:
                self._log.append(line.decode(errors="replace").rstrip())
                continue
            if message.get("event") == "ready" and not ready.done():
                ready.set_result(message)
            else:
                self._deliver(message)
        code = await process.wait()
        # Its last words may still be on their way; a program that it started may keep them from ending.
        await asyncio.wait([log], timeout=_LAST_WORDS_SECONDS)
        died = WorkerDiedError(
            f"ended with code {code}: {self._last_words()}", provider=self.name, retryable=True
        )
        for future, _ in self._waiting.values():
            if not future.done():
                future.set_exception(died)
        if not ready.done():
            ready.set_exception(died)

    def _deliver(self, message: Message) -> None:
        future, on_progress = self._waiting.get(str(message.get("id")), (None, None))
        if future is None or future.done():
            return
        match message.get("event"):
            case "progress":
                if on_progress is not None:
                    on_progress(message)
            case "done":
                future.set_result(message)
            case _:
                future.set_exception(WorkerError(message, provider=self.name))

    async def _read_log(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self._log.append(line.decode(errors="replace").rstrip())

    def _last_words(self) -> str:
        return " | ".join(line for line in self._log if line)[-800:] or "it said nothing"
