"""``examples/test_creator_mode.py`` against a served service."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from fakes.production import ASPIRIN
from fakes.served import served
from fakes.service import Opened, open_service
from fakes.watching import act, at_gate

EXAMPLE = Path(__file__).parents[2] / "examples/test_creator_mode.py"


@pytest.fixture
async def service(tmp_path: Path) -> AsyncGenerator[tuple[Opened, str]]:
    async with open_service(tmp_path) as opened, served(opened.app) as address:
        yield opened, f"ws://{address}/ws/creator"


async def run(url: str, typed: str, *options: str) -> tuple[int | None, str]:
    brief = EXAMPLE.parent / "briefs/aspirin_moa.json"
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, EXAMPLE, "--url", url, "--brief", brief, *options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        said, _ = await child.communicate(typed.encode())
    return child.returncode, said.decode()


async def test_two_accepts_everything(service: tuple[Opened, str]) -> None:
    code, said = await run(service[1], "2\n")
    assert code == 0, said
    assert "All stages complete!" in said


async def test_one_asks_at_every_gate_and_knows_the_newer_actions(service: tuple[Opened, str]) -> None:
    opened, url = service
    typed = ["1", "r shorter", "e {}", 'e {"text": "mine"}', "c 2", "a", "a", "b scenes", "a", "a", "a", "a"]
    code, said = await run(url, "\n".join(typed) + "\n")
    assert code == 0, said
    assert "data: is empty" in said
    assert "kept script" in said
    assert [order.feedback for order in opened.production.orders[:2]] == [(), ("shorter",)]


async def test_a_failed_stage_ends_the_automatic_mode_with_an_exit_code(service: tuple[Opened, str]) -> None:
    opened, url = service
    opened.production.fails["visuals"] = "no picture"
    code, said = await run(url, "", "2")
    assert (code, "no picture" in said) == (1, True)


async def test_a_session_is_gone_on_with_from_elsewhere(service: tuple[Opened, str]) -> None:
    opened, url = service
    session_id = await opened.studio.start("moa", ASPIRIN)
    for _ in range(2):
        await at_gate(opened.studio, session_id)
        await act(opened.studio, session_id, "regenerate")
        await at_gate(opened.studio, session_id)
        await act(opened.studio, session_id, "accept")
    await at_gate(opened.studio, session_id)
    code, said = await run(url, "", "2", "--resume", session_id)
    assert code == 0, said
