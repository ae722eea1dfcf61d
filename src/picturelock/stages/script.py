"""The script stage: from the scenes to what is said in each."""

import asyncio

from picturelock.domain.brief import Brief
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.ports.films import Ask
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk
from picturelock.stages.translations import with_translations
from picturelock.stages.written import written
from picturelock.writing.claims.supported import hold_against_documents


async def write_script(brief: Brief, scenes: ScenePlan, *, desk: Desk[Script]) -> Script:
    """Write the narration of every scene.

    Where the brief asks for sources, every sentence is held against the reference documents and gets the
    source that was found; one without stops the stage. Languages that are asked for are translated.

    Raises:
        ProviderError: the writer failed, or wrote what no source supports; names each sentence and why.
            Or the translator failed; the script is kept then, and not written again.
    """

    async def review(script: Script) -> str | None:
        wrong = _missing_scenes(script, scenes) or _misnumbered_beats(script)
        return wrong or (await _unsupported(script, brief) if brief.sourced else None)

    ask = Ask(
        makes="script", answer=Script, brief=brief, rework=desk.rework, plan=scenes, previous=desk.previous
    )
    script = await written(ask, desk.tools, review)
    if brief.sourced:
        script, _ = await asyncio.to_thread(hold_against_documents, script, brief)
    if not brief.translated_languages:
        return script.model_copy(update={"translations": ()})
    desk.report(Progress(done=0.7, message="translating the captions"))
    # What a person gave for a sentence stays as long as the sentence does.
    known = desk.previous.translations if desk.previous else ()
    return await with_translations(script, brief, desk.tools.translator, desk.tools.takes, known=known)


async def _unsupported(script: Script, brief: Brief) -> str | None:
    _, found = await asyncio.to_thread(hold_against_documents, script, brief)
    return "; ".join(str(sentence) for sentence in found) or None


def _missing_scenes(script: Script, plan: ScenePlan) -> str | None:
    planned = [scene.id for scene in plan.scenes]
    told = [scene.scene_id for scene in script.scenes]
    return (
        None
        if planned == told
        else f"the plan has the scenes {', '.join(planned)}, the script {', '.join(told)}"
    )


def _misnumbered_beats(script: Script) -> str | None:
    for scene in script.scenes:
        ids = [beat.id for beat in scene.beats]
        expected = [f"{scene.scene_id}b{number}" for number in range(1, len(ids) + 1)]
        if ids != expected:
            return (
                f"the beats of {scene.scene_id} must be numbered {', '.join(expected)}, not {', '.join(ids)}"
            )
    return None
