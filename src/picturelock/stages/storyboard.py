"""The storyboard: asked of the writer, held against what can be drawn, and mended where it must be."""

from dataclasses import dataclass

from picturelock.domain.brief import Brief
from picturelock.domain.drawing import TemplateCard
from picturelock.domain.errors import ProviderError
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shot, Shots
from picturelock.domain.storyboard import Storyboard
from picturelock.ports.films import Ask, Renderer
from picturelock.stages.desk import Desk
from picturelock.stages.written import written
from picturelock.writing.claims.claims import Claims
from picturelock.writing.claims.supported import texts_without_source
from picturelock.writing.pictures.alike import Alike, neighbours_alike
from picturelock.writing.pictures.closest import closest


async def storyboard_of(brief: Brief, scenes: ScenePlan, script: Script, desk: Desk[Shots]) -> Storyboard:
    """What is to be seen over each scene.

    What does not fit its template, and neighbours that look alike, are sent back once with the reasons. What
    still does not fit then is shown by the closest template that holds all its words, and the notes say so.

    Raises:
        ProviderError: the writer failed, or no template holds what it wrote, naming each scene and reason.
    """
    renderer = desk.tools.renderers[desk.engine]
    table = _Table(brief, scenes, script, renderer, desk.tools.writer.name, desk.rework.scenes)
    ask = Ask(
        makes="visuals",
        answer=Storyboard,
        brief=brief,
        rework=desk.rework,
        plan=scenes,
        script=script,
        previous=_board_of(desk.previous),
    )
    board = await written(ask, desk.tools, table.review, renderer=renderer, mend=table.mend)
    notes = (f"{alike}." for alike in await table.alike(board))
    return board.model_copy(update={"notes": tuple(dict.fromkeys((*board.notes, *notes)))})


@dataclass(frozen=True)
class _Table:
    """Where a storyboard lies to be looked at, beside all that it must fit."""

    brief: Brief
    scenes: ScenePlan
    script: Script
    renderer: Renderer
    writer: str
    asked: tuple[str, ...] | None

    async def review(self, board: Storyboard) -> str | None:
        if wrong := self._other_scenes(board):
            return wrong
        found = [
            f"{shot.scene_id} ({shot.template}): {reason}"
            for shot in board.shots
            for reason in await self._objections(shot)
        ]
        found += unsourced(board.shots, self.brief, self.script)
        found += [
            f"{alike}; show one of them by another template"
            for alike in await self.alike(board)
            if not alike.figures and self._is_asked(alike)
        ]
        return "; ".join(found) or None

    async def mend(self, board: Storyboard) -> Storyboard:
        catalogue = await self.renderer.catalogue()
        shots: list[Shot] = []
        notes: list[str] = []
        wrong = [self._other_scenes(board) or ""]
        for shot in board.shots if not wrong[0] else ():
            fitting, said = await self._fitting(shot, catalogue)
            if fitting is None:
                wrong.append(said)
            else:
                shots.append(fitting)
                notes += [said] if said else []
        wrong += unsourced(tuple(shots), self.brief, self.script)
        if any(wrong):
            message = f"the visuals do not fit: {'; '.join(reason for reason in wrong if reason)}"
            raise ProviderError(message, provider=self.writer, retryable=True)
        # A clip was chosen for the template that is not there any more.
        changed = {one.scene_id for one, was in zip(shots, board.shots, strict=True) if one != was}
        words = {scene: text for scene, text in board.footage_words.items() if scene not in changed}
        made = {"shots": tuple(shots), "footage_words": words, "notes": (*board.notes, *notes)}
        return board.model_copy(update=made)

    async def alike(self, board: Storyboard) -> tuple[Alike, ...]:
        return neighbours_alike(board.shots, await self.renderer.catalogue(), board.footage_words)

    async def _fitting(self, shot: Shot, catalogue: tuple[TemplateCard, ...]) -> tuple[Shot | None, str]:
        """The shot, or what is shown in its place, and what is to be said of that."""
        reasons = await self._objections(shot)
        if not reasons:
            return shot, ""
        reason = "; ".join(reasons)
        title = next(scene.title for scene in self.scenes.scenes if scene.id == shot.scene_id)
        found = await closest(shot, title, catalogue, self._objections)
        if found is None:
            return None, f"{shot.scene_id} ({shot.template}): {reason}; no other template holds all its words"
        return found, (
            f"{shot.scene_id} is shown as {found.template}, which holds all its words: "
            f"as {shot.template} it did not fit ({reason})."
        )

    async def _objections(self, shot: Shot) -> tuple[str, ...]:
        spoken = self.script.scene(shot.scene_id).text
        brief = self.brief
        return await self.renderer.check(shot, spoken, brief.formats["low"], brief.spoken_language)

    def _other_scenes(self, board: Storyboard) -> str | None:
        planned = [scene.id for scene in self.scenes.scenes]
        shown = [shot.scene_id for shot in board.shots]
        if shown == planned:
            return None
        return f"one shot for each of the scenes {', '.join(planned)} is needed, not {', '.join(shown)}"

    def _is_asked(self, alike: Alike) -> bool:
        """Whether one of the two is to be made anew; the others were accepted as they are."""
        return self.asked is None or bool({alike.first, alike.second}.intersection(self.asked))


def unsourced(shots: tuple[Shot, ...], brief: Brief, script: Script) -> tuple[str, ...]:
    """The texts in pictures that no source supports, where the brief asks for sources, and why."""
    if not brief.sourced:
        return ()
    claims = Claims(brief.reference_docs)
    return tuple(
        str(text)
        for shot in shots
        for text in texts_without_source(shot.props, script.scene(shot.scene_id), brief, claims)
    )


def _board_of(shots: Shots | None) -> Storyboard | None:
    if shots is None:
        return None
    return Storyboard(shots=shots.shots, look=shots.look, writer=shots.writer, notes=shots.notes)
