"""Creator Mode: one socket, one session at a time, and a person who decides at every gate."""

import asyncio
import logging

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import JsonValue

from picturelock.api.creator_actions import Decide, Start, read_action
from picturelock.api.errors import RefusedError, problems_answer
from picturelock.api.films import shown_path
from picturelock.api.messages import event_message, moving_message
from picturelock.api.service import Service, Serving
from picturelock.domain.frozen import JsonObject
from picturelock.engine.errors import OutOfTurnError, StudioError
from picturelock.engine.event import Decision, Event, Moving, Seen
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.sessions import Session

PATH = "/ws/creator"
_SOMEBODY = "creator"
_ENDINGS = ("pipeline_complete", "stopped")
# RFC 6455 and its registry: an unexpected condition; the service restarts.
_FAILED, _RESTARTS = 1011, 1012

_log = logging.getLogger(__name__)
router = APIRouter()


@router.websocket(PATH)
async def creator(socket: WebSocket, service: Serving) -> None:
    """Speak the Creator Mode protocol until the client leaves; its session stays stored."""
    await CreatorSocket(socket, service).serve()


class CreatorSocket:
    """A client's connection. What it may decide about is only what it has been shown."""

    def __init__(self, socket: WebSocket, service: Service) -> None:
        self._socket = socket
        self._service = service
        self._session: Session | None = None
        self._stage = ""
        self._gate: Seen | None = None
        self._ended = False
        self._actor = _SOMEBODY
        self._following: asyncio.Task[None] | None = None
        self._speaking = asyncio.Lock()

    async def serve(self) -> None:
        """Take messages until the client leaves."""
        await self._socket.accept()
        try:
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                await self._hear(message.get("text"))
        except WebSocketDisconnect:
            # It left while it was being answered.
            return
        finally:
            if self._following is not None:
                self._following.cancel()

    async def _hear(self, text: str | None) -> None:
        try:
            asked = read_action(text)
            self._actor = asked.actor or self._actor
            if isinstance(asked, Start):
                await self._start(asked)
            else:
                await self._decide(asked)
        except InvalidPayloadError as error:
            answer = problems_answer(error.problems)
            await self._refuse(answer["detail"], problems=answer["problems"])
        except (RefusedError, StudioError) as error:
            await self._refuse(str(error))

    async def _start(self, asked: Start) -> None:
        if self._session is not None and not self._ended:
            raise OutOfTurnError(
                f"the session {self._session.id} is under way on this connection; "
                "stop it, or open another connection"
            )
        studio = self._service.studio
        video_id = await studio.start(asked.video_type, asked.payload, by=self._actor)
        self._session = await studio.session(video_id)
        self._stage, self._gate, self._ended = self._session.stage, None, False
        self._following = asyncio.create_task(self._follow(self._session), name=f"{video_id} socket")
        self._following.add_done_callback(_log_failure)

    async def _decide(self, asked: Decide) -> None:
        if self._session is None:
            raise OutOfTurnError(f"cannot {asked.action} now: there is no session yet; start one")
        if asked.action != "stop" and self._gate is None and not self._ended:
            raise OutOfTurnError(
                f"cannot {asked.action} now: {self._stage} is still running; wait for its result, or stop"
            )
        decision = Decision(
            action=asked.action,
            by=self._actor,
            feedback=asked.feedback or None,
            scenes=asked.scenes,
            seen=None if asked.action == "stop" else self._gate,
        )
        await self._service.studio.decide(self._session.id, decision)

    async def _follow(self, session: Session) -> None:
        """Send the session's events and progress until it has ended or the service closes."""
        try:
            async with self._service.studio.watch(session.id) as news:
                async for new in news:
                    await self._tell(new, session)
                    if self._ended:
                        return
            await self._socket.close(_RESTARTS, "the service is stopping; the session is kept")
        except WebSocketDisconnect:
            return
        except StudioError as error:
            await self._refuse(str(error))
            await self._socket.close(_FAILED)

    async def _tell(self, new: Event | Moving, session: Session) -> None:
        if isinstance(new, Moving):
            await self._send(moving_message(new, session))
            return
        self._stage = str(new.data["stage"])
        at_gate = new.type in ("completed", "error")
        path = await self._film_path(session) if new.type == "pipeline_complete" else ""
        message = event_message(new, session, path)
        # Set before the client can answer: what it is about to be shown is what it may decide about.
        self._gate = (
            Seen.model_validate({name: new.data[name] for name in ("stage", "version")}) if at_gate else None
        )
        self._ended = new.type in _ENDINGS
        await self._send(message)

    async def _film_path(self, session: Session) -> str:
        made = await self._service.studio.film(session.id)
        return shown_path(self._service, made) if made is not None else ""

    async def _refuse(self, error: str, **more: JsonValue) -> None:
        session = self._session
        where: JsonObject = {"video_id": session.id, "stage": self._stage} if session is not None else {}
        await self._send({"status": "error", "error": error, **where, **more})

    async def _send(self, message: JsonObject) -> None:
        async with self._speaking:
            await self._socket.send_json(message)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("%s: the client could not be told", task.get_name(), exc_info=error)
