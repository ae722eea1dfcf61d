"""Where a quotation comes from: for the film's data, and for the small line under a picture."""

from collections.abc import Iterable

from picturelock.domain.scene import Source
from picturelock.writing.phrases.phrases import phrase
from picturelock.writing.template.quotes import Quote

SOURCE_LINE = 120
_NAME = 48


def source_of(quote: Quote) -> Source:
    """The source of what a quotation says."""
    return Source(
        kind="document",
        name=quote.document,
        quote=quote.text,
        page=quote.page,
        paragraph=quote.paragraph,
    )


def source_line(group: Iterable[Quote]) -> str:
    """Documents with their pages or paragraphs, in at most ``SOURCE_LINE`` characters."""
    places: dict[str, list[Quote]] = {}
    for quote in group:
        places.setdefault(quote.document, []).append(quote)
    label = "source.one" if len(places) == 1 else "source.several"
    for longest in (_NAME, 24, 12):
        comma = phrase("data.comma")
        told = "; ".join(f"{_name(name, longest)}{comma}{_places(found)}" for name, found in places.items())
        if len(line := phrase(label, told=told)) <= SOURCE_LINE:
            return line
    return phrase("source.count", count=str(len(places)))


def _places(group: list[Quote]) -> str:
    kind = "page" if group[0].page is not None else "paragraph"
    numbers = sorted({quote.page or quote.paragraph or 1 for quote in group})
    if len(numbers) == 1:
        return phrase(f"source.{kind}", number=str(numbers[0]))
    *first, last = (str(number) for number in numbers)
    return phrase(f"source.{kind}s", first=", ".join(first), last=last)


def _name(name: str, longest: int) -> str:
    """A file's name, shortened in its middle: its end says which kind it is."""
    return name if len(name) <= longest else f"{name[: longest - 8].rstrip()}…{name[-7:]}"
