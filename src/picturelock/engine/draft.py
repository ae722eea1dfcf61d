"""What is about to happen in a session: events that are not stored yet, and the state they lead to."""

from picturelock.engine.event import Event, EventType
from picturelock.engine.folding import after
from picturelock.engine.production import JsonObject
from picturelock.engine.state import SessionState


class Draft:
    """Grows event by event; the state is always the one after the last of them."""

    def __init__(self, session_id: str, state: SessionState, moment: str) -> None:
        self.session_id = session_id
        self.moment = moment
        self.before = state
        self.state = state
        self.events: list[Event] = []

    def add(self, kind: EventType, data: JsonObject) -> None:
        """Let one more thing happen. ``data`` names its ``stage``."""
        event = Event(
            session_id=self.session_id, seq=self.state.seq + 1, ts=self.moment, type=kind, data=data
        )
        self.state = after(self.state, event)
        self.events.append(event)

    def add_at_gate(self, kind: EventType, data: JsonObject) -> None:
        """Let something happen at a gate: the event tells what is at the gate then, and what may be done."""
        ahead = Draft(self.session_id, self.state, self.moment)
        ahead.add(kind, data)
        gate = ahead.state.gate
        told: JsonObject = {} if gate is None else {"gate": gate.version}
        self.add(kind, {**data, **told, "actions": list(possible(ahead.state))})


def possible(state: SessionState) -> tuple[str, ...]:
    """The actions that make sense now, the original ones first."""
    if state.status == "stopped":
        return ()
    if state.status == "complete":
        return ("back",)
    planned, place = state.planned(state.stage), state.stages.index(state.stage)
    at_gate = state.gate is not None
    others = [run for run in state.versions(state.stage) if run.status != "awaiting" and state.fits(run)]
    offered = {
        "accept": state.status == "awaiting",
        "regenerate": at_gate,
        "stop": True,
        "vary": at_gate,
        "choose": bool(others),
        "edit": at_gate and planned.editable,
        "skip": planned.instead is not None,
        "back": place > 0,
    }
    return tuple(action for action, fits in offered.items() if fits)
