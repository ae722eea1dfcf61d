"""Who is told of what happens in a studio, and of what language models are asked."""

from dataclasses import dataclass

from picturelock.engine.observed import Observer
from picturelock.ports.models import Models
from picturelock.ports.watching import ModelObserver
from picturelock.providers.llm.observed import ObservedModels


@dataclass(frozen=True)
class Watched:
    """Who is told of what happens: in the engine, and to language models. Nobody, where it is left out."""

    engine: Observer | None = None
    models: ModelObserver | None = None

    def over(self, models: Models) -> Models:
        """The models, with their observer told of every answer."""
        return models if self.models is None else ObservedModels(models, self.models)


UNWATCHED = Watched()
