"""A scene template: what it is for, what it is filled with, and how it is drawn.

A file in ``templates/`` with a ``TEMPLATE`` is a template; its file name is its name. There is no list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar

from picturelock.domain.drawing import TemplateCard
from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes import templates
from picturelock.providers.render.manim_scenes.stage import Stage

P = TypeVar("P", bound=Frozen)


def _no_problems(_: Frozen) -> list[str]:
    return []


def _nothing(_: Frozen) -> str:
    return ""


@dataclass(frozen=True)
class Template(Generic[P]):
    """One kind of scene.

    ``draw`` puts everything on the stage once; nothing is drawn before a frame is asked for.
    ``problems`` says what no schema can: a structure that cannot be read, a pattern that is not in it.
    ``reads`` is the text that a viewer has to read whole, so that the scene must last long enough for it.
    ``mirrors`` says that its layout follows the way of reading: it is turned over in Arabic or Hebrew. Charts
    and mechanisms are not; their headings are all the same.
    """

    shows: str
    use_when: str
    props: type[P]
    example: P
    draw: Callable[[P, Stage], None]
    problems: Callable[[P], list[str]] = _no_problems
    reads: Callable[[P], str] = _nothing
    mirrors: bool = False

    def card(self, name: str) -> TemplateCard:
        """What the template is for, for whoever chooses one."""
        return TemplateCard(
            name=name,
            engine="manim",
            shows=self.shows,
            use_when=self.use_when,
            props_schema=self.props.model_json_schema(),
            example=self.example.model_dump(mode="json"),
        )


@cache
def all_templates() -> dict[str, Template[Any]]:
    """Every template of the folder by name, in the order of their names."""
    names = sorted(module.name for module in iter_modules(templates.__path__))
    found = {name: import_module(f"{templates.__name__}.{name}").TEMPLATE for name in names}
    for name, template in found.items():
        if not isinstance(template, Template):
            raise TypeError(f"templates/{name}.py: TEMPLATE is not a Template")
    return found
