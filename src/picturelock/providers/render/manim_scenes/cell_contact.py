"""A defender of the immune system and the cell it meets: the brake between them, and what takes it off."""

import math
from dataclasses import dataclass

from manim import VGroup

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.antibody import antibody
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.cell_body import CellLook, show_cell
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import asleep, darker, mixed
from picturelock.providers.render.manim_scenes.membrane import BODY
from picturelock.providers.render.manim_scenes.molecules import LIGAND, ball
from picturelock.providers.render.manim_scenes.shapes import (
    Glow,
    circles,
    group,
    line,
    plate,
    point,
    shape_of,
)
from picturelock.providers.render.manim_scenes.signs import sign
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.surface_receptor import surface_receptor
from picturelock.providers.render.manim_scenes.tracks import SMOOTH, Place
from picturelock.providers.render.manim_scenes.verdict import show_name, swell_now_and_then
from picturelock.providers.render.manim_scenes.writing import say

DEFENDER, ATTACKED = "#3aa6e8", "#9b6bd6"
_ARM = 0.66
"""How far a cell's receptor reaches out of it."""
_MARKED = 0.78
"""How far from a marked cell the middle of the antibody on it is."""
_DYING = 0.74
"""What is left of the attacked cell's size."""


@dataclass(frozen=True)
class Contact:
    """The two cells, what they meet with, and the words for how it is and how it becomes."""

    drug: str
    target: str
    partner: str
    effect: str
    outcome: str
    defender: str
    attacked: str
    attacks: bool = True


@dataclass(frozen=True)
class _Plan:
    """``left`` and ``right`` are the cells' middles while they touch; ``apart`` is how far the right one then
    goes away.
    """

    left: Place
    right: Place
    radius: float
    apart: float
    left_name: Box
    right_name: Box
    target_name: Box
    partner_name: Box
    drug_name: Box
    state: Box

    @property
    def touch(self) -> Place:
        return self.left[0] + self.radius + _ARM - 0.06, self.left[1]


def _plan(stage: Stage, *, marks: bool) -> _Plan:
    body = stage.body
    upright = stage.portrait
    radius, y = (1.2 if marks else 1.3, 0.92) if upright else (1.45, 0.0)
    left = (body.left + (0.75 if marks else 0.85)) if upright else -1.8
    right = left + 2 * radius + (1.25 if marks else 2 * _ARM - 0.1)
    if upright:
        names = (body.top - 0.8, body.top - 0.1)
        low = (-1.12, -0.5)
        return _Plan(
            left=(left, y),
            right=(right, y),
            radius=radius,
            apart=1.3,
            left_name=Box(body.left, names[0], -1.75, names[1]),
            right_name=Box(0.85, names[0], body.right, names[1]),
            target_name=Box(body.left, low[0], -0.72, low[1]),
            partner_name=Box(right - 1.0 if marks else -0.4, low[0], body.right, low[1]),
            drug_name=Box(-1.65, names[0], 0.75, names[1]),
            state=Box(body.left, -1.92, body.right, -1.36),
        )
    low = (-2.0, -1.62)
    return _Plan(
        left=(left, y),
        right=(right, y),
        radius=radius,
        apart=1.4,
        left_name=Box(left - 1.6, 1.62, left + 1.1, 2.3),
        right_name=Box(right - (0.3 if not marks else 0.8), 1.62, right + 2.6, 2.3),
        target_name=Box(left - 2.2, low[0], left + 2.05, low[1]),
        partner_name=Box(right - 1.0 if marks else left + 2.25, low[0], left + 7.0, low[1]),
        drug_name=Box(left + 1.25, 1.75, right - (0.45 if not marks else 0.9), 2.35),
        state=Box(body.left, -0.75, left - radius - (1.1 if marks else 0.3), 0.75),
    )


def play_between_cells(contact: Contact, arrival: Span, result: Span, stage: Stage, *, marks: bool) -> None:
    """Put both cells on the stage.

    Args:
        marks: antibodies cover the attacked cell and call the defender; else they cover the defender's brake.
    """
    plan = _plan(stage, marks=marks)
    docked = arrival.start + min(0.75 * arrival.length, 2.6)
    attack = max(docked + 0.3, result.start)
    if marks:
        _marked(contact, plan, Span(arrival.start, docked), attack, stage)
    else:
        _braked(contact, plan, Span(arrival.start, docked), attack, stage)
    palette = stage.palette
    show_name(stage, contact.defender, plan.left_name, DEFENDER, em=0.29, upright="bottom")
    show_name(stage, contact.attacked, plan.right_name, ATTACKED, em=0.29, upright="bottom")
    drug = show_name(stage, contact.drug, plan.drug_name, palette.second, em=0.29, upright="bottom")
    drug.appears(docked - 0.5, rise=0)
    _state(contact, plan, docked if not marks else attack, attack, stage, good_before=marks)


