"""From an order to a stage with everything on it."""

from contextlib import nullcontext
from pathlib import Path

from pydantic import ValidationError

from picturelock.domain.drawing import DrawOrder
from picturelock.domain.frozen import Frozen, JsonObject
from picturelock.providers.render.manim_scenes.furniture import air, captions
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.template import Template, all_templates
from picturelock.providers.render.manim_scenes.writing import mirrored, say, written_in


def staged(order: DrawOrder, logo: Path | None = None, footage: Path | None = None) -> Stage:
    """Put a scene on a new stage: the air, what the template draws, the captions.

    Raises:
        LookupError: there is no such template.
        ValidationError: the props are not the template's.
    """
    template = all_templates().get(order.shot.template)
    if template is None:
        raise LookupError(f"there is no template {order.shot.template!r}")
    stage = Stage(order, logo, footage)
    with written_in(order.language):
        props = in_language(template.props.model_validate(order.shot.props))
        if footage is None:
            air(stage)
        with mirrored() if template.mirrors else nullcontext():
            template.draw(props, stage)
        captions(stage)
    return stage


def in_language(props: Frozen) -> Frozen:
    """Props whose own words, where nobody gave others, are in the language of the stage."""
    told = {
        name: say(field.default)
        for name, field in type(props).model_fields.items()
        if isinstance(field.default, str) and field.default and getattr(props, name) == field.default
    }
    return props.model_copy(update=told)


def wrong_props(template: Template[Frozen], props: JsonObject) -> list[str]:
    """What is wrong with props, field by field, and then what no schema can say. Empty when nothing is."""
    try:
        filled = template.props.model_validate(props)
    except ValidationError as error:
        return [
            f"{'.'.join(str(part) for part in problem['loc']) or 'props'}: {problem['msg']}"
            for problem in error.errors(include_url=False, include_context=False, include_input=False)
        ]
    return template.problems(filled)
