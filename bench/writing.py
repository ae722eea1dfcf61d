"""What writing in sets costs with models that misbehave, beside a loop of fixed batches with three retries.

Also input tokens per segment as scripts grow, which have to stay flat. The model is the tests' fake one.

Run: .venv/bin/python bench/writing.py [SEGMENTS]
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fakes.manuscript_model import Behaviour, Failure, manuscript_server
from fakes.manuscript_run import Run, fake_writer, ideal_tokens, least_tokens, request
from picturelock.domain.errors import ProviderError
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import sets_of
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.models import Reply
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.writing.manuscripts.answers import segment_schema
from picturelock.writing.manuscripts.errors import WritingStoppedError
from picturelock.writing.manuscripts.part import Ask
from picturelock.writing.manuscripts.set_prompt import set_prompt
from picturelock.writing.manuscripts.token_need import FREE_BUDGET

SET = 10
RETRIES = 3
FIXED_TOKENS = (2_000, 4_000)
SCRIPTS = (50, 300, 1_000, 3_000)
BEHAVIOURS: dict[str, dict[str, Any]] = {
    "well-behaved": {},
    "verbose x2.5": {"verbose": 2.5},
    "two too few": {"too_few": 2},
    "repeats a number": {"repeats": True},
    "skips one": {"skips": True},
    "says stop when it cut": {"says_stop": True, "own_ceiling": 1_200},
    "1,500 reasoning tokens": {"thinking": 1_500},
    "broken JSON": {"broken": True},
    "prose and fences": {"wrapped": True},
    "wrong language": {"german": True},
    "invents a character": {"invents": True},
    "429 with Retry-After": {"failures": ["429"]},
    "500": {"failures": ["500"]},
    "closes half way": {"failures": ["close"]},
    "hangs once": {"failures": ["hang"]},
}


class Row(NamedTuple):
    """One line of the table."""

    segments: int
    calls: int
    tokens: int
    seconds: float


def _behaviour(told: dict[str, Any]) -> tuple[Behaviour, list[Failure]]:
    """A behaviour without its failures, which would hit step 1 otherwise, and those failures."""
    failures: list[Failure] = [*told.get("failures", [])]
    rest: dict[str, Any] = {name: value for name, value in told.items() if name != "failures"}
    return Behaviour(**rest), failures


async def ours(told: dict[str, Any], total: int, *, free: bool) -> tuple[Row, float]:
    """The script as Picturelock writes it, and the ideal tokens of a segment."""
    behaviour, failures = _behaviour(told)
    async with fake_writer(behaviour, free=free, timeout=1.0) as run:
        metadata = await run.plan(request(total_segments=total))
        behaviour.failures = failures
        started = time.perf_counter()
        try:
            await run.write(metadata, size=SET)
        except WritingStoppedError as stopped:
            print(f"   stopped: {stopped}")
        row = Row(len(run.kept), run.calls(), run.tokens(), time.perf_counter() - started)
        return row, ideal_tokens(metadata, behaviour) / total


async def fixed_batches(told: dict[str, Any], metadata: Metadata, tokens: int) -> Row:
    """A loop of fixed batches, ten segments a call; whatever is not valid is asked for again."""
    total = metadata.generation_info.total_segments
    behaviour, failures = _behaviour(told)
    behaviour.failures = failures
    written = 0
    started = time.perf_counter()
    with manuscript_server(behaviour) as server:
        model = OpenAIModel("fake", base_url=server.url, timeout=1.0, backoff=0.02)
        for number in range(sets_of(total, SET)):
            numbers = range(number * SET + 1, min(total, (number + 1) * SET) + 1)
            for _ in range(1 + RETRIES):
                prompt = set_prompt(metadata, [], Ask[Segment](numbers=numbers, written=()))
                schema = segment_schema([one.id for one in metadata.characters_roster])
                try:
                    reply = await model.complete(*prompt, answer=schema, max_tokens=tokens)
                except ProviderError:
                    continue
                if _valid(reply, numbers, metadata):
                    written += len(numbers)
                    break
        await model.close()
        spent = sum(asked.completion_tokens for asked in server.asked)
        return Row(written, len(server.asked), spent, time.perf_counter() - started)


def _valid(reply: Reply, numbers: range, metadata: Metadata) -> bool:
    try:
        segments: list[dict[str, Any]] = json.loads(reply.text)["segments"]
    except (ValueError, KeyError):
        return False
    ids = {one.id for one in metadata.characters_roster}
    known = all(line["character_id"] in ids for segment in segments for line in segment["dialogue"])
    german = any(" nicht " in segment["narration"] for segment in segments)
    return known and not german and [segment["segment_number"] for segment in segments] == list(numbers)


def _shown(row: Row, ideal: float, total: int) -> str:
    if not row.segments:
        return f"{0:4d}/{total:<4d} {row.calls:5d} {'-':>8} {'-':>7} {'-':>7}"
    each = row.tokens / row.segments
    return (
        f"{row.segments:4d}/{total:<4d} {row.calls:5d} {each:8.0f} {each / ideal:6.2f}x "
        f"{1000 * row.seconds / max(1, row.segments):7.0f}"
    )


async def table(total: int) -> None:
    async with fake_writer() as run:
        metadata = await run.plan(request(total_segments=total))
    head = f"{'whole':>9} {'calls':>5} {'tok/seg':>8} {'ideal':>7} {'ms/seg':>7}"
    columns = ["ours, paid", "ours, free (2,000)", *(f"fixed batches, {tokens:,}" for tokens in FIXED_TOKENS)]
    print(" | ".join(["".ljust(23), *(column.center(len(head)) for column in columns)]))
    print(" | ".join(["model".ljust(23), *([head] * len(columns))]))
    for name, told in BEHAVIOURS.items():
        paid, ideal = await ours(told, total, free=False)
        free, _ = await ours(told, total, free=True)
        fixed = [await fixed_batches(told, metadata, tokens) for tokens in FIXED_TOKENS]
        print(
            " | ".join([name.ljust(23), *(_shown(row, ideal, total) for row in (paid, free, *fixed))]),
            flush=True,
        )
        _least_told(name, told, free, ideal, total)


def _least_told(name: str, told: dict[str, Any], free: Row, ideal: float, total: int) -> None:
    """What a free model that thinks costs at least: its thinking is paid in every reply of a fixed budget."""
    behaviour, _ = _behaviour(told)
    if behaviour.thinking and free.segments:
        least = least_tokens(int(ideal * total), total, behaviour, FREE_BUDGET) / total
        print(
            f"   {name}, free: {least:.0f} tokens a segment is the least that {FREE_BUDGET:,} a reply allow; "
            f"ours is {free.tokens / free.segments / least:.2f}x of that"
        )


async def input_tokens() -> None:
    print("\ninput tokens per segment, whole scripts, sets of ten")
    for total in SCRIPTS:
        async with fake_writer(timeout=30.0) as run:
            metadata = await run.plan(request(total_segments=total))
            started = time.perf_counter()
            each, last = await _written(run, metadata)
            seconds = time.perf_counter() - started
            print(
                f"{total:6,d} segments: {each:6.0f} a segment over all, {last:6.0f} in the last five sets, "
                f"{1000 * seconds / total:5.1f} ms a segment"
            )


async def _written(run: Run, metadata: Metadata) -> tuple[float, float]:
    """Input tokens per segment over the whole script and over its last fifty segments."""
    total = metadata.generation_info.total_segments
    segments: list[Segment] = []
    before = 0
    for number in range(1, sets_of(total, SET) + 1):
        if len(segments) == total - 5 * SET:
            before = run.input_tokens()
        segments += await run.write_set(metadata, number, size=SET, known=segments)
    return run.input_tokens() / total, (run.input_tokens() - before) / (5 * SET)


async def main(total: int) -> None:
    await table(total)
    await input_tokens()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
