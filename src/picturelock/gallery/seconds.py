"""How long templates take to draw, in seconds of drawing for each second of film."""

import csv
from io import StringIO

from picturelock.domain.frames import SHAPES, Shape
from picturelock.domain.frozen import Frozen
from picturelock.gallery.drawing import Hung


class Pace(Frozen):
    """One template's clips in one shape: seconds of film, and seconds spent on them by kind of work."""

    engine: str
    template: str
    shape: Shape
    film: float
    drawing: float
    encoding: float
    other: float

    @property
    def ratio(self) -> float:
        """Seconds of work for a second of film."""
        return (self.drawing + self.encoding + self.other) / self.film


def paces(hung: list[Hung]) -> tuple[Pace, ...]:
    """The pace of each template in each shape of which there are clips, the slowest first."""
    names = dict.fromkeys((one.case.engine, one.case.template) for one in hung)
    found = [
        pace
        for engine, template in names
        for shape in SHAPES
        if (pace := _pace(hung, engine, template, shape))
    ]
    return tuple(sorted(found, key=lambda pace: -pace.ratio))


def _pace(hung: list[Hung], engine: str, template: str, shape: Shape) -> Pace | None:
    clips = [
        (one.drawn, one.case.frame.fps)
        for one in hung
        if (one.case.engine, one.case.template, one.case.shape) == (engine, template, shape)
        and one.drawn is not None
    ]
    if not clips:
        return None
    return Pace(
        engine=engine,
        template=template,
        shape=shape,
        film=sum(drawn.frames / fps for drawn, fps in clips),
        drawing=sum(drawn.drawing_seconds for drawn, _ in clips),
        encoding=sum(drawn.encoding_seconds for drawn, _ in clips),
        other=sum(drawn.other_seconds for drawn, _ in clips),
    )


def as_csv(rows: tuple[Pace, ...]) -> str:
    """A table with a row for each template and shape; all figures are seconds."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        ("engine", "template", "shape", "film", "drawing", "encoding", "other", "per_second_of_film")
    )
    for row in rows:
        figures = (row.film, row.drawing, row.encoding, row.other, row.ratio)
        table.writerow((row.engine, row.template, row.shape, *(f"{figure:.2f}" for figure in figures)))
    return text.getvalue()
