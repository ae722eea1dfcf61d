"""What lies behind the shots: first the person's own pictures and clips, then what a source has."""

import asyncio
from collections.abc import Callable

from picturelock.domain.brief import CLIP, MEASURES, Brief
from picturelock.domain.credits import OWN
from picturelock.domain.errors import ProviderError
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Credit, Footage, FootageMeasures, Shot
from picturelock.domain.storyboard import Storyboard
from picturelock.domain.timing import estimate_scene
from picturelock.ports.films import Found, StockQuery, Takes, Tools

# Other scenes have other seeds; so have other variations of the visuals.
_VARIATION = 101


async def with_footage(
    board: Storyboard,
    brief: Brief,
    script: Script,
    tools: Tools,
    *,
    variation: int = 1,
    looking: Callable[[int], None] = lambda _: None,
) -> tuple[tuple[Shot, ...], tuple[str, ...]]:
    """The shots with a clip behind those that want one, and why some have not what was wanted.

    Shots that have footage keep it. Nothing is shown twice while there is something else.

    Args:
        board: the shots, and the words for footage by scene.
        brief: with the person's own media.
        script: says how long each scene is about.
        tools: the source of footage, and the takes.
        variation: another number finds other footage.
        looking: told of the place of each shot that footage is found for.

    Raises:
        ProviderError: the last source of footage failed too, or an own file is not kept any more.
    """
    held = [shot.footage for shot in board.shots if shot.footage is not None]
    shown = {footage.file.key for footage in held}
    own = [media for media in brief.own_media if media.key not in shown]
    used = {footage.asset for footage in held if footage.asset}
    shots: list[Shot] = []
    said: dict[str, list[str]] = {}
    for place, shot in enumerate(board.shots):
        words = board.footage_words.get(shot.scene_id)
        if words is None or shot.footage is not None:
            shots.append(shot)
            continue
        looking(place)
        if own:
            found = Found(footage=await _own(own.pop(0), tools.takes))
        else:
            query = _query(words, shot.scene_id, board, brief, script).model_copy(
                update={
                    "seed": brief.seed + place + _VARIATION * (variation - 1),
                    "used": frozenset(used),
                }
            )
            found = await tools.stock.find(query)
        used.add(found.footage.asset)
        for note in found.notes:
            said.setdefault(note, []).append(shot.scene_id)
        shots.append(shot.model_copy(update={"footage": found.footage}))
    return tuple(shots), tuple(f"{', '.join(scenes)}: {note}" for note, scenes in said.items())


def _query(words: str, scene_id: str, board: Storyboard, brief: Brief, script: Script) -> StockQuery:
    frame = brief.format
    estimated = estimate_scene(script.scene(scene_id), frame, script.pace, language=brief.spoken_language)
    return StockQuery(
        words=words,
        width=frame.width,
        height=frame.height,
        seconds=frame.seconds(estimated.length),
        palette=board.look.palette(),
    )


async def _own(media: Artifact, takes: Takes) -> Footage:
    measures = await asyncio.to_thread(_measures, media, takes)
    return Footage(
        file=media,
        kind="video" if media.name == CLIP else "image",
        seconds=measures.seconds,
        focus=measures.focus,
        asset=f"{OWN} {media.key}",
        credit=Credit(provider=OWN, title=measures.name or "from the brief"),
    )


def _measures(media: Artifact, takes: Takes) -> FootageMeasures:
    try:
        file = takes.path(Artifact(key=media.key, name=MEASURES))
    except KeyError as error:
        if media.name != CLIP:
            return FootageMeasures()  # a picture can be shown without
        message = f"the clip {media.key} of the brief is not kept here; upload it again"
        raise ProviderError(message, provider=OWN) from error
    return FootageMeasures.model_validate_json(file.read_text(encoding="utf-8"))