def _braked(contact: Contact, plan: _Plan, way: Span, attack: float, stage: Stage) -> None:
    palette, (x, y) = stage.palette, plan.touch
    parted = way.start + 0.25 * way.length
    glow = stage.show(Glow((x, y), 0.9, palette.bad, strength=0.6))
    glow.starts(opacity=0.0).fades(1.0, at=0.6, length=0.5).leaves(parted, length=0.4)
    left = _cell(plan.left, plan.radius, DEFENDER, 0.3, stage)
    _receptor((x - _ARM, y), -math.pi / 2, BODY, stage)
    right = _cell(plan.right, plan.radius, ATTACKED, 2.1, stage, uneven=0.035)
    key = stage.show(_key((x - 0.02, y), LIGAND), layer=1)
    show_name(stage, contact.target, plan.target_name, BODY, align="right")
    show_name(stage, contact.partner or say("Ligand"), plan.partner_name, LIGAND, align="left")
    _leaders(plan, stage)
    # Held down while the brake is pressed: greyer, and back in colour when it is free.
    left.tints(asleep(palette), at=-1.0, length=0.0, share=0.55).tints(
        asleep(palette), at=attack - 0.2, share=0.0
    )
    # A cell that wakes the defender stays near it.
    apart = plan.apart if contact.attacks else 0.85 * plan.apart
    for actor in (right, key):
        actor.goes((actor.home[0] + apart, actor.home[1]), at=parted, length=1.1)
    drug = antibody((0.0, 0.0), palette.second, 0.74).rotate(math.radians(130))
    actor = stage.show(drug, layer=3)
    # One arm reaches the brake, the other stays free.
    home = (x + 0.6, y - 0.07)
    actor.starts(place=(home[0] + 0.2, y + 2.2), opacity=0.0).fades(1.0, at=way.start, length=0.4)
    actor.goes(home, at=way.start + 0.2, length=way.length - 0.2).floats(1.2, reach=0.02, period=5)
    if not contact.attacks:
        _wakes(plan, left, attack, stage)
        return
    _attack(plan, left, right, attack, stage, shift=plan.apart)
    shrunk = (key.home[0] + plan.apart + (1 - _DYING) * plan.radius, key.home[1])
    key.goes(shrunk, at=attack + 1.0, length=2.4, ease=SMOOTH)
    key.tints(asleep(palette), at=attack + 0.9, length=2.2, share=0.6)


def _cell(
    center: Place, radius: float, color: str, seed: float, stage: Stage, *, uneven: float = 0.018
) -> Actor:
    return show_cell(stage, center, CellLook(radius, color, uneven=uneven, seed=seed))


def _receptor(foot: Place, turn: float, color: str, stage: Stage, *, size: float = 0.56) -> Actor:
    """A receptor on a cell, its cup pointing along ``turn`` from straight up."""
    drawn = surface_receptor(foot, size, color)
    drawn.rotate(turn, about_point=point(foot))
    return stage.show(drawn, layer=2)


def _key(tip: Place, color: str) -> VGroup:
    """What presses the brake: a stalk from the right with a round head at ``tip``."""
    x, y = tip
    stalk = plate((x + 0.4, y), (0.72, 0.16), color, corner=0.08, edge=darker(color, 0.3))
    return group(stalk, ball((x, y), 0.17, color))


def _leaders(plan: _Plan, stage: Stage) -> None:
    """Thin lines from the names under the cells up to what they name."""
    x, y = plan.touch
    color = stage.palette.muted
    low = plan.target_name.top + 0.06
    for top, foot in (((x - 0.16, y - 0.36), (x - 0.3, low)), ((x + 0.34, y - 0.22), (x + 0.4, low))):
        stage.show(line(top, foot, color, width=1.6, opacity=0.8), layer=LABELS)


def _wakes(plan: _Plan, left: Actor, at: float, stage: Stage) -> None:
    """The defender is set in motion: it lights up and beats, and nothing is attacked."""
    light = stage.show(Glow(plan.left, 1.5 * plan.radius, DEFENDER, strength=0.55))
    light.starts(opacity=0.0).fades(1.0, at=at, length=0.6)
    beat = at
    while beat < stage.clock.length - 1:
        left.swells(beat, by=1.05, length=0.9)
        beat += 1.8


