"""Who writes: opens the writer that is asked for, within its limits."""

from collections.abc import Callable
from dataclasses import dataclass

from picturelock.domain.manuscript import GenerationInfo
from picturelock.domain.manuscript_kind import KindName
from picturelock.ports.models import ModelLedger, Models
from picturelock.writing.manuscripts.model_manuscript_writer import ModelManuscriptWriter
from picturelock.writing.manuscripts.template_manuscript_writer import (
    WRITER,
    TemplateManuscriptWriter,
    check_length,
)
from picturelock.writing.manuscripts.token_need import TokenNeed
from picturelock.writing.manuscripts.writer import ManuscriptWriter
from picturelock.writing.room.metered_model import MeteredModel
from picturelock.writing.room.spending import Spending

TEMPLATE = "template"


@dataclass(frozen=True)
class OpenWriter:
    """A writer for one piece of work.

    Attributes:
        writer: writes both steps.
        check: raises ``InvalidInputError`` when it cannot write so many segments of a kind.
        forecast: what the model's limits mean for so many segments in sets of a size; mostly nothing.
    """

    writer: ManuscriptWriter
    check: Callable[[KindName, int], None]
    forecast: Callable[[KindName, int, int], str]


class Writers:
    """Opens writers by name, and keeps what was learned of each model for the next piece of work."""

    def __init__(self, models: Models, ledger: ModelLedger) -> None:
        self._models = models
        self._ledger = ledger
        self._needs: dict[str, dict[str, TokenNeed]] = {}

    def name(self, asked: str | None, info: GenerationInfo | None = None) -> str:
        """Who is to write: whoever is asked for, else whoever wrote step 1, else the default."""
        if asked:
            return asked
        if info is not None and info.model:
            return info.model
        if info is not None and info.writer == WRITER:
            return TEMPLATE
        return self._models.default

    def open(
        self,
        name: str,
        *,
        max_cost: float | None = None,
        patience: float | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> OpenWriter:
        """The writer of a name, for one piece of work.

        Raises:
            InvalidInputError: of ``model`` or ``max_cost``, with what to change.
        """
        if name == TEMPLATE:
            return OpenWriter(TemplateManuscriptWriter(), check_length, lambda kind, segments, size: "")
        opened = self._models.open(name)
        spending = Spending(opened.model.name, self._models, max_cost)
        metered = MeteredModel(opened, self._ledger, spending, patience=patience, tell=tell)
        needs = self._needs.setdefault(opened.model.name, {})
        writer = ModelManuscriptWriter(metered, free=opened.free, needs=needs)

        def forecast(kind: KindName, segments: int, size: int) -> str:
            needed = writer.requests_for(kind, segments, size)
            left = metered.left_today
            if left is None or needed <= left:
                return ""
            return f"needs about {needed:,} requests, {left:,} left today: pauses and goes on"

        return OpenWriter(writer, lambda kind, count: None, forecast)
