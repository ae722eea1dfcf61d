"""What happens in a blood vessel: its muscle lets go, a clot grows, a plaque narrows it."""

import math
from itertools import pairwise

import numpy as np
from manim import VGroup

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.molecules import ball, drug
from picturelock.providers.render.manim_scenes.shapes import circles, group, plate, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import LINEAR, SMOOTH, Place
from picturelock.providers.render.manim_scenes.vessel_bore import (
    BLOOD,
    LINING,
    MUSCLE,
    Bore,
    Level,
    Stream,
    ellipses,
    flat,
    lay_bore,
    lay_red_cells,
)

PLATELET, FIBRIN, PARTICLE, PLAQUE = "#f2d08a", "#fff2d6", "#ffcf5c", "#e3b04b"
_OPEN, _WALL = 0.95, 0.45


def eased(start: float, length: float) -> Level:
    """From 0 to 1 in ``length`` seconds from ``start`` on."""
    return lambda time: SMOOTH(min(1.0, max(0.0, (time - start) / length)))


def wall_piece(center: Place) -> VGroup:
    """A short piece of wall, as a sign for the vessel."""
    x, y = center
    return group(
        plate((x, y + 0.05), (0.5, 0.26), MUSCLE, corner=0.06, edge=darker(MUSCLE, 0.4)),
        plate((x, y - 0.1), (0.5, 0.07), LINING, corner=0.03),
    )


def muscle_cell(center: Place) -> VGroup:
    shape = ellipses(np.array([center]), 0.3, 0.12)
    return group(shape_of(shape, [darker(MUSCLE, 0.25), MUSCLE], edge=darker(MUSCLE, 0.5)))


def platelet(center: Place) -> VGroup:
    shape = ellipses(np.array([center]), 0.14, 0.11)
    return group(shape_of(shape, [darker(PLATELET, 0.15), PLATELET], edge=darker(PLATELET, 0.4), width=1.6))


def particle(center: Place) -> VGroup:
    return ball(center, 0.12, PARTICLE)