def _attack(plan: _Plan, left: Actor, right: Actor, at: float, stage: Stage, *, shift: float) -> None:
    """The defender wakes and sends granules across; the other cell shrinks and pales."""
    palette = stage.palette
    left.swells(at, by=1.05, length=0.9)
    start = (plan.left[0] + 0.6 * plan.radius, plan.left[1])
    goal = (plan.right[0] + shift - 0.5 * plan.radius, plan.right[1])
    count = 12
    color = mixed(DEFENDER, "#ffffff", 0.45)

    def places(time: float) -> list[Place]:
        shares = [((time - at) * 0.5 + k / count) % 1.0 for k in range(count)]
        return [
            (
                start[0] + (goal[0] - start[0]) * share,
                start[1] - 0.55 * plan.radius * math.sin(math.pi * share) - 0.25 * math.sin(k * 2.4),
            )
            for k, share in enumerate(shares)
        ]

    grains = shape_of(circles(places(0.0), 0.075), color, edge=darker(DEFENDER, 0.3), width=1.2)
    moving = stage.show(grains, layer=4).reshapes(grains, lambda time: circles(places(time), 0.075))
    moving.starts(opacity=0.0).fades(1.0, at=at + 0.3, length=0.4)
    right.shrinks(_DYING, at=at + 1.0, length=2.4)
    right.tints(asleep(palette), at=at + 0.9, length=2.2, share=0.75)


def _marked(contact: Contact, plan: _Plan, way: Span, attack: float, stage: Stage) -> None:
    """Antibodies settle on the cell's marks; the defender comes and holds on to their stems."""
    palette, (x, y) = stage.palette, plan.right
    left = _cell(plan.left, plan.radius, DEFENDER, 0.3, stage)
    right = _cell(plan.right, plan.radius, ATTACKED, 2.1, stage, uneven=0.02)
    for number, degrees in enumerate((145, 180, 215)):
        angle = math.radians(degrees)
        along = (math.cos(angle), math.sin(angle))
        foot = (x + (plan.radius + 0.04) * along[0], y + (plan.radius + 0.04) * along[1])
        mark = _receptor(foot, angle - math.pi / 2, LIGAND, stage, size=0.4)
        reach = plan.radius + _MARKED
        home = (x + reach * along[0], y + reach * along[1])
        actor = stage.show(antibody((0.0, 0.0), palette.second, 0.62).rotate(angle + math.pi / 2), layer=3)
        start = way.start + 0.15 * number
        actor.starts(place=(home[0] - 0.4, y + 2.3), opacity=0.0).fades(1.0, at=start, length=0.35)
        actor.goes(home, at=start, length=way.end - start).floats(number, reach=0.012, period=5)
        # They stay on the cell while it shrinks.
        inwards = (1 - _DYING) * plan.radius
        for held in (mark, actor):
            from_place = home if held is actor else held.home
            goal = (from_place[0] - inwards * along[0], from_place[1] - inwards * along[1])
            held.goes(goal, at=attack + 1.0, length=2.4, ease=SMOOTH)
    left.starts(place=(plan.left[0] - 0.8, plan.left[1]))
    left.goes(plan.left, at=way.end - 0.3, length=1.2)
    left.goes((plan.left[0] + 0.3, plan.left[1]), at=attack + 1.0, length=2.4, ease=SMOOTH)
    show_name(stage, contact.target, plan.partner_name, LIGAND, align="left")
    low = (plan.partner_name.left + 0.2, plan.partner_name.top + 0.06)
    mark = (x - 0.86 * plan.radius, y - 0.75 * plan.radius)
    stage.show(line(mark, low, palette.muted, width=1.6, opacity=0.8), layer=LABELS)
    _attack(plan, left, right, attack, stage, shift=0.0)


def _state(contact: Contact, plan: _Plan, off: float, on: float, stage: Stage, *, good_before: bool) -> None:
    """How the defender fares, said with a sign: first as it is, at the end as it becomes."""
    palette = stage.palette
    first = ("dot", palette.muted) if good_before else ("cross", palette.bad)
    states = [(contact.effect, *first)]
    if contact.outcome:
        states.append((contact.outcome, "check", palette.good))
    for number, (text, mark, color) in enumerate(states):
        box = plan.state
        if stage.portrait:
            words = Box(box.left + 0.75, box.bottom, box.right, box.top)
            place = (box.left + 0.3, box.center[1])
        else:
            words = Box(box.left, box.bottom, box.right, box.center[1])
            place = (box.center[0], box.top - 0.3)
        badge = stage.show(sign(mark, place, 0.27, color), layer=WORDS)
        said = show_name(
            stage,
            text,
            words,
            color,
            em=0.3,
            lines=1 if stage.portrait else 3,
            align="left" if stage.portrait else "center",
            upright="middle" if stage.portrait else "top",
        )
        for actor in (badge, said):
            if number:
                actor.appears(on + 0.3, rise=0)
            elif contact.outcome or not good_before:
                actor.leaves(off if not contact.outcome else on, length=0.3)
        if number:
            swell_now_and_then(stage, badge, on + 2.0, by=1.12)
