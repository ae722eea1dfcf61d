"""Steer a film over the Creator Mode socket of a running service.

    python examples/test_creator_mode.py             asks how: 1 decides at every gate, 2 accepts everything
    python examples/test_creator_mode.py --resume vid_…   goes on with a session, from any machine

It exits with 0 when the film is complete, 1 when it was stopped or a promise of the protocol was broken.
"""

import argparse
import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

URL = "ws://127.0.0.1:8000/ws/creator"
BRIEF = Path(__file__).parent / "briefs/aspirin_moa.json"
HELP = """  a               accept            r [words]   regenerate, with or without feedback
  v 3 [words]     three takes       c 2         choose version 2
  b script        back to script    k           skip this stage
  e {json}        edit: your data   s           stop"""
SHORTHAND = {
    "a": "accept",
    "r": "regenerate",
    "v": "vary",
    "c": "choose",
    "b": "back",
    "k": "skip",
    "s": "stop",
}


class BrokenPromiseError(Exception):
    """The service did not keep to the protocol."""


@dataclass
class Session:
    """What this client knows: enough to go on after any loss of the connection."""

    automatic: bool
    video_id: str = ""
    seq: int = 0
    last: int = 0
    actions: list[str] = field(default_factory=list[str])
    ended: str = ""

    def hear(self, message: dict[str, Any]) -> bool:
        """Take in a message; whether somebody has to decide now."""
        if "seq" in message:
            if message["seq"] != self.seq + 1:
                raise BrokenPromiseError(f"event {message['seq']} came after {self.seq}")
            self.seq = message["seq"]
        match message["status"]:
            case "session_started":
                self.video_id = message["video_id"]
                print(f"{self.video_id}: {' → '.join(message['stage_order'])}")
            case "resumed":
                self.last, self.actions = message["last_seq"], message["actions"]
                # Nothing was missed, and a gate is open: the decision is still to be made.
                return self.seq == self.last and "regenerate" in self.actions
            case "stage_running" if "progress" in message:
                progress = message["progress"]
                print(f"    {message['stage']} {progress['percent']} % {progress['message']}")
            case "stage_running":
                print(f"[{self.seq}] {message['message']} (version {message['version']})")
            case "completed":
                self.actions = message["actions"]
                shown = json.dumps(message["data"], ensure_ascii=False)
                print(f"[{self.seq}] {message['stage']} version {message['version']}: {shown[:600]}")
                return True
            case "error":
                print(f"[{self.seq}] error: {message['error']}")
                self.actions = message.get("actions", self.actions)
                return True
            case "pipeline_complete" | "stopped":
                self.ended = message["status"]
                print(f"[{self.seq}] {message['message']} {message.get('video_path', '')}".rstrip())
            case other:
                # Clients ignore what they do not know, so that services may say more.
                print(f"[{self.seq}] {other} {message.get('stage', '')}")
        return False


def typed(line: str) -> dict[str, Any]:
    """What somebody typed, as an action. Raises ``ValueError``."""
    letter, _, rest = line.strip().partition(" ")
    if letter == "e":
        return {"action": "edit", "data": json.loads(rest)}
    said: dict[str, Any] = {"action": SHORTHAND[letter]}
    match letter:
        case "r" if rest:
            said["feedback"] = rest
        case "v":
            count, _, words = rest.partition(" ")
            said |= {"count": int(count), **({"feedback": words} if words else {})}
        case "c":
            said["version"] = int(rest)
        case "b":
            said["stage"] = rest
        case _:
            pass
    return said


async def decision(session: Session, *, failed: bool) -> dict[str, Any]:
    """What to do at a gate."""
    if session.automatic:
        return {"action": "stop" if failed else "accept"}
    print(f"  you may: {', '.join(session.actions)}\n{HELP}")
    while True:
        line = await asyncio.to_thread(input, "> ")
        try:
            return typed(line)
        except (ValueError, KeyError):
            print(HELP)


async def follow(url: str, first: dict[str, Any], session: Session) -> None:
    """Speak and listen until the film is complete or stopped, over as many connections as it takes."""
    while not session.ended:
        try:
            async with connect(url, max_size=None) as socket:
                await socket.send(json.dumps(first))
                async for received in socket:
                    message = json.loads(received)
                    # What was missed is history up to the last event; only there somebody has to decide.
                    if session.hear(message) and session.seq >= session.last:
                        answer = await decision(session, failed="accept" not in session.actions)
                        await socket.send(json.dumps(answer))
                    if session.ended:
                        return
        except ConnectionClosed:
            pass
        if not session.video_id:
            raise BrokenPromiseError("the service closed the connection before a session began")
        print("  connection lost; resuming")
        await asyncio.sleep(1)
        first = {"action": "resume", "video_id": session.video_id, "after_seq": session.seq}


def main() -> int:
    """Run one session; the exit code."""
    options = argparse.ArgumentParser(description="Steer a film over the Creator Mode socket.")
    options.add_argument(
        "mode", nargs="?", choices=["1", "2"], help="1: you decide; 2: everything is accepted"
    )
    options.add_argument("--url", default=URL)
    options.add_argument("--brief", type=Path, default=BRIEF)
    options.add_argument("--resume", metavar="VIDEO_ID")
    asked = options.parse_args()
    mode = asked.mode or input("1: interactive, 2: automatic > ").strip()
    session = Session(automatic=mode == "2", video_id=asked.resume or "")
    first: dict[str, Any] = {"action": "resume", "video_id": asked.resume, "after_seq": 0}
    if not asked.resume:
        first = {"action": "start", **json.loads(asked.brief.read_text(encoding="utf-8"))}
    try:
        asyncio.run(follow(asked.url, first, session))
    except (BrokenPromiseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if session.ended == "pipeline_complete" else 1


if __name__ == "__main__":
    sys.exit(main())
