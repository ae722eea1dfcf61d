"""A film in every shape that is asked for: drawn, joined and checked for each from the same takes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from picturelock.domain.brief import Brief
from picturelock.domain.cut import Film, MissingShape
from picturelock.domain.errors import PicturelockError, ScenesFailedError, ShapeFailedError
from picturelock.domain.frames import Shape
from picturelock.domain.frozen import Frozen
from picturelock.ports.progress import Progress, Report
from picturelock.stages.desk import Desk
from picturelock.stages.render import render_film

# Which takes it needs is said once, where the stages are rows.
_rendered: Callable[..., Awaitable[Film]] = render_film


async def render_shapes(brief: Brief, *takes: Frozen, desk: Desk[Film]) -> Film:
    """Render the film in each of the brief's shapes; the first is the film itself.

    Where a further shape cannot be made, the film says which, and why, and is there in the others. When the
    film itself cannot be made, the others are made first and kept.

    Raises:
        ScenesFailedError: some scenes could not be drawn in the film's own shape.
        ProviderError: joining or mixing it failed.
    """
    shapes = brief.every_shape
    if len(shapes) == 1:
        return await _rendered(brief, *takes, desk=desk)
    made: list[Film] = []
    missing: list[MissingShape] = []
    failed: PicturelockError | None = None
    for place, shape in enumerate(shapes):
        report = _share(desk.report, place, len(shapes), shape)
        try:
            made.append(
                await _rendered(
                    brief.in_shape(shape), *takes, desk=replace(desk, report=report, previous=None)
                )
            )
        except PicturelockError as error:
            missing.append(_missing(shape, error))
            if place == 0:
                failed = _of_shape(shape, error)
    if failed is not None:
        raise failed
    film, *others = made
    notes = (f"There is no film in {one.shape}: {one.reason}" for one in missing)
    return film.model_copy(
        update={
            "others": tuple(others),
            "missing": tuple(missing),
            "notes": tuple(dict.fromkeys((*film.notes, *notes))),
        }
    )


def _of_shape(shape: Shape, error: PicturelockError) -> PicturelockError:
    return ShapeFailedError(shape, error.failures) if isinstance(error, ScenesFailedError) else error


def _missing(shape: Shape, error: PicturelockError) -> MissingShape:
    scenes = tuple(one.scene_id for one in error.failures) if isinstance(error, ScenesFailedError) else ()
    return MissingShape(shape=shape, scenes=scenes, reason=str(error))


def _share(report: Report, place: int, count: int, shape: Shape) -> Report:
    def told(progress: Progress) -> None:
        done = (place + progress.done) / count
        report(progress.model_copy(update={"done": done, "message": f"{shape}: {progress.message}"}))

    return told
