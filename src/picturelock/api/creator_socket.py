"""Creator Mode: one socket, one session at a time, and people who decide at every gate."""

import asyncio
import logging

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import JsonValue
from starlette.types import Message

from picturelock.api.creator_actions import Authenticate, Choose, Decide, Resume, Start, read_action
from picturelock.api.creator_schema import creator_schema
from picturelock.api.doors.socket_door import LockedOutError, SocketDoor
from picturelock.api.errors import RefusedError, problems_answer
from picturelock.api.films import shown_path
from picturelock.api.messages import event_message, moving_message, resumed_message
from picturelock.api.service import Service, Serving
from picturelock.domain.frozen import JsonObject
from picturelock.engine.draft import possible
from picturelock.engine.errors import DatabaseError, OutOfTurnError, StudioError
from picturelock.engine.event import Event, Moving, Seen
from picturelock.engine.folding import after, fold
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.sessions import Session
from picturelock.engine.state import SessionState
from picturelock.engine.trail import turn_to

PATH = "/ws/creator"
_SOMEBODY = "creator"
# What is decided about the very take that was shown (a skip may come earlier); the others are about the
# session as it is.
_OF_A_GATE = ("accept", "regenerate", "vary", "edit")
_ABOUT_A_TAKE = (*_OF_A_GATE, "skip")
# RFC 6455 and its registry: who speaks may not; an unexpected condition; the service restarts.
_LOCKED_OUT, _FAILED, _RESTARTS = 1008, 1011, 1012
_AGAIN_SECONDS = 1.0  # between two looks whether the database is back

_log = logging.getLogger(__name__)
router = APIRouter()


@router.websocket(PATH)
async def creator(socket: WebSocket, service: Serving) -> None:
    """Speak the Creator Mode protocol until the client leaves; its session stays stored."""
    await CreatorSocket(socket, service).serve()


@router.get(f"{PATH}/schema.json", tags=["films"], summary="The messages of Creator Mode as JSON Schema")
async def schema() -> JsonObject:
    """What clients may say (`$defs/ClientMessage`) and what they are told (`$defs/ServerMessage`)."""
    return creator_schema()


