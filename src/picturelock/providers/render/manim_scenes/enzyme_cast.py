"""Who plays in an enzyme's scene: the substrate that waits, goes in and comes out changed; the drug."""

from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import mixed, readable
from picturelock.providers.render.manim_scenes.enzyme import CENTER_X, MOUTH, RESIDUE, SITE
from picturelock.providers.render.manim_scenes.molecules import LIGAND, PRODUCTS, chain, ringed
from picturelock.providers.render.manim_scenes.shapes import Glow, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import IN_OUT, Place
from picturelock.providers.render.manim_scenes.typesetting import set_text

TURN = 2.1  # seconds from one substrate to the next
_WAY_IN, _IN_SITE, _WAY_OUT, _KEPT = 0.95, 0.35, 1.0, 2.6

_WAITING: list[Place] = [(-5.75, 1.55), (-4.75, 0.95), (-5.6, 0.35), (-4.15, 1.7)]
_MADE: list[Place] = [(3.0, 1.85), (3.85, 1.6), (4.7, 1.9), (5.5, 1.6)]
_LABEL_TOP = -0.12
# In an upright frame they wait and gather above the enzyme, their names over them.
_UPRIGHT_WAITING: list[Place] = [(-2.95, 2.65), (-2.1, 2.3), (-3.0, 1.9), (-1.35, 2.65)]
_UPRIGHT_MADE: list[Place] = [(0.75, 2.65), (1.45, 2.4), (2.1, 2.7), (2.6, 2.35)]
_UPRIGHT_NAMES = 0.5


def _waiting(stage: Stage) -> list[Place]:
    return _UPRIGHT_WAITING if stage.portrait else _WAITING


def lay_substrate_pool(stage: Stage, name: str) -> None:
    """The substrate waiting on the left, and its name."""
    for number, place in enumerate(_waiting(stage)):
        stage.show(chain(place, LIGAND)).floats(number * 2.1 + 0.5, reach=0.12, period=5.5)
    box = Box(stage.body.left, _LABEL_TOP - 0.75, CENTER_X - 2.7, _LABEL_TOP)
    if stage.portrait:
        box = Box(stage.body.left, stage.body.top - _UPRIGHT_NAMES, -0.35, stage.body.top)
    words = set_text(
        name, box, em=0.28, color=readable(LIGAND, stage.palette), weight=600, upright="top", align="left"
    )
    stage.show(words, layer=LABELS)


def product_slots(kinds: int, stage: Stage) -> list[list[Place]]:
    """Where the products of each kind gather."""
    made = _UPRIGHT_MADE if stage.portrait else _MADE
    if kinds == 1:
        return [made]
    if stage.portrait:
        return [made[:2], made[2:]]
    right = stage.body.right
    return [[(2.95, 1.85), (3.75, 1.6)], [(right - 1.55, 1.85), (right - 0.75, 1.6)]]


def lay_product_names(stage: Stage, names: tuple[str, ...]) -> None:
    """The products' names under where they gather."""
    whole = Box(CENTER_X + 3.0, 0.28, stage.body.right, 0.98)
    if stage.portrait:
        whole = Box(-0.1, stage.body.top - _UPRIGHT_NAMES, stage.body.right, stage.body.top)
    for number, (name, box) in enumerate(zip(names, whole.columns(len(names), 0.2), strict=True)):
        words = set_text(
            name, box, em=0.28, color=readable(PRODUCTS[number], stage.palette), weight=600, upright="top"
        )
        stage.show(words, layer=LABELS)


