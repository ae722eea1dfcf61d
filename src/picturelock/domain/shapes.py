"""The shapes that a film is asked for in, as people write them."""

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from picturelock.domain.frames import SHAPES, Shape


def _read(asked: object) -> object:
    """A list of shapes, each once, or a text of them with commas between.

    Raises:
        ValueError: one is none, or is asked for twice.
    """
    given = asked.replace(",", " ").split() if isinstance(asked, str) else asked
    if not isinstance(given, list | tuple):
        raise ValueError(f"must be a list of shapes: {', '.join(SHAPES)}")
    shapes: list[object] = list(given)  # pyright: ignore[reportUnknownArgumentType]
    if unknown := [str(shape) for shape in shapes if shape not in SHAPES]:
        known = f"{', '.join(SHAPES[:-1])} and {SHAPES[-1]}"
        raise ValueError(f"{', '.join(unknown)} is not a shape; there are {known}")
    if twice := [str(shape) for shape in SHAPES if shapes.count(shape) > 1]:
        raise ValueError(f"names {', '.join(twice)} twice; name each shape once")
    return tuple(shapes)


AskedShapes = Annotated[
    tuple[Shape, ...],
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "string", "enum": list(SHAPES)},
            "uniqueItems": True,
            "maxItems": len(SHAPES),
        }
    ),
]
"""No shape, or some of them in the order in which they are asked for."""
