"""Step 1 by a model, in parts that cannot be cut: the core, the characters, the acts, the outline."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript_cast import Character, adult_problem, with_ids
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.writing.manuscripts.answers import (
    ActAnswer,
    CharacterAnswer,
    CoreAnswer,
    PointAnswer,
    part_schema,
)
from picturelock.writing.manuscripts.language import is_in
from picturelock.writing.manuscripts.outline import acts_for, points_for, share_of
from picturelock.writing.manuscripts.part import RATED, Ask, FaultError, Item, Part
from picturelock.writing.manuscripts.plan_prompt import MOST_CAST, Plan, plan_prompt
from picturelock.writing.manuscripts.rating import rated
from picturelock.writing.manuscripts.sentences import plain

CHARACTERS_A_CALL = 6
POINTS_A_CALL = 40
Shape = TypeVar("Shape", bound=BaseModel)


class PlanParts:
    """The parts of one request's plan; each is made from those before it."""

    def __init__(self, request: ManuscriptRequest) -> None:
        self._request = request
        self._plan = Plan(request, cast=request.cast)

    def core(self) -> Part[CoreAnswer]:
        """Title, summaries, voice, the size of the cast, what the documents say."""

        def read(raw: JsonObject, number: int, _: Sequence[CoreAnswer], __: int) -> CoreAnswer:
            core = _shaped(CoreAnswer, raw, number)
            self._check(f"{core.title}\n{core.short_summary}\n{core.description}", "the core")
            return core

        give = "Give the core."
        return self._part("synopsis", "core", 1, 1, CoreAnswer, "core.md.j2", lambda _: give, read)

    def decide(self, core: CoreAnswer) -> int:
        """Take in the core; how many characters are to be invented."""
        self._plan.core = core
        given = len(self._request.cast)
        if given:
            return max(0, self._request.row.fewest_characters - given)
        return min(MOST_CAST, max(self._request.row.fewest_characters, core.cast_size))

    def characters(self, count: int) -> Part[Character]:
        """Invented characters, at most six a call."""
        own = self._request.cast

        def read(raw: JsonObject, number: int, written: Sequence[Character], _: int) -> Character:
            answer = _shaped(CharacterAnswer, raw, number)
            told = answer.model_dump(mode="json", exclude={"number"}, exclude_none=True)
            given: list[object] = [{"id": one.id} for one in (*own, *written)]
            character = Character.model_validate(with_ids([*given, told])[-1])
            if any(_same(character.name, other.name) for other in (*own, *written)):
                raise FaultError("name", f"character {number}: {character.name!r} is in the cast already")
            if self._request.adult_story and (reason := adult_problem(character)):
                raise FaultError("age", f"character {number}: `age` {reason}")
            self._check(answer.model_dump_json(), f"character {number}", language=False)
            return character

        def ask(asked: Ask[Character]) -> str:
            known = len(own) + len(asked.written)
            first, last = asked.numbers.start, asked.numbers.stop - 1
            which = f"character {first}" if first == last else f"characters {first} to {last}"
            return f"Give {which} of {count} to be invented; the {known} in the cast stay as they are."

        return self._part(
            "character",
            "characters",
            count,
            CHARACTERS_A_CALL,
            CharacterAnswer,
            "characters.md.j2",
            ask,
            read,
        )

    def meet(self, invented: Sequence[Character]) -> tuple[Character, ...]:
        """Take in the invented characters; the whole cast, the user's own first."""
        self._plan.cast = (*self._request.cast, *invented)
        return self._plan.cast

    def acts(self) -> Part[str]:
        """What changes in each act."""
        count = acts_for(self._request.count)

        def read(raw: JsonObject, number: int, _: Sequence[str], __: int) -> str:
            summary = _shaped(ActAnswer, raw, number).summary
            self._check(summary, f"act {number}")
            return summary

        def ask(asked: Ask[str]) -> str:
            told = f" Acts before: {' '.join(asked.written)}" if asked.written else ""
            return f"Give acts {asked.numbers.start} to {asked.numbers.stop - 1} of {count}.{told}"

        return self._part("act", "acts", count, count, ActAnswer, "acts.md.j2", ask, read)

    def outline(self, acts: Sequence[str]) -> Part[str]:
        """One point for each segment, up to 300."""
        self._plan.acts = tuple(acts)
        count = points_for(self._request.count)

        def read(raw: JsonObject, number: int, written: Sequence[str], _: int) -> str:
            point = _shaped(PointAnswer, raw, number).point
            self._check(point, f"point {number}")
            if any(_same(point, other) for other in written):
                raise FaultError("repetition", f"point {number} says what an earlier point says: {point}")
            return point

        def ask(asked: Ask[str]) -> str:
            first, last = asked.numbers.start, asked.numbers.stop - 1
            return f"Give points {first} to {last} of {count}. {_spans(count, len(acts))}"

        return self._part(
            "outline point",
            "points",
            count,
            POINTS_A_CALL,
            PointAnswer,
            "outline.md.j2",
            ask,
            read,
        )

    def _part(
        self,
        name: str,
        key: str,
        count: int,
        largest: int,
        answer: type[BaseModel],
        rules: str,
        said: Callable[[Ask[Item]], str],
        read: Callable[[JsonObject, int, Sequence[Item], int], Item],
    ) -> Part[Item]:
        plan = replace(self._plan)
        return Part(
            name=name,
            key=key,
            number_field="number",
            numbers=range(1, count + 1),
            largest=largest,
            schema=part_schema(key, answer),
            prompt=lambda ask: plan_prompt(plan, rules, ask, said(ask)),
            read=read,
        )

    def _check(self, text: str, what: str, *, language: bool = True) -> None:
        if language and is_in(text, self._request.language) is False:
            raise FaultError("language", f"{what} is not written in {self._request.language}")
        if reason := rated(text, adult_story=self._request.adult_story):
            raise FaultError(RATED, f"{what}: {reason}", times=2)


def _shaped(shape: type[Shape], raw: JsonObject, number: int) -> Shape:
    try:
        return shape.model_validate({**raw, "number": number})
    except ValidationError as wrong:
        reasons = "; ".join(
            f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}" for error in wrong.errors()[:5]
        )
        raise FaultError("form", f"number {number}: {reasons}") from None


def _same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def _spans(points: int, acts: int) -> str:
    """Which points belong to which act."""
    of_act = [share_of(point, points, acts).start for point in range(1, points + 1)]
    spans = [
        f"act {act + 1} has points {of_act.index(act) + 1} to {points - of_act[::-1].index(act)}"
        for act in sorted(set(of_act))
    ]
    told = ", ".join(spans)
    return f"{told[0].upper()}{told[1:]}."