class CreatorSocket:
    """A client's connection. What it may decide about is only what it has been shown."""

    def __init__(self, socket: WebSocket, service: Service) -> None:
        self._socket = socket
        self._service = service
        self._session: Session | None = None
        # Folded from the events that this client was sent, not from those that have happened since.
        self._shown = SessionState()
        self._actor: str | None = None
        self._door = SocketDoor(socket, service.doors)
        self._following: asyncio.Task[None] | None = None
        self._speaking = asyncio.Lock()

    async def serve(self) -> None:
        """Take messages until the client leaves."""
        await self._socket.accept(self._door.subprotocol)
        try:
            await self._converse()
        except WebSocketDisconnect:
            # It left while it was being answered.
            return
        finally:
            if self._following is not None:
                self._following.cancel()

    async def _converse(self) -> None:
        try:
            self._door.knock()
            while (message := await self._message_of_client())["type"] != "websocket.disconnect":
                await self._hear(message)
        except LockedOutError as error:
            await self._stop_following()
            await self._lock_out(error)

    async def _message_of_client(self) -> Message:
        try:
            async with asyncio.timeout(self._door.patience):
                return await self._socket.receive()
        except TimeoutError:
            raise self._door.late() from None

    async def _hear(self, message: Message) -> None:
        text: str | None = message.get("text")
        try:
            await self._door.weigh(message["bytes"] if text is None else text)
            asked = read_action(text)
            if isinstance(asked, Authenticate):
                await self._send(self._door.authenticate(asked.key))
                return
            self._door.admit(asked.action)
            self._actor = asked.who or self._actor
            if isinstance(asked, Start):
                await self._start(asked)
            elif isinstance(asked, Resume):
                await self._resume(asked)
            else:
                await self._decide(asked)
        except InvalidPayloadError as error:
            answer = problems_answer(error.problems)
            await self._refuse(answer["detail"], problems=answer["problems"])
        except (RefusedError, StudioError) as error:
            await self._refuse(str(error))

    async def _start(self, asked: Start) -> None:
        if self._session is not None and self._shown.status not in ("complete", "stopped"):
            raise OutOfTurnError(
                f"the session {self._session.id} is under way on this connection; "
                "stop it, or open another connection"
            )
        studio = self._service.studio
        webhook = None if asked.webhook is None else self._service.check_webhook(asked.webhook)
        video_id = await studio.start(
            asked.video_type,
            asked.payload,
            by=self._door.by(self._actor, _SOMEBODY),
            limits=asked.limits,
            quota=self._door.quota(),
            webhook=webhook,
        )
        session = await studio.session(video_id)
        await self._follow_instead(session, SessionState(stage=session.stage))

    async def _resume(self, asked: Resume) -> None:
        studio = self._service.studio
        session = await studio.session(asked.video_id)
        events = await studio.events(session.id)
        if asked.after_seq > len(events):
            raise RefusedError(
                422, f"{session.id} has come to event {len(events)}; after_seq cannot be {asked.after_seq}"
            )
        now, missed = fold(events), events[: asked.after_seq]
        shown = fold(missed) if missed else SessionState(stage=session.stage)
        await self._stop_following()
        await self._send(resumed_message(session, now, asked.after_seq, possible(now)))
        await self._follow_instead(session, shown)

    async def _follow_instead(self, session: Session, shown: SessionState) -> None:
        await self._stop_following()
        self._session, self._shown = session, _light(shown)
        turn_to(session.id)
        self._following = asyncio.create_task(self._follow(session), name=f"{session.id} socket")
        self._following.add_done_callback(_log_failure)

    async def _stop_following(self) -> None:
        following, self._following = self._following, None
        if following is not None:
            following.cancel()
            # Whatever it failed with is logged by its callback.
            await asyncio.gather(following, return_exceptions=True)

    async def _decide(self, asked: Decide) -> None:
        if self._session is None:
            raise OutOfTurnError(
                f"cannot {asked.action} now: there is no session yet; start one, or resume one"
            )
        seen = self._looked_at(asked)
        if seen is None and asked.action in _OF_A_GATE and self._shown.status == "running":
            raise await self._still_running(asked, self._session)
        decision = asked.decision(self._door.by(self._actor, _SOMEBODY), seen)
        await self._service.studio.decide(self._session.id, decision)

    def _looked_at(self, asked: Decide) -> Seen | None:
        """The run that the client must mean: the one it names, else the one it was shown at the gate."""
        named = getattr(asked, "version", None)
        if named is not None and not isinstance(asked, Choose):
            return Seen(stage=self._shown.stage, version=named)
        if asked.action not in _ABOUT_A_TAKE:
            return None
        shown = self._shown
        gate = shown.accepted(shown.stage) if shown.status == "complete" else shown.gate
        return None if gate is None else Seen(stage=gate.stage, version=gate.version)

    async def _still_running(self, asked: Decide, session: Session) -> OutOfTurnError:
        """The refusal of a decision about a take that was not shown yet; says who set it going."""
        made = await self._service.studio.decisions(session.id)
        who = f" ({made[-1].action} by {made[-1].by})" if made else ""
        return OutOfTurnError(
            f"cannot {asked.action} now: {self._shown.stage} is still running{who}; "
            "wait for its result, or stop"
        )

    async def _follow(self, session: Session) -> None:
        """Send the session's events and progress; a database that is away is waited for."""
        told_at: int | None = None
        try:
            while True:
                try:
                    await self._pass_on(session)
                    return
                except DatabaseError as error:
                    if not error.retryable:
                        raise
                    if told_at != self._shown.seq:
                        await self._refuse(f"{error}; what happens meanwhile is told as soon as it is back")
                    told_at = self._shown.seq
                await asyncio.sleep(_AGAIN_SECONDS)
        except WebSocketDisconnect:
            return
        except LockedOutError as error:
            await self._lock_out(error)
        except StudioError as error:
            await self._refuse(str(error))
            await self._socket.close(_FAILED)

    async def _lock_out(self, error: LockedOutError) -> None:
        await self._send({"status": "error", "error": str(error)})
        await self._socket.close(_LOCKED_OUT, "an API key is needed")

    async def _pass_on(self, session: Session) -> None:
        """Send what is new until the session was stopped or the service closes."""
        async with self._service.studio.watch(session.id, self._shown.seq) as news:
            async for new in news:
                self._door.present()
                await self._tell(new, session)
                if self._shown.status == "stopped":
                    return
        await self._socket.close(_RESTARTS, "the service is stopping; the session is kept")

    async def _tell(self, new: Event | Moving, session: Session) -> None:
        if isinstance(new, Moving):
            await self._send(moving_message(new, session))
            return
        message = await self._message(new, session)
        # Set before the client can answer: what it is about to be shown is what it may decide about.
        self._shown = _light(after(self._shown, new))
        await self._send(message)

    async def _message(self, event: Event, session: Session) -> JsonObject:
        if event.type not in ("chosen", "reopened", "pipeline_complete"):
            return event_message(event, session)
        stage, version = str(event.data["stage"]), event.data["version"]
        assert isinstance(version, int)
        made = await self._service.studio.take(session.id, stage, version)
        if made is None:
            return event_message(event, session)
        if event.type == "pipeline_complete":
            return event_message(event, session, video_path=shown_path(self._service, made))
        return event_message(event, session, data=made.data)

    async def _refuse(self, error: str, **more: JsonValue) -> None:
        session = self._session
        where: JsonObject = (
            {"video_id": session.id, "stage": self._shown.stage} if session is not None else {}
        )
        await self._send({"status": "error", "error": error, **where, **more})

    async def _send(self, message: JsonObject) -> None:
        async with self._speaking:
            await self._socket.send_json(message)


def _light(state: SessionState) -> SessionState:
    """The state without what the runs have made: a thousand waiting sessions must not hold it all."""
    return state.model_copy(
        update={"runs": tuple(run.model_copy(update={"data": None}) for run in state.runs)}
    )


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("%s: the client could not be told", task.get_name(), exc_info=error)
