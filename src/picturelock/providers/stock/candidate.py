"""What a stock service has to offer for a query, in one form for all services, and which of it is best."""

from picturelock.domain.frozen import Frozen
from picturelock.ports.films import StockQuery
from picturelock.providers.stock.conform import Kind
from picturelock.providers.stock.tint import distance

# A flash is no footage.
SHORTEST = 3.0
CHOICES = 5
"""How many of the best matches there is a choice among: services sort by what fits the words."""

_SQUARE = 1.25


class Candidate(Frozen):
    """A clip or photo that may be fetched.

    ``width``, ``height`` (pixels) and ``seconds`` are those of the file behind ``link``. ``colour`` is its
    average as ``#rrggbb`` where the service tells it; else ``preview`` is the address of a small picture.
    """

    asset: str
    kind: Kind
    link: str
    width: int
    height: int
    seconds: float = 0.0
    colour: str | None = None
    preview: str = ""
    title: str = ""
    author: str = ""
    page: str = ""


def shape_of(width: int, height: int) -> str:
    """``landscape``, ``portrait`` or ``square``."""
    if width > _SQUARE * height:
        return "landscape"
    return "portrait" if height > _SQUARE * width else "square"


def in_order(candidates: list[Candidate], query: StockQuery) -> list[Candidate]:
    """The candidates that can be used, the fittest first; equally fit ones as the service had them."""
    usable = [one for one in candidates if one.kind == "image" or one.seconds >= SHORTEST]
    return sorted(usable, key=lambda one: _fitness(one, query), reverse=True)


def equally_fit(ordered: list[Candidate], query: StockQuery) -> list[Candidate]:
    """The first few that nothing but their colours tells apart."""
    best = [one for one in ordered if _fitness(one, query) == _fitness(ordered[0], query)]
    return best[:CHOICES]


def preferred(equals: list[Candidate], query: StockQuery) -> Candidate:
    """One of the nearer half by colour; the seed says which, so that films and scenes differ.

    Those whose colour nobody knows count as far away.
    """
    near = sorted(equals, key=lambda one: distance(one.colour, query.palette))
    known = any(one.colour for one in equals)
    kept = near[: (len(near) + 1) // 2] if known else equals
    return kept[(query.seed - 1) % len(kept)]


def _fitness(one: Candidate, query: StockQuery) -> tuple[bool, bool, float, float]:
    """Not shown yet, of the right shape, long enough, large enough; the more the better."""
    wanted = shape_of(query.width, query.height)
    return (
        one.asset not in query.used,
        wanted in ("square", shape_of(one.width, one.height)),
        1.0 if one.kind == "image" else min(1.0, one.seconds / query.seconds),
        min(1.0, one.width / query.width, one.height / query.height),
    )


def smallest_covering(sizes: list[tuple[str, int, int]], query: StockQuery) -> tuple[str, int, int] | None:
    """Of a clip's files as (link, width, height) the smallest that covers the film, else the largest."""
    covering = [size for size in sizes if size[1] >= query.width and size[2] >= query.height]
    if covering:
        return min(covering, key=lambda size: size[1] * size[2])
    return max(sizes, key=lambda size: size[1] * size[2], default=None)
