"""Who is told of what language models are asked, for metrics."""

from typing import Protocol

from picturelock.ports.models import Reply


class ModelObserver(Protocol):
    """Told of every answer and every failure. It must not raise, and not take long."""

    def answered(self, model: str, reply: Reply) -> None:
        """A model answered; ``model`` is ``provider:model``."""
        ...

    def failed(self, model: str) -> None:
        """A model did not answer."""
        ...
