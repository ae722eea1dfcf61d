"""Language models whose every answer is told to an observer."""

from dataclasses import replace

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.ports.models import LanguageModel, Models, OpenModel, Reply
from picturelock.ports.watching import ModelObserver


class ObservedModel:
    """Implements ``LanguageModel`` over another."""

    def __init__(self, model: LanguageModel, observer: ModelObserver) -> None:
        self._model = model
        self._observer = observer

    @property
    def name(self) -> str:
        """See ``LanguageModel``."""
        return self._model.name

    async def complete(self, system: str, user: str, *, answer: JsonObject, max_tokens: int) -> Reply:
        """See ``LanguageModel``."""
        try:
            reply = await self._model.complete(system, user, answer=answer, max_tokens=max_tokens)
        except ProviderError:
            self._observer.failed(self.name)
            raise
        self._observer.answered(self.name, reply)
        return reply


class ObservedModels:
    """Implements ``Models`` over others. Whoever opened those closes them."""

    def __init__(self, models: Models, observer: ModelObserver) -> None:
        self._models = models
        self._observer = observer
        self._opened: dict[str, OpenModel] = {}

    @property
    def default(self) -> str:
        """See ``Models``."""
        return self._models.default

    def open(self, name: str) -> OpenModel:
        """See ``Models``."""
        if name not in self._opened:
            opened = self._models.open(name)
            self._opened[name] = replace(opened, model=ObservedModel(opened.model, self._observer))
        return self._opened[name]

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        """See ``Models``."""
        return self._models.price(name, input_tokens, output_tokens)
