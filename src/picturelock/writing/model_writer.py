"""The writer that asks a language model: prompts are files, answers are checked and never executed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from picturelock.domain.brief import Brief
from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.sound import SOUND_FIELDS
from picturelock.ports.films import Answer, Ask
from picturelock.ports.models import LanguageModel
from picturelock.writing.claims.own_words import own_words
from picturelock.writing.knowledge.facts import Facts, at_hand, facts_at_hand, shipped_facts
from picturelock.writing.model_answers import (
    ChoreographyAnswer,
    PlanAnswer,
    ScriptAnswer,
    StoryboardAnswer,
    schema_of,
)
from picturelock.writing.model_conversion import (
    UnusableAnswerError,
    choreography_from,
    plan_from,
    script_from,
    storyboard_from,
)
from picturelock.writing.prompt import fill, prompts_digest
from picturelock.writing.template.story import LONGEST_BEAT
from picturelock.writing.told_facts import told_facts

Filled = TypeVar("Filled", bound=BaseModel)

FIRST_TOKENS = 4_000
MOST_TOKENS = 32_000
TIMES_ASKED = 2
# All documents together; about 50,000 tokens, which every current model reads.
DOCUMENT_CHARACTERS = 200_000
CHARACTERS_PER_SECOND = 15


@dataclass(frozen=True)
class Form(Generic[Filled]):
    """What a model is given for a stage, what it fills in, and how that becomes the stage's answer."""

    prompt: str
    answer: type[Filled]
    convert: Callable[[Filled, Ask[Any], str], BaseModel]


FORMS: dict[str, Form[Any]] = {
    "scenes": Form("scenes.md.j2", PlanAnswer, plan_from),
    "script": Form("script.md.j2", ScriptAnswer, script_from),
    "visuals": Form("visuals.md.j2", StoryboardAnswer, storyboard_from),
    "animations": Form("animations.md.j2", ChoreographyAnswer, choreography_from),
}


@dataclass(frozen=True)
class Extent:
    """How long a film of a type is."""

    least: int
    most: int
    scenes: str


EXTENTS = {
    "moa": Extent(40, 75, "5 to 7"),
    "product_ad": Extent(20, 45, "4 to 6"),
    "doctor_ad": Extent(40, 75, "5 to 8"),
    "social_media": Extent(15, 40, "4 to 6"),
    "compliance_video": Extent(30, 90, "4 to 10"),
}
USUAL_EXTENT = Extent(30, 75, "4 to 7")


class ModelWriter:
    """Implements ``ports.Writer`` over any ``ports.LanguageModel``."""

    def __init__(self, model: LanguageModel, facts: Facts | None = None) -> None:
        """``facts``: what is known of medicines; what is shipped when left out."""
        self._model = model
        self._facts = facts or shipped_facts()

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def version(self) -> str:
        return f"{self._model.name} · prompts {prompts_digest()[:8]} · facts {self._facts.digest[:8]}"

    async def write(self, ask: Ask[Answer]) -> Answer:
        """Write what is asked; an answer that cannot be used is asked for once more, with the reasons.

        Raises:
            ProviderError: the model failed, refused, never came to an end, or could not be used twice.
        """
        with at_hand(self._facts):
            return await self._write(ask)

    async def _write(self, ask: Ask[Answer]) -> Answer:
        form = FORMS[ask.makes]
        system, problem = system_prompt(ask), ask.problem
        for _ in range(TIMES_ASKED):
            text = await self._answer(system, user_prompt(ask, problem), schema_of(form.answer))
            try:
                made = form.convert(form.answer.model_validate(_object_in(text)), ask, self._model.name)
                return _with_notes(ask.answer.model_validate(made.model_dump()), _cut_notes(ask.brief))
            except (UnusableAnswerError, ValidationError) as refused:
                problem = _reasons(refused)
        raise ProviderError(
            f"the model's {ask.makes} could not be used, {TIMES_ASKED} times in a row: {problem}",
            provider=self._model.name,
            retryable=True,
        )

    async def _answer(self, system: str, user: str, schema: JsonObject) -> str:
        """The whole text of an answer; one that was cut is asked for again with twice the room."""
        tokens = FIRST_TOKENS
        while True:
            reply = await self._model.complete(system, user, answer=schema, max_tokens=tokens)
            if reply.finish == "refused":
                said = f": {reply.text[:300]}" if reply.text else ""
                raise ProviderError(f"the model refused to write this{said}", provider=self._model.name)
            if reply.finish != "length":
                return reply.text
            if tokens >= MOST_TOKENS:
                thought = f", {reply.reasoning_tokens} of them for thinking" if reply.reasoning_tokens else ""
                raise ProviderError(
                    f"the answer did not end within {MOST_TOKENS} tokens{thought}", provider=self._model.name
                )
            tokens = min(MOST_TOKENS, tokens * 2)


