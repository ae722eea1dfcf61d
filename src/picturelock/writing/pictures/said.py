"""The words and figures of a shot, apart from the template that shows them."""

from collections.abc import Iterator
from typing import Any, cast

from pydantic import JsonValue

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.filled_props import is_code, resolved
from picturelock.domain.frozen import Frozen, JsonObject

HEADINGS = ("title", "heading", "headline")
SOURCES = ("source", "footnote")
_PLACES = ("beat", "step", "index")  # numbers that say where, and are no figures


class Statement(Frozen):
    """One thing that a picture says, and the beat that it comes in with where that is known."""

    text: str
    beat: int | None = None


class Said(Frozen):
    """All that a shot's props say, in order. Nothing of it is left out or made shorter."""

    heading: str = ""
    subtitle: str = ""
    statements: tuple[Statement, ...] = ()
    source: str = ""


def said_by(props: JsonObject, card: TemplateCard | None, cards: tuple[TemplateCard, ...]) -> Said:
    """What props say.

    Args:
        props: valid or not; of a field that a template does not have, every text counts.
        card: the template that they are for, where there is one of its name.
        cards: the whole catalogue: names that hold codes there hold codes here too.
    """
    codes = {name for known in cards for name in _code_fields(dict(known.props_schema))}
    codes |= set(_code_fields(dict(card.props_schema)) if card else ())
    defaults = _defaults(card)
    heading = subtitle = source = ""
    statements: list[Statement] = []
    for name, value in props.items():
        if name in codes or value == defaults.get(name) or _is_place(name):
            continue
        if isinstance(value, str) and name in HEADINGS and not heading:
            heading = value.strip()
        elif isinstance(value, str) and name == "subtitle":
            subtitle = value.strip()
        elif isinstance(value, str) and name in SOURCES and not source:
            source = value.strip()
        else:
            statements += _statements(name, value, codes, str(props.get("unit") or ""), _beat_of(name, props))
    if any(card_name == "illustrative" and flag is True for card_name, flag in props.items()):
        source = f"Illustrative. {source}".strip()
    return Said(heading=heading, subtitle=subtitle, statements=tuple(statements), source=source)


def has_figures(props: JsonObject) -> bool:
    """Whether a picture shows figures, as charts do: then its neighbour may be a chart too."""
    return any(True for _ in _figures(props))


def has_series(value: JsonValue) -> bool:
    """Whether there are numbers in a row, as a curve's points: words cannot tell what those show."""
    if isinstance(value, dict):
        return any(has_series(below) for below in value.values())
    if isinstance(value, list):
        return sum(map(_is_figure, value)) > 1 or any(has_series(below) for below in value)
    return False


def code_values(props: JsonObject, card: TemplateCard) -> JsonObject:
    """The choices, switches and structures at the top of the props: what makes one picture unlike another."""
    schema = dict(card.props_schema)
    fields: dict[str, Any] = schema.get("properties", {})  # pyright: ignore[reportAssignmentType]
    kept = {
        name
        for name, field in fields.items()
        if is_code(flat := resolved(field, schema)) or flat.get("type") == "boolean"
    }
    return {name: value for name, value in props.items() if name in kept}


def _statements(
    name: str, value: JsonValue, codes: set[str], unit: str, beat: int | None
) -> Iterator[Statement]:
    if isinstance(value, list):
        for entry in value:
            yield from _statements(name, entry, codes, unit, beat)
    elif isinstance(value, dict):
        text = _entry(value, codes, unit)
        own = value.get("beat")
        if text:
            yield Statement(text=text, beat=own if isinstance(own, int) else beat)
    elif name == "unit":
        return  # stands behind the figures
    elif text := _leaf(value):
        yield Statement(text=f"{text} {unit}".strip() if _is_figure(value) else text, beat=beat)


def _entry(fields: dict[str, JsonValue], codes: set[str], unit: str) -> str:
    """An entry of a list in one line: its texts, then its figures; several with their names."""
    unit = str(fields.get("unit") or unit)
    words: list[str] = []
    figures: list[tuple[str, str]] = []
    for name, value in fields.items():
        if name in codes or name == "unit" or _is_place(name):
            continue
        if _is_figure(value):
            figures.append((name, f"{_leaf(value)} {unit}".strip()))
        elif isinstance(value, list | dict):
            words += [below.text for below in _statements(name, value, codes, unit, None)]
        elif text := _leaf(value):
            words.append(text)
    told = [text if len(figures) == 1 else f"{name.replace('_', ' ')} {text}" for name, text in figures]
    return ": ".join(part for part in (" – ".join(words), ", ".join(told)) if part)


def _leaf(value: JsonValue) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _is_figure(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_place(name: str) -> bool:
    return name.rsplit("_", 1)[-1] in _PLACES


def _beat_of(name: str, props: JsonObject) -> int | None:
    beat = props.get(f"{name}_beat")
    return beat if isinstance(beat, int) else None


def _figures(value: JsonValue, name: str = "") -> Iterator[JsonValue]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _figures(below, key)
    elif isinstance(value, list):
        for below in value:
            yield from _figures(below, name)
    elif _is_figure(value) and not _is_place(name):
        yield value


def _code_fields(node: Any) -> Iterator[str]:
    """The names of all fields of a schema that hold codes."""
    if isinstance(node, dict):
        part = cast(dict[str, Any], node)
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict) and is_code(cast(dict[str, Any], field)):
                yield name
        for below in part.values():
            yield from _code_fields(below)
    elif isinstance(node, list):
        for below in cast(list[Any], node):
            yield from _code_fields(below)


def _defaults(card: TemplateCard | None) -> dict[str, Any]:
    """Texts that a template puts there by itself: they belong to it and not to what is said."""
    fields: Any = card.props_schema.get("properties", {}) if card else {}
    return {name: field["default"] for name, field in fields.items() if field.get("default")}
