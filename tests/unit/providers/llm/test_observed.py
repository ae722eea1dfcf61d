import pytest

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import Limits, OpenModel, Reply
from picturelock.providers.llm.observed import ObservedModels


class Told:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    def answered(self, model: str, reply: Reply) -> None:
        self.heard.append((model, reply.output_tokens))

    def failed(self, model: str) -> None:
        self.heard.append((model, -1))


class Moody:
    """Fails every other time."""

    name = "openai:moody"

    def __init__(self) -> None:
        self.asked = 0

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        self.asked += 1
        if self.asked % 2 == 0:
            raise ProviderError("not now", provider="openai")
        return Reply(text=user, finish="stop", output_tokens=7)


class OnlyMoody:
    default = "openai:moody"

    def __init__(self) -> None:
        self._opened = OpenModel(Moody(), free=True, limits=Limits(requests_per_day=3), meter="moody")

    def open(self, name: str) -> OpenModel:
        return self._opened

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        return 0.5


async def test_every_answer_and_every_failure_is_told_and_passed_on() -> None:
    told = Told()
    opened = ObservedModels(OnlyMoody(), told).open("openai:moody")

    assert (await opened.model.complete("s", "u", answer={}, max_tokens=1)).text == "u"
    with pytest.raises(ProviderError):
        await opened.model.complete("s", "u", answer={}, max_tokens=1)

    assert told.heard == [("openai:moody", 7), ("openai:moody", -1)]


def test_all_else_about_the_models_is_as_it_was() -> None:
    plain = OnlyMoody()
    models = ObservedModels(plain, Told())
    opened = models.open("openai:moody")

    assert models.open("openai:moody") is opened
    assert (opened.free, opened.limits, opened.meter) == (True, Limits(requests_per_day=3), "moody")
    assert (models.default, models.price("openai:moody", 1, 1)) == ("openai:moody", 0.5)
    assert opened.model.name == "openai:moody"
