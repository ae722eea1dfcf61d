import json
from collections.abc import Callable

import pytest

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Reply
from picturelock.writing.translator import MOST_SENTENCES, ModelTranslator


class Model:
    """Answers with ``say`` of the sentences' numbers; ``cut`` says which asks do not come to an end."""

    name = "fake:model"

    def __init__(self, say: Callable[[int, int], str], cut: Callable[[int], bool] = lambda _: False) -> None:
        self._say, self._cut = say, cut
        self.asked: list[list[int]] = []

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        numbers = [int(part.split('"')[0]) for part in user.split('<sentence number="')[1:]]
        self.asked.append(numbers)
        if self._cut(len(numbers)):
            return Reply(text='{"translations": [{"num', finish="length")
        told = [{"number": number, "text": self._say(number, len(self.asked))} for number in numbers]
        return Reply(text=json.dumps({"translations": told}), finish="stop")


async def translated(model: Model, sentences: list[str]) -> tuple[str | None, ...]:
    return await ModelTranslator(model).translate(sentences, source="en", target="de", names=())


async def test_many_sentences_are_asked_for_in_sets() -> None:
    model = Model(lambda number, _: f"Satz {number}.")
    sentences = [f"Sentence {number}." for number in range(1, 2 * MOST_SENTENCES + 2)]
    assert (await translated(model, sentences))[-1] == f"Satz {len(sentences)}."
    assert [len(numbers) for numbers in model.asked] == [MOST_SENTENCES, MOST_SENTENCES, 1]


async def test_an_answer_that_is_cut_is_asked_for_in_halves() -> None:
    model = Model(lambda number, _: f"Satz {number}.", cut=lambda count: count > 2)
    sentences = [f"Sentence {number}." for number in range(1, 5)]
    assert await translated(model, sentences) == tuple(f"Satz {number}." for number in range(1, 5))
    assert [len(numbers) for numbers in model.asked] == [4, 2, 2]


async def test_a_sentence_whose_dose_changed_is_asked_for_again_and_then_left_out() -> None:
    wrong_once = Model(lambda _, turn: "Nehmen Sie 50 mg." if turn == 1 else "Nehmen Sie 5 mg.")
    assert await translated(wrong_once, ["Take 5 mg."]) == ("Nehmen Sie 5 mg.",)
    always_wrong = Model(lambda number, _: "Nehmen Sie 50 mg." if number == 2 else "Das ist alles.")
    assert await translated(always_wrong, ["That is all.", "Take 5 mg."]) == ("Das ist alles.", None)
    assert always_wrong.asked == [[1, 2], [2]]


async def test_one_sentence_that_never_ends_is_an_error() -> None:
    with pytest.raises(ProviderError, match="did not end within"):
        await translated(Model(lambda _, __: "", cut=lambda _: True), ["Take 5 mg."])
