"""Translates what is said with a language model, in sets that are answered whole."""

import json
from collections.abc import Sequence

from pydantic import BaseModel, Field, ValidationError

from picturelock.domain.digest import digest
from picturelock.domain.errors import ProviderError
from picturelock.ports.models import LanguageModel, Reply
from picturelock.writing.model_answers import schema_of
from picturelock.writing.prompt import FOLDER, fill
from picturelock.writing.translation_check import translation_problems

# A set's answer is far below what any model writes at once: about 240 characters a sentence.
MOST_SENTENCES = 10
TOKENS = 4_000
MOST_TOKENS = 16_000
_PROMPT, _ASK = "translate.md.j2", "translate_ask.md.j2"


class _Translated(BaseModel):
    number: int
    text: str = Field(max_length=480)


class TranslationAnswer(BaseModel):
    """What the model fills in."""

    translations: list[_Translated]


class _CutError(Exception):
    """The answer did not come to an end."""


class ModelTranslator:
    """Implements ``ports.Translator`` over any ``ports.LanguageModel``."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def version(self) -> str:
        prompts = digest(*((FOLDER / name).read_text(encoding="utf-8") for name in (_PROMPT, _ASK)))
        return f"{self._model.name} · prompts {prompts[:8]}"

    async def translate(
        self, sentences: Sequence[str], *, source: str, target: str, names: Sequence[str]
    ) -> tuple[str | None, ...]:
        """See ``ports.Translator``. What did not stay the same is asked for once more, with the reasons."""
        told: dict[int, str] = {}
        system = fill(_PROMPT, {"source": source, "target": target, "names": list(names)})
        for first in range(0, len(sentences), MOST_SENTENCES):
            wanted = dict(enumerate(sentences[first : first + MOST_SENTENCES], start=first))
            answers = await self._set(system, wanted, None)
            wrong = _wrong(wanted, answers, source, target, names)
            if wrong:
                reasons = "\n".join(f"{number + 1}: {'; '.join(why)}" for number, why in wrong.items())
                again = await self._set(system, {number: wanted[number] for number in wrong}, reasons)
                answers |= again
                wrong = _wrong(wanted, answers, source, target, names)
            told |= {
                number: text for number, text in answers.items() if number in wanted and number not in wrong
            }
        return tuple(told.get(number) for number in range(len(sentences)))

    async def _set(self, system: str, wanted: dict[int, str], problem: str | None) -> dict[int, str]:
        """The translations of a set, in two halves where the answer was cut."""
        try:
            return await self._answer(system, wanted, problem, TOKENS if len(wanted) > 1 else MOST_TOKENS)
        except _CutError as cut:
            if len(wanted) == 1:
                message = f"the translation of one sentence did not end within {MOST_TOKENS} tokens"
                raise ProviderError(message, provider=self.name, retryable=True) from cut
        numbers = list(wanted)
        halves = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
        answers: dict[int, str] = {}
        for half in halves:
            answers |= await self._set(system, {number: wanted[number] for number in half}, problem)
        return answers

    async def _answer(
        self, system: str, wanted: dict[int, str], problem: str | None, tokens: int
    ) -> dict[int, str]:
        numbered = [(number + 1, text) for number, text in wanted.items()]
        user = fill(_ASK, {"sentences": numbered, "problem": problem})
        reply = await self._model.complete(
            system, user, answer=schema_of(TranslationAnswer), max_tokens=tokens
        )
        if reply.finish == "refused":
            raise ProviderError(f"the model refused to translate: {reply.text[:300]}", provider=self.name)
        if reply.finish == "length":
            raise _CutError
        return {one.number - 1: one.text.strip() for one in _read(reply).translations}


def _read(reply: Reply) -> TranslationAnswer:
    """The answer; an empty one where it cannot be read, so that every sentence is asked for again."""
    start = reply.text.find("{")
    try:
        found, _ = json.JSONDecoder().raw_decode(reply.text, max(start, 0))
        return TranslationAnswer.model_validate(found)
    except (json.JSONDecodeError, ValidationError):
        return TranslationAnswer(translations=[])


def _wrong(
    wanted: dict[int, str], answers: dict[int, str], source: str, target: str, names: Sequence[str]
) -> dict[int, list[str]]:
    """What is wrong with each sentence's translation, by its number; a missing one is."""
    found: dict[int, list[str]] = {}
    for number, sentence in wanted.items():
        problems = ["is missing"]
        if number in answers:
            problems = translation_problems(
                sentence, answers[number], source=source, target=target, names=names
            )
        if problems:
            found[number] = problems
    return found