def system_prompt(ask: Ask[Any]) -> str:
    """The part that is the same for every film of a type, and so can be cached by the provider."""
    extent = EXTENTS.get(ask.brief.video_type, USUAL_EXTENT)
    return fill(
        FORMS[ask.makes].prompt,
        {
            "seconds": f"{extent.least} to {extent.most} seconds",
            "characters": f"{_characters(extent.least)} to {_characters(extent.most)}",
            "scene_counts": extent.scenes,
            "longest_beat": LONGEST_BEAT,
            "language": ask.brief.spoken_language,
            "conventions": ask.brief.conventions,
            "mode": ask.brief.look.mode,
            "catalogue": ask.catalogue,
            "own_words": own_words(ask.brief) if ask.brief.sourced else (),
        },
    )


def _characters(seconds: int) -> int:
    """How much is spoken in so many seconds; a fifth of them is breath between beats and scenes."""
    return seconds * CHARACTERS_PER_SECOND * 4 // 5


def user_prompt(ask: Ask[Any], problem: str | None = None) -> str:
    """The part that people gave: brief, documents, what was accepted before, feedback."""
    previous: BaseModel | None = ask.previous
    return fill(
        "ask.md.j2",
        {
            "brief": _fields(ask.brief),
            "documents": [
                {"name": document.name, "text": document.text[: _room(ask.brief)]}
                for document in ask.brief.reference_docs
            ],
            "facts": told_facts(ask.brief, facts_at_hand()),
            "plan": ask.plan,
            "script": ask.script,
            "shots": ask.shots,
            "previous": previous.model_dump_json(exclude={"writer", "translations"}) if previous else None,
            "feedback": ask.rework.feedback,
            "scenes": ask.rework.scenes,
            "problem": problem,
        },
    )


_NOT_TOLD = {
    "reference_docs",
    "seed",
    "logo",
    "quality",
    "captions",
    "caption_languages",
    "brand_colors",
    "theme",
    "images",
}


def _fields(brief: Brief) -> dict[str, object]:
    told: dict[str, object] = brief.model_dump(mode="json", exclude={*_NOT_TOLD, *SOUND_FIELDS})
    told |= {"region": brief.home.name, "language": brief.spoken_language, "audience": brief.audience}
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _room(brief: Brief) -> int:
    return DOCUMENT_CHARACTERS // max(1, len(brief.reference_docs))


def _cut_notes(brief: Brief) -> tuple[str, ...]:
    return tuple(
        f"Of “{document.name}” only the first {_room(brief):,} characters were given to the model."
        for document in brief.reference_docs
        if len(document.text) > _room(brief)
    )


def _with_notes(answer: Answer, notes: tuple[str, ...]) -> Answer:
    if not notes:
        return answer
    return answer.model_copy(update={"notes": (*getattr(answer, "notes", ()), *notes)})


def _object_in(text: str) -> dict[str, Any]:
    """The JSON object in a text that may have prose or a fence around it; nothing is repaired."""
    decoder = json.JSONDecoder()
    place = text.find("{")
    while place >= 0:
        try:
            found, _ = decoder.raw_decode(text, place)
        except json.JSONDecodeError:
            place = text.find("{", place + 1)
            continue
        return found
    raise UnusableAnswerError(["the answer holds no complete JSON object"])


def _reasons(refused: UnusableAnswerError | ValidationError) -> str:
    if isinstance(refused, UnusableAnswerError):
        return "\n".join(refused.reasons[:20])
    return "\n".join(
        f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}" for error in refused.errors()[:20]
    )
