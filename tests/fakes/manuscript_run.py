"""A whole script, written over real HTTP by the fake model, for tests and benches."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fakes import manuscript_words as words
from fakes.manuscript_model import CHARACTERS_PER_TOKEN, Behaviour, ManuscriptServer, manuscript_server
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KindName, sets_of
from picturelock.domain.manuscript_request import ManuscriptRequest, read_request
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Progress
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.writing.manuscripts.model_manuscript_writer import ModelManuscriptWriter
from picturelock.writing.manuscripts.writer import ManuscriptWriter

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def request(kind: KindName = "movie", **told: Any) -> ManuscriptRequest:
    """A request for twenty segments about a lantern, with what is told on top."""
    return read_request({"idea": "a lantern on a river", "total_segments": 20, **told}, kind)


@dataclass
class Run:
    """A writer on a fake model, and what it wrote."""

    server: ManuscriptServer
    writer: ManuscriptWriter
    kept: list[Segment] = field(default_factory=list[Segment])
    told: list[Progress] = field(default_factory=list[Progress])

    async def plan(self, asked: ManuscriptRequest) -> Metadata:
        """Step 1."""
        return await self.writer.write_metadata(asked, script_id="scr_1", now=NOW, report=self.told.append)

    async def write(self, metadata: Metadata, *, size: int = 10) -> list[Segment]:
        """Step 2: every set, in order, each reading on from those before."""
        segments: list[Segment] = []
        for number in range(1, sets_of(metadata.generation_info.total_segments, size) + 1):
            segments += await self.write_set(metadata, number, size=size, known=segments)
        return segments

    async def write_set(
        self, metadata: Metadata, number: int, *, size: int = 10, known: list[Segment] | None = None
    ) -> tuple[Segment, ...]:
        """Step 2: one set."""

        async def keep(segment: Segment) -> None:
            self.kept.append(segment)

        written = await self.writer.write_set(
            metadata, number, size, known=known or (), keep=keep, report=self.told.append
        )
        return written.segments

    def tokens(self) -> int:
        """Output tokens of everything asked for in step 2."""
        return sum(asked.completion_tokens for asked in self.server.asked if _is_step_2(asked.user))

    def input_tokens(self) -> int:
        """Input tokens of everything asked for in step 2."""
        return sum(asked.prompt_tokens for asked in self.server.asked if _is_step_2(asked.user))

    def calls(self) -> int:
        """Replies of step 2."""
        return sum(_is_step_2(asked.user) for asked in self.server.asked)


def _is_step_2(user: str) -> bool:
    return "Write segment" in user


@asynccontextmanager
async def fake_writer(
    behaviour: Behaviour | None = None, *, free: bool = False, timeout: float = 5.0
) -> AsyncGenerator[Run]:
    """A model writer whose model is the fake one."""
    with manuscript_server(behaviour) as server:
        model = OpenAIModel("fake", base_url=server.url, timeout=timeout, backoff=0.02)
        try:
            yield Run(server, ModelManuscriptWriter(model, free=free))
        finally:
            await model.close()


def ideal_tokens(metadata: Metadata, behaviour: Behaviour) -> int:
    """What the segments alone cost, written once and without anything around them."""
    info = metadata.generation_info
    ids = [character.id for character in metadata.characters_roster]
    return sum(
        len(json.dumps(_given(number, ids, behaviour, info.no_narration), ensure_ascii=False))
        // CHARACTERS_PER_TOKEN
        for number in range(1, info.total_segments + 1)
    )


def least_tokens(ideal: int, count: int, behaviour: Behaviour, budget: int) -> int:
    """What ``count`` segments cost at least where every reply begins with the model's thinking.

    Args:
        ideal: tokens of the segments alone.
        count: how many they are.
        behaviour: how much the model thinks.
        budget: output tokens of a reply, thinking among them.
    """
    a_reply = max(1, int((budget - behaviour.thinking) / (ideal / count)))
    return ideal + behaviour.thinking * -(-count // a_reply)


def _given(number: int, ids: list[str], behaviour: Behaviour, silent: bool) -> dict[str, Any]:
    return words.segment(number, ids, verbose=behaviour.verbose, silent=silent)


def given_text(segment: Segment, metadata: Metadata, behaviour: Behaviour) -> bool:
    """Whether a segment is, word for word, what the fake model gives for its number."""
    ids = [character.id for character in metadata.characters_roster]
    given = _given(segment.segment_number, ids, behaviour, metadata.generation_info.no_narration)
    lines = [(line["character_id"], line["text"]) for line in given["dialogue"]]
    return (
        segment.title,
        segment.narration,
        [(line.character_id, line.text) for line in segment.dialogue],
    ) == (
        given["title"],
        given["narration"],
        lines,
    )
