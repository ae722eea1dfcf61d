"""Ask the writer, and never ask twice for the same thing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from picturelock.domain.digest import digest
from picturelock.domain.errors import ProviderError
from picturelock.domain.sound import SOUND_FIELDS
from picturelock.ports.films import Answer, Ask, Renderer, Tools

_FILE = "written.json"

Mend = Callable[[Answer], Awaitable[Answer]]
"""Makes an answer that passes the review of one that did not; raises ``ProviderError`` when it cannot."""

Review = Callable[[Answer], Awaitable[str | None]]
"""Says what is wrong with an answer, for the writer to mend, or None when it is fine."""


async def written(
    ask: Ask[Answer],
    tools: Tools,
    review: Review[Answer],
    *,
    renderer: Renderer | None = None,
    mend: Mend[Answer] | None = None,
) -> Answer:
    """The writer's answer, from the takes when this was asked before.

    When no scene is to be written anew, the previous answer is the answer. One that does not pass the review
    is sent back once with the reason, and after that mended, if it can be. With a ``renderer`` the writer is
    given its templates to choose from.

    Raises:
        ProviderError: the writer failed, or its second answer did not pass either and cannot be mended.
    """

    if ask.previous is not None and ask.rework.scenes == ():
        return ask.previous

    async def make(folder: Path) -> None:
        asked = replace(ask, catalogue=await renderer.catalogue()) if renderer else ask
        answer = await tools.writer.write(asked)
        problem = await review(answer)
        if problem is not None:
            answer = await tools.writer.write(replace(asked, problem=problem))
            problem = await review(answer)
        if problem is not None and mend is not None:
            answer = await mend(answer)
        elif problem is not None:
            message = f"the {ask.makes} do not fit: {problem}"
            raise ProviderError(message, provider=tools.writer.name, retryable=True)
        (folder / _FILE).write_text(answer.model_dump_json(), encoding="utf-8")

    folder = await tools.takes.take(_key(ask, tools.writer.version, renderer), make)
    return ask.answer.model_validate_json((folder / _FILE).read_text(encoding="utf-8"))


def _key(ask: Ask[Answer], writer: str, renderer: Renderer | None) -> str:
    # A renderer's version stands for its templates, so that finding a take does not start the renderer.
    templates = renderer.version if renderer else None
    # No word depends on the sound or the shapes that are asked for: other music, or another shape, leaves the
    # scenes as they are.
    unheard = {*SOUND_FIELDS, "shapes"}
    brief = [type(ask.brief).__name__, ask.brief.model_dump(mode="json", exclude=unheard)]
    before = (brief, ask.rework, ask.plan, ask.script, ask.shots, ask.previous)
    return digest("written", writer, templates, ask.makes, *before)