def play_widening(y: float, way: Span, at: float, stage: Stage) -> None:
    """A tight vessel whose muscle lets go at ``at``; more blood flows then."""
    share = eased(at, 1.8)
    bore = Bore(
        y=y,
        half=lambda time: 0.5 + 0.02 * math.sin(2.4 * time) * (1 - share(time)) + (_OPEN - 0.5) * share(time),
        wall=lambda time: 0.72 - (0.72 - _WALL) * share(time),
        mound=flat(0.0),
    )
    lay_bore(bore, stage)
    lay_red_cells(bore, _stream(lambda time: 0.75 + 1.5 * share(time), stage), stage)
    for number in range(6):
        side = 1 if number % 2 == 0 else -1
        x = stage.body.left + 0.9 + (stage.body.width - 1.8) * (number // 2) / 2 + 0.3 * side
        tight = (x, y + side * (0.5 + 0.36))
        wide = (x, y + side * (_OPEN + 0.5 * _WALL))
        actor = stage.show(drug((0.0, 0.0), stage.palette.second, rings=1, size=0.55), layer=5)
        start = way.start + 0.12 * number
        actor.starts(place=(x - 2.4, y), opacity=0.0).fades(1.0, at=start, length=0.3)
        actor.goes(tight, at=start, length=way.end - start, bend=(0.4, -0.2 * side))
        actor.goes(wide, at=at, length=1.8, ease=SMOOTH).floats(number, reach=0.02, period=5)


def _stream(speed: Level, stage: Stage) -> Stream:
    return Stream.of(speed, stage.clock.length, stage.width + 1.4)


def play_clot(y: float, way: Span, at: float, stage: Stage, *, dissolves: bool) -> None:
    """A clot of platelets and threads grows on the lining until ``way.end``.

    Args:
        at: when a drug that ``dissolves`` it starts to take it apart.
    """
    places = _heap()
    last = len(places)
    grown = way.end if not dissolves else max(1.0, way.start)
    kept = last if dissolves else max(8, int(last * 0.6))
    stream_time = eased(0.2, grown - 0.2)
    gone = eased(at, 2.6) if dissolves else flat(0.0)
    full = 1.25 if dissolves else 0.85
    mound: Level = lambda time: full * stream_time(time) * (1 - gone(time))  # noqa: E731
    bore = Bore(y=y, half=flat(_OPEN), wall=flat(_WALL), mound=mound, reach=1.15)
    lay_bore(bore, stage)
    lay_red_cells(bore, _stream(lambda time: 1.7 - 0.75 * mound(time), stage), stage)
    floor = y - _OPEN
    wound = [((-0.5 + 0.2 * k, floor), (-0.4 + 0.2 * k, floor - 0.16 - 0.05 * (k % 2))) for k in range(6)]
    stage.show(shape_of(segments(wound), edge=darker(BLOOD, 0.3), width=5), layer=2)
    for number, (x, up) in enumerate(places):
        shape = platelet((0.0, 0.0)).rotate(0.5 * math.sin(3.1 * number))
        actor = stage.show(shape, layer=4)
        goal = (x, floor + 0.12 + up)
        start = 0.1 + (grown - 0.6) * number / kept
        from_left = -stage.width / 2 - 0.4
        high = y + 0.55 * math.sin(2.6 * number)
        if number < kept:
            actor.starts(place=(max(from_left, x - 4.2), high), opacity=0.0).fades(
                1.0, at=start - 0.9, length=0.3
            )
            actor.goes(goal, at=start - 0.9, length=1.3)
            if dissolves:
                off = at + 2.4 * (last - number) / last
                actor.goes(
                    (stage.width / 2 + 0.6, y + 0.4 * math.sin(number)), at=off, length=2.6, ease=LINEAR
                )
            continue
        # The drug keeps these from holding on: they flow past.
        start = way.end + 0.35 * (number - kept)
        actor.starts(place=(from_left, high)).goes(
            (-0.9, y + 0.25 + 0.3 * math.sin(number)), at=start, length=2.0
        )
        actor.goes((-from_left + 0.4, high), at=start + 2.0, length=2.4, ease=LINEAR)
    _threads(floor, full, Span(0.5 * grown, grown), at if dissolves else None, stage)
    _drugs_in_stream(y, full, way, at if dissolves else None, stage)


def _heap() -> list[Place]:
    """Places of platelets from the wound outwards: x, and the height over the floor."""
    places: list[Place] = []
    for row in range(5):
        half = 1.02 - 0.2 * row
        count = round(2 * half / 0.25)
        places += [
            (
                -half + 0.25 * (k + 0.5) + 0.12 * (row % 2) + 0.04 * math.sin(7 * k + row),
                0.19 * row + 0.03 * math.sin(5 * k),
            )
            for k in range(count)
        ]
    return sorted(places, key=lambda place: place[0] ** 2 + 2.2 * place[1] ** 2)


def _threads(floor: float, full: float, grows: Span, off: float | None, stage: Stage) -> None:
    """Fibrin: fine threads across the heap."""
    high = min(full, 1.0)
    ends = [(-1.0, 0.75), (-0.75, 0.3), (-0.35, 1.05), (-0.9, 0.0), (-0.2, 0.85), (-0.6, 0.95)]
    for number, (left, right) in enumerate(ends):
        steps = np.linspace(0, 1, 9)
        line = [
            (
                left + (right - left) * share,
                floor + 0.06 + high * (0.35 + 0.1 * number) * math.sin(math.pi * (0.12 + 0.76 * share)),
            )
            for share in steps.tolist()
        ]
        shape = shape_of(segments(list(pairwise(line))), edge=FIBRIN if stage.dark else "#c79a55", width=2.2)
        shape.set_stroke(opacity=0.85)
        actor = stage.show(shape, layer=5).draws_itself(grows.at(number / 8), length=0.8)
        if off is not None:
            actor.leaves(off + 0.25 * number, length=0.8)


def _drugs_in_stream(y: float, full: float, way: Span, off: float | None, stage: Stage) -> None:
    """The medicine comes with the blood, gathers around the clot and leaves when that is ``off``."""
    for number in range(6):
        angle = math.radians(22 + 27 * number)
        goal = (-1.45 * math.cos(angle), y - _OPEN + 0.16 + (full + 0.12) * math.sin(angle))
        actor = stage.show(drug((0.0, 0.0), stage.palette.second, rings=1, size=0.46), layer=6)
        start = way.start + 0.1 * number
        actor.starts(place=(max(-stage.width / 2 - 0.4, -5.5), y + 0.5), opacity=0.0)
        actor.fades(1.0, at=start, length=0.3)
        actor.goes(goal, at=start, length=way.end - start, bend=(0.0, 0.3)).floats(
            number, reach=0.03, period=5
        )
        if off is not None:
            actor.goes((stage.width / 2 + 0.6, goal[1]), at=off + 2.0 + 0.2 * number, length=3.2)


def play_plaque(y: float, way: Span, at: float, stage: Stage) -> None:
    """Particles go into the wall and a plaque grows, until from ``at`` on far fewer of them come."""
    until = max(at, 1.0)
    grows = eased(-0.6, until + 0.8)
    mound: Level = lambda time: 0.45 + 0.65 * grows(time)  # noqa: E731
    bore = Bore(y=y, half=flat(_OPEN), wall=flat(_WALL), mound=mound, reach=2.0)
    lay_bore(bore, stage)
    xs = np.linspace(-3.2, 3.2, 40).tolist()

    def hill(time: float) -> list[Place]:
        return [(x, bore.bed(x, time) + 0.025 * math.sin(0.9 * x + 1.4 * time)) for x in xs]

    def field(time: float) -> Points:
        line = hill(time)
        corners = [(xs[0], y - _OPEN - 0.05), *line, (xs[-1], y - _OPEN - 0.05)]
        return segments([*pairwise(corners), (corners[-1], corners[0])])

    body = shape_of(field(0.0), [darker(PLAQUE, 0.35), PLAQUE])
    skin = shape_of(segments(list(pairwise(hill(0.0)))), edge=LINING, width=7)
    shown = stage.show(body, skin, layer=1)
    shown.reshapes(body, field).reshapes(skin, lambda time: segments(list(pairwise(hill(time)))))
    crumbs = [(1.1 * math.sin(2.4 * k), 0.1 + 0.3 * ((k * 0.618) % 1.0)) for k in range(14)]
    spots = [(x, y - _OPEN + up * math.exp(-((x / 1.7) ** 2))) for x, up in crumbs]
    stage.show(shape_of(circles(spots, 0.07), lighter(PLAQUE, 0.4), opacity=0.7), layer=2)
    stream = _stream(lambda time: 1.6 - 0.5 * grows(time), stage)
    lay_red_cells(bore, stream, stage)
    _particles(bore, stream, at, stage)
    for number in range(5):
        actor = stage.show(drug((0.0, 0.0), stage.palette.second, rings=1, size=0.5), layer=6)
        start = way.start + 0.3 * number
        edge = stage.width / 2 + 0.5
        actor.starts(place=(-edge, y + 0.3 * math.sin(2 * number)))
        actor.goes((0.0, y + 0.45 + 0.1 * math.sin(number)), at=start, length=1.7, ease=LINEAR)
        actor.goes((edge, y + 0.3 * math.cos(number)), at=start + 1.7, length=1.7, ease=LINEAR)


def _particles(bore: Bore, stream: Stream, at: float, stage: Stage) -> None:
    """Particles in the blood; some end in the plaque. From ``at`` on only a few are left."""
    apart = stream.width / 12

    def places(time: float, kept: bool) -> list[Place]:
        found: list[Place] = []
        for k in range(12):
            if (k % 4 == 0) != kept:
                continue
            x = stream.x(k * apart, time)
            low, high = bore.bed(x, time), bore.top(time)
            found.append((x, (low + high) / 2 + 0.42 * (high - low) * math.sin(2.7 * k)))
        return found

    for kept in (True, False):
        dots = shape_of(
            circles(places(0.0, kept), 0.11), [darker(PARTICLE, 0.2), PARTICLE], edge=darker(PARTICLE, 0.4)
        )
        actor = stage.show(dots, layer=4).reshapes(
            dots, lambda time, kept=kept: circles(places(time, kept), 0.11)
        )
        if not kept:
            actor.leaves(at, length=1.8)
    start, number = 0.4, 0
    while start + 1.4 < stage.clock.length:
        x = 0.9 * math.sin(2.2 * number)
        mover = stage.show(particle((0.0, 0.0)), layer=4)
        from_place = (x - 2.2, bore.y + 0.35)
        mover.starts(place=from_place, opacity=0.0).fades(1.0, at=start, length=0.25)
        goal = (x, bore.bed(x, start + 1.3) - 0.22)
        mover.goes(goal, at=start, length=1.3, bend=(0.2, 0.1)).leaves(start + 1.3, length=0.6)
        start += 0.75 if start < at else 3.2
        number += 1
