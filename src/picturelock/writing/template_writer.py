"""The writer that needs no key: deterministic, from the brief, its documents and the facts that it ships."""

import asyncio
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from picturelock.domain.brief import Brief
from picturelock.domain.digest import digest
from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.ports.films import Answer, Ask
from picturelock.writing.knowledge.facts import Facts, at_hand, shipped_facts
from picturelock.writing.phrases.brief_language import untranslated, unwritten
from picturelock.writing.phrases.phrases import Phrases, phrases_of, speaking
from picturelock.writing.template.ad_story import tell_ad
from picturelock.writing.template.choreography import choreograph
from picturelock.writing.template.compliance_story import tell_compliance
from picturelock.writing.template.doctor_story import tell_doctor
from picturelock.writing.template.medicine_story import tell_mechanism
from picturelock.writing.template.plan import plan_scenes
from picturelock.writing.template.script import write_script
from picturelock.writing.template.social_story import tell_social
from picturelock.writing.template.story import WRITER, Story
from picturelock.writing.template.storyboard import draw_up

_FOLDER = Path(__file__).parent
STORIES: dict[str, Callable[[Brief], Story]] = {
    "moa": tell_mechanism,
    "product_ad": tell_ad,
    "compliance_video": tell_compliance,
    "doctor_ad": tell_doctor,
    "social_media": tell_social,
}


class TemplateWriter:
    """Implements ``ports.Writer``. Two equal asks are answered with equal words."""

    name = WRITER

    def __init__(self, facts: Facts | None = None) -> None:
        """``facts``: what is known of medicines; what is shipped when left out."""
        self._facts = facts

    @property
    def version(self) -> str:
        own = self._facts.version if self._facts is not None and self._facts.own else ""
        return f"{_version()}{own}"

    async def write(self, ask: Ask[Answer]) -> Answer:
        """Write what is asked.

        Raises:
            ProviderError: it has no story for the video type, or a plan, script or template is missing.
        """
        # Ranking the sentences of long documents takes a moment, and the event loop must stay free.
        made = await asyncio.to_thread(self._write, ask)
        return ask.answer.model_validate(made.model_dump())

    def _write(self, ask: Ask[Any]) -> BaseModel:
        with at_hand(self._facts or shipped_facts()), speaking(_phrases(ask.brief)):
            return _write(ask)


@cache
def _version() -> str:
    """The digest of all that decides the words: the stories' code and the facts they tell."""
    files = sorted(file for file in _FOLDER.rglob("*") if file.suffix in (".py", ".toml"))
    return digest(*(f"{file.relative_to(_FOLDER)}\n{file.read_text(encoding='utf-8')}" for file in files))


def _phrases(brief: Brief) -> Phrases:
    """The phrases of the brief's language.

    Raises:
        InvalidInputError: it has none in that language.
    """
    told = unwritten(brief)
    if told is not None:
        raise InvalidInputError([told])
    return phrases_of(brief.spoken_language, brief.spelling)


def _write(ask: Ask[Any]) -> BaseModel:
    tell = STORIES.get(ask.brief.video_type)
    if tell is None:
        known = ", ".join(STORIES)
        raise ProviderError(f"writes {known}, not {ask.brief.video_type!r}", provider=WRITER)
    story = tell(ask.brief)
    story = story.model_copy(update={"notes": (*story.notes, *untranslated(ask.brief))})
    match ask.makes:
        case "scenes":
            return plan_scenes(ask, story)
        case "script":
            return write_script(ask, story)
        case "visuals":
            return draw_up(ask, story)
        case "animations":
            return choreograph(ask)
