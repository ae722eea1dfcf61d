"""Antibodies at the surface of one cell: on its receptors, or catching the messenger before it arrives."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.antibody import TIP_X, TIP_Y, antibody, receptor_trap
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import asleep, darker
from picturelock.providers.render.manim_scenes.membrane import BODY_DARK, BODY_LIGHT, lay_membrane
from picturelock.providers.render.manim_scenes.molecules import LIGAND, ball
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.surface_receptor import POCKET, TAIL, surface_receptor
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.verdict import show_name, show_pill, show_verdict

_SIZE, _SHOWN, _MEMBRANE, _BALL = 0.88, 0.8, -0.5, 0.18


@dataclass(frozen=True)
class Meeting:
    """Who meets at the surface, and what the cell does while they meet."""

    drug: str
    target: str
    partner: str
    effect: str
    outcome: str
    catches: bool
    catcher: Literal["antibody", "receptor_pieces"]


@dataclass(frozen=True)
class _Plan:
    """``pairs``: the middles of the receptors' pairs; the rest are the places of names and of the first of
    each kind, which keep away from the cell and only show what is what.
    """

    pairs: tuple[Place, Place]
    messenger: Place
    antibody: Place
    messenger_name: Box
    drug_name: Box
    target_name: Box
    pill: Box

    def pockets(self) -> list[Place]:
        """Where messengers bind, from left to right."""
        reach = TIP_X * _SIZE
        return [(x + side * reach, y + POCKET * _SIZE) for x, y in self.pairs for side in (-1, 1)]


def _plan(stage: Stage) -> _Plan:
    body = stage.body
    if stage.portrait:
        names = body.top - 0.62
        return _Plan(
            pairs=((-1.95, _MEMBRANE), (1.35, _MEMBRANE)),
            messenger=(body.left + 1.35, names - 0.26),
            antibody=(body.right - 1.35, names - 0.5),
            messenger_name=Box(body.left, names, body.left + 2.7, body.top),
            drug_name=Box(body.right - 2.7, names, body.right, body.top),
            target_name=Box(-1.12, 0.26, 0.52, 0.95),
            pill=Box(body.left, -1.9, body.right, -1.38),
        )
    return _Plan(
        pairs=((-2.7, _MEMBRANE), (2.3, _MEMBRANE)),
        messenger=(body.left + 1.1, 0.95),
        antibody=(body.right - 1.1, 0.92),
        messenger_name=Box(body.left, 1.35, body.left + 2.2, 2.0),
        drug_name=Box(body.right - 2.2, 1.8, body.right, 2.35),
        target_name=Box(-1.6, 0.22, 1.2, 0.86),
        pill=Box(-3.6, -2.0, 3.2, -1.46),
    )


def play_at_the_surface(meeting: Meeting, arrival: Span, result: Span, stage: Stage) -> None:
    """Put the cell's surface on the stage and let the messenger and the antibody meet it."""
    plan, palette = _plan(stage), stage.palette
    # Helices cross the membrane in front of its lipids; no place is left free for them.
    lay_membrane(stage, _MEMBRANE, (plan.pairs[0][0], 0.165))
    docked = arrival.start + min(0.7 * arrival.length, 2.4)
    switched = max(docked, result.start)
    _glows(plan, arrival, stage)
    for pair, y in plan.pairs:
        for side in (-1, 1):
            stage.show(surface_receptor((pair + side * TIP_X * _SIZE, y), _SIZE))
    _signal(plan, switched, stage)
    _antibodies(meeting, plan, Span(arrival.start, docked), stage)
    _messengers(meeting, plan, Span(arrival.start, docked), stage)
    show_name(stage, meeting.target, plan.target_name, BODY_LIGHT if stage.dark else BODY_DARK)
    show_name(stage, meeting.partner, plan.messenger_name, LIGAND, upright="bottom")
    drug = show_name(stage, meeting.drug, plan.drug_name, palette.second, em=0.3, upright="bottom")
    drug.appears(arrival.start, rise=0)
    if meeting.outcome:
        show_verdict(stage, meeting.effect, meeting.outcome, plan.pill, switched, good=False)
        return
    show_pill(stage, meeting.effect, plan.pill, palette.accent).leaves(switched, length=0.5)
    # The same words, switched off.
    off = show_pill(stage, meeting.effect, plan.pill, asleep(palette))
    off.starts(opacity=0.0).fades(1.0, at=switched, length=0.5)


def _glows(plan: _Plan, arrival: Span, stage: Stage) -> None:
    for pocket in plan.pockets():
        glow = stage.show(Glow(pocket, 0.7, LIGAND, strength=0.5))
        glow.starts(opacity=0.0).fades(1.0, at=0.9, length=0.5).leaves(arrival.start + 0.2, length=0.6)


def _signal(plan: _Plan, switched: float, stage: Stage) -> None:
    """Dots running from the receptors' tails to what they bring about."""
    palette = stage.palette
    floor, goal = plan.pill.center[1], plan.pill.center[0]
    foot = _MEMBRANE + TAIL * _SIZE + 0.08
    ways = [[(x, foot), (x, floor), (goal, floor)] for x, _ in plan.pairs]
    bars = [((x - TIP_X * _SIZE, foot), (x + TIP_X * _SIZE, foot)) for x, _ in plan.pairs]
    lines = [*bars, *(step for way in ways for step in pairwise(way))]
    links = stage.show(shape_of(segments(lines), edge=palette.accent, width=3.2))
    links.tints(asleep(palette), at=switched, share=0.9)

    def places(time: float) -> list[Place]:
        return [_on(way, (k / 4 + 0.28 * time) % 1) for way in ways for k in range(4)]

    dots = shape_of(circles(places(0), 0.07), "#ffffff" if stage.dark else darker(palette.accent))
    halos = shape_of(circles(places(0), 0.15), palette.accent, opacity=0.35)
    moving = stage.show(halos, dots)
    moving.reshapes(dots, lambda time: circles(places(time), 0.07))
    moving.reshapes(halos, lambda time: circles(places(time), 0.15))
    moving.starts(opacity=0.0).fades(1.0, at=1.0, length=0.4).leaves(switched, length=0.7)


