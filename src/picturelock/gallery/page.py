"""The gallery's page: one HTML file with its pictures in it, that needs no network."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image

from picturelock.domain.drawing import TemplateCard
from picturelock.gallery.drawing import Hung
from picturelock.gallery.seconds import Pace

# The height of a picture on the page; the whole one lies beside it.
_HEIGHT = 270
_QUALITY = 82

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
)


def page_of(cards: tuple[TemplateCard, ...], hung: list[Hung], rows: tuple[Pace, ...]) -> str:
    """The page's text: what each template is for, its cases, and how long it takes to draw. Blocking."""
    shown = [
        {
            "card": card,
            "anchor": f"{card.engine}-{card.name}",
            "cases": [
                {"hung": one, "thumbnail": _inline(one.picture) if one.picture else None}
                for one in hung
                if (one.case.engine, one.case.template) == (card.engine, card.name)
            ],
        }
        for card in cards
    ]
    return _PAGES.get_template("page.html.j2").render(
        templates=shown, paces=rows, wrong=[one for one in hung if one.problem]
    )


def _inline(picture: Path) -> str:
    """A small copy of a picture as a ``data:`` address."""
    with Image.open(picture) as whole:
        size = (round(whole.width * _HEIGHT / whole.height), _HEIGHT)
        small = whole.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    kept = BytesIO()
    small.save(kept, format="JPEG", quality=_QUALITY)
    return f"data:image/jpeg;base64,{b64encode(kept.getvalue()).decode()}"