def turn_over(stage: Stage, number: int, start: float, slots: list[list[Place]]) -> None:
    """One substrate goes in at ``start`` and comes out as a product."""
    kind = number % len(slots)
    substrate = _goes_in(stage, number, start)
    changed = start + _WAY_IN + _IN_SITE
    substrate.fades(0.0, at=changed - 0.2, length=0.25)
    product = stage.show(ringed(SITE, PRODUCTS[kind], 5 + kind), layer=LABELS)
    row = slots[kind]
    product.starts(opacity=0.0).fades(1.0, at=changed - 0.15, length=0.25)
    product.goes((CENTER_X + 0.1, 1.55), at=changed + 0.1, length=0.45)
    product.goes(row[number // len(slots) % len(row)], at=changed + 0.55, length=_WAY_OUT, bend=(0, 0.2))
    product.floats(number * 1.3, reach=0.06, period=5)
    product.fades(0.0, at=changed + 0.55 + _WAY_OUT + _KEPT, length=0.9)


def turns_until(span: Span) -> list[float]:
    """When substrates go in during a span: the last one is out of the site before it ends."""
    starts = [span.start + 0.35]
    while starts[-1] + TURN + _WAY_IN + _IN_SITE < span.end:
        starts.append(starts[-1] + TURN)
    return starts


def try_in_vain(stage: Stage, number: int, start: float, depth: float) -> None:
    """One substrate comes to the taken site, finds no room and goes back."""
    home = _waiting(stage)[number % len(_WAITING)]
    actor = stage.show(chain(home, LIGAND), layer=LABELS)
    actor.starts(opacity=0.0).fades(1.0, at=start, length=0.25)
    actor.goes((CENTER_X - 0.05, MOUTH[1] + 0.5), at=start, length=0.7, bend=(0, 0.2))
    actor.goes((CENTER_X - 0.05, depth), at=start + 0.7, length=0.35, ease=IN_OUT)
    actor.goes((CENTER_X - 0.5, MOUTH[1] + 0.4), at=start + 1.15, length=0.4)
    actor.goes(home, at=start + 1.55, length=0.9, bend=(0, 0.15))
    actor.fades(0.0, at=start + 2.3, length=0.3)


def name_tag(stage: Stage, text: str, leader: Actor, color: str, offset: Place) -> Actor:
    """A name that goes with what it names."""
    room = around((leader.home[0] + offset[0], leader.home[1] + offset[1]), 3.4, 0.36)
    words = set_text(text, room, em=0.28, color=readable(color, stage.palette), weight=600, most_lines=1)
    return stage.show(words, layer=WORDS).follows(leader, offset=offset)


def docked_name(stage: Stage, name: str, *, beside: bool = False) -> Actor:
    """The drug's name beside the pocket while it sits there: over it there is no room for a long one.

    Args:
        beside: it sits in the second pocket; its name is above that.
    """
    if beside:
        box, align = Box(CENTER_X + 0.84, 0.0, CENTER_X + 2.26, 0.72), "center"
    else:
        box, align = Box(CENTER_X - 2.25, SITE[1] - 0.35, CENTER_X - 0.85, SITE[1] + 0.35), "right"
    words = set_text(name, box, em=0.26, color="#ffffff", weight=600, align=align, most_lines=3)
    return stage.show(words, layer=WORDS)


def bond_forms(stage: Stage, start: Place, at: float) -> None:
    """A bond between the drug and the enzyme's wall, which stays."""
    spark = stage.show(Glow(RESIDUE, 0.75, "#ffffff", strength=0.8), layer=LABELS)
    spark.starts(opacity=0.0).fades(1.0, at=at, length=0.4).fades(0.25, at=at + 0.5, length=0.8)
    link = shape_of(segments([(start, RESIDUE)]), edge=stage.palette.ink, width=7)
    bond = stage.show(link, layer=LABELS - 1).appears(at + 0.1, rise=0)
    beat = at + 1.5
    while beat < stage.clock.length - 1:
        bond.swells(beat, by=1.25, length=0.8)
        beat += 2.3


def group_stays(stage: Stage, text: str, group: Actor, bond: Actor, at: float) -> None:
    """The group lets go of the drug and binds to the residue for good."""
    palette = stage.palette
    bond.leaves(at, length=0.4)
    spark = stage.show(Glow(RESIDUE, 0.75, "#ffffff", strength=0.8), layer=LABELS)
    spark.starts(opacity=0.0).fades(1.0, at=at, length=0.4).fades(0.0, at=at + 0.5, length=0.8)
    place = (RESIDUE[0] - 0.29, RESIDUE[1] + 0.02)
    group.goes(place, at=at, length=0.5)
    group.swells(at + 0.6, by=1.25)
    link = shape_of(segments([(place, RESIDUE)]), edge="#ffffff", width=4)
    stage.show(link, layer=LABELS - 1).appears(at + 0.35, rise=0)
    box = Box(RESIDUE[0] + 0.25, RESIDUE[1] - 0.78, CENTER_X + 2.2, RESIDUE[1] - 0.22)
    name = set_text(
        text,
        box,
        em=0.26,
        color=mixed(palette.accent, "#ffffff", 0.88),
        weight=700,
        align="left",
        upright="top",
    )
    stage.show(name, layer=WORDS).appears(at + 0.4)


def _goes_in(stage: Stage, number: int, start: float) -> Actor:
    home = _waiting(stage)[number % len(_WAITING)]
    shape: VMobject = chain(home, LIGAND)
    actor = stage.show(shape, layer=LABELS)
    actor.starts(opacity=0.0).fades(1.0, at=start, length=0.25)
    actor.goes((CENTER_X - 0.05, MOUTH[1] + 0.5), at=start, length=0.6, bend=(0, 0.2))
    actor.goes(SITE, at=start + 0.6, length=_WAY_IN - 0.6)
    return actor