def _on(way: list[Place], share: float) -> Place:
    """A place on a way that goes down and then along."""
    (x, top), (_, floor), (goal, _) = way
    down, along = top - floor, goal - x
    gone = share * (down + abs(along))
    return (x, top - gone) if gone < down else (x + (gone - down) * (1 if along > 0 else -1), floor)


def _antibodies(meeting: Meeting, plan: _Plan, way: Span, stage: Stage) -> None:
    """One for each pair of receptors, and where there is room one that only stands under its name."""
    shape = receptor_trap if meeting.catcher == "receptor_pieces" else antibody
    color = stage.palette.second
    if not stage.portrait:
        shown = stage.show(shape(plan.antibody, color, _SHOWN), layer=LABELS - 1)
        shown.appears(way.start).floats(1.4, reach=0.05, period=5)
    for number, (x, y) in enumerate(plan.pairs):
        drawn = shape((0.0, 0.0), color, _SIZE)
        if not meeting.catches:
            drawn.rotate(3.14159265)
        actor = stage.show(drawn, layer=LABELS - 1)
        place = (x, y + (POCKET + TIP_Y + 0.1) * _SIZE) if not meeting.catches else _hover(plan, number)
        start = way.start + 0.25 * number
        from_place = (plan.antibody[0], plan.antibody[1] + 0.2)
        actor.starts(place=from_place, opacity=0.0).fades(1.0, at=start, length=0.3)
        actor.goes((place[0] + 0.4, place[1] + 0.35), at=start, length=0.7 * (way.end - start))
        actor.goes(place, at=start + 0.7 * (way.end - start), length=0.3 * (way.end - start))
        actor.floats(2.0 + number, reach=0.03, period=4.6)


def _hover(plan: _Plan, number: int) -> Place:
    """Where an antibody is when it has caught two messengers: well above the receptors."""
    x, y = plan.pairs[number]
    return x + (0.3 if number == 0 else -0.3), y + 1.85


def _messengers(meeting: Meeting, plan: _Plan, way: Span, stage: Stage) -> None:
    waits = stage.show(ball(plan.messenger, _BALL, LIGAND), layer=LABELS)
    waits.floats(3.3, reach=0.06, period=5)
    for number, pocket in enumerate(plan.pockets()):
        messenger = stage.show(ball((0.0, 0.0), _BALL, LIGAND), layer=LABELS)
        comes = 0.15 + 0.2 * number
        messenger.starts(place=plan.messenger).goes(pocket, at=comes, length=0.9, bend=(0.2, 0.25))
        leaves = way.start + 0.1 * number
        if meeting.catches:
            side = -1 if number % 2 == 0 else 1
            x, y = _hover(plan, number // 2)
            tip = (x + side * TIP_X * _SIZE, y + (TIP_Y + 0.06) * _SIZE)
            messenger.goes((tip[0] + side * 0.3, tip[1] + 0.1), at=leaves, length=0.55 * (way.end - leaves))
            messenger.goes(tip, at=way.end - 0.25, length=0.35)
            messenger.floats(2.0 + number // 2, reach=0.03, period=4.6)
            continue
        _bounces(messenger, number, pocket, Span(leaves, way.end), stage)
    if meeting.catches and not stage.portrait:
        _caught_later(plan, way.end + 0.8, stage)


def _caught_later(plan: _Plan, at: float, stage: Stage) -> None:
    """Two more messengers set out, and end on the antibody that has its arms free."""
    for side in (-1, 1):
        tip = (plan.antibody[0] + side * TIP_X * _SHOWN, plan.antibody[1] + (TIP_Y + 0.06) * _SHOWN)
        messenger = stage.show(ball((0.0, 0.0), _BALL, LIGAND), layer=LABELS)
        messenger.starts(place=plan.messenger, opacity=0.0).fades(1.0, at=at, length=0.1)
        messenger.goes(tip, at=at, length=2.2, bend=(0.0, -0.15)).floats(1.4, reach=0.05, period=5)
        at += 0.7


def _bounces(messenger: Actor, number: int, pocket: Place, way: Span, stage: Stage) -> None:
    """It leaves its receptor, and finds it taken whenever it comes back."""
    side = -1 if number % 2 == 0 else 1
    away = (pocket[0] + side * 0.75, pocket[1] + 0.95)
    messenger.goes(away, at=way.start, length=0.7 * way.length, bend=(side * 0.2, 0.1))
    messenger.floats(1.1 + number, reach=0.05, period=5)
    near = (pocket[0] + side * 0.36, pocket[1] + 0.22)
    at = way.end + 0.5 + 0.45 * number
    while at + 1.4 < stage.clock.length:
        messenger.goes(near, at=at, length=0.6).goes(away, at=at + 0.6, length=0.8, bend=(0.0, 0.1))
        at += 2.9
