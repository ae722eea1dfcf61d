"""The writers' room."""

import asyncio
import re
import secrets
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.kept_script import KeptScript, ScriptLine, UnknownScriptError, metadata_digest
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_kind import KINDS, numbers_of_set
from picturelock.domain.manuscript_measures import Metrics
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.models import ModelLedger, Models
from picturelock.ports.progress import Progress, Report
from picturelock.ports.scripts import ScriptFiles, Scripts
from picturelock.writing.room.edited import edit_problems
from picturelock.writing.room.errors import NotWritingError
from picturelock.writing.room.news import Finished, News, SetResult, Wishes
from picturelock.writing.room.script_writing import ScriptWriting, measured
from picturelock.writing.room.set_writing import needed_for
from picturelock.writing.room.whole_script import WholeScript
from picturelock.writing.room.work import Work
from picturelock.writing.room.writers import Writers

_SCRIPT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Ended work is remembered for whoever comes a moment late.
_REMEMBERED = 200


class WritersRoom:
    """Plans scripts, writes their sets, keeps every segment as it arrives, and goes on after a stop.

    Args:
        models: the language models there are.
        scripts: where scripts are kept.
        files: where their files are laid.
        ledger: what was used of each model.
    """

    def __init__(self, models: Models, scripts: Scripts, files: ScriptFiles, ledger: ModelLedger) -> None:
        self._scripts = scripts
        self._files = files
        self._writers = Writers(models, ledger)
        self._works: OrderedDict[str, Work] = OrderedDict()
        # A script is written by one at a time, so that its sets read on from one another.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def plan(self, request: ManuscriptRequest, wishes: Wishes) -> KeptScript:
        """Step 1: the script with its metadata.

        Raises:
            InvalidInputError: the writer or the folder cannot be used, or the writer cannot write so much.
            WritingStoppedError: the model failed; the request is kept, and the script can be resumed.
        """
        writing = self._writing(wishes)
        script_id = await self._begun(request, wishes, writing)
        async with self._turn(script_id):
            script = await writing.plan(script_id, request)
            await writing.lay(script, {}, None)
            return script

    async def write_set(
        self, metadata: Metadata, set_number: int, wishes: Wishes, *, regenerate: bool = False
    ) -> SetResult:
        """Step 2: one set, of what is kept as far as it is there. ``regenerate`` writes it anew.

        Raises:
            InvalidInputError: the set is past the end, or the writer or the folder cannot be used.
            WritingStoppedError: the model failed; what arrived whole before is kept.
        """
        info = metadata.generation_info
        size = wishes.size or KINDS[info.kind].set_size
        numbers_of_set(set_number, size, info.total_segments)
        writing = self._writing(wishes)
        await writing.check_folder()
        script_id = _id_of(metadata)
        async with self._turn(script_id):
            script = await self._revised(script_id, metadata, set_number, size, writing)
            return await writing.write_set(script, set_number, size, regenerate=regenerate)

    async def begin(self, request: ManuscriptRequest, wishes: Wishes) -> str:
        """Start to write a whole script in the background; its id.

        Raises:
            InvalidInputError: the writer or the folder cannot be used; nothing was started.
        """
        script_id = await self._begun(request, wishes, self._writing(wishes))
        self._start(script_id, wishes, wishes.size or request.row.set_size)
        return script_id

    async def resume(self, script_id: str, wishes: Wishes) -> None:
        """Go on in the background with what is missing of a script's newest revision.

        A script that is being written already goes on as it is.

        Raises:
            UnknownScriptError: there is no such script.
            InvalidInputError: the writer or the folder cannot be used.
        """
        script = await self._scripts.find(script_id, numbers=())
        if (work := self._works.get(script_id)) is not None and work.running:
            return
        if script.metadata is not None:
            info = script.metadata.generation_info
            await self._writing(wishes).check(info.kind, info.total_segments, info=info)
        else:
            request = ManuscriptRequest.model_validate(script.request)
            await self._writing(wishes).check(request.kind, request.count, asked=request.model)
        self._start(script_id, wishes, wishes.size or script.set_size)

    @asynccontextmanager
    async def watch(self, script_id: str) -> AsyncGenerator[AsyncIterator[News]]:
        """The news of a script that is being written, from the start of this work to ``Finished``.

        Raises:
            NotWritingError: nothing is being written of it, and was not lately.
        """
        async with self._work(script_id).watch() as news:
            yield news

    async def finished(self, script_id: str) -> Finished:
        """Wait until the script is not being written any more. Raises what its writing failed with."""
        return await self._work(script_id).finished()

    async def stop(self, script_id: str) -> None:
        """Stop what is being written of a script; what is there stays.

        Raises:
            UnknownScriptError: there is no such script.
            NotWritingError: nothing is being written of it.
        """
        await self._scripts.find(script_id, numbers=())
        work = self._work(script_id)
        if not work.running:
            raise NotWritingError
        await work.stop()

    def progress(self, script_id: str) -> Progress | None:
        """How far a script is that is being written here; None when it is not."""
        work = self._works.get(script_id)
        return work.progress if work is not None and work.running else None

    async def edit(self, script_id: str, segment: Segment, *, revision: int | None = None) -> KeptScript:
        """Replace a segment by a person's own, which no writer overwrites.

        Raises:
            UnknownScriptError: there is no such script or revision.
            InvalidInputError: the segment does not fit the script, with every problem by field.
        """
        script = await self._scripts.find(script_id, revision, numbers=())
        if problems := edit_problems(script, segment):
            raise InvalidInputError(problems)
        await self._scripts.put(script_id, script.revision, segment, by="person")
        return await self._scripts.find(script_id, script.revision)

    async def script(self, script_id: str, revision: int | None = None) -> KeptScript:
        """A script as it is kept. Raises ``UnknownScriptError``."""
        return await self._scripts.find(script_id, revision)

    async def scripts(self, *, limit: int, offset: int) -> tuple[tuple[ScriptLine, ...], int]:
        """Scripts, the last changed first, and how many there are."""
        return await self._scripts.list(limit=limit, offset=offset)

    async def metrics(self, script: KeptScript) -> Metrics:
        """What can be measured of a script that has metadata; on a thread, as long ones take a moment."""
        return await measured(script)

    async def close(self) -> None:
        """Stop everything that is being written, and wait for it to end."""
        await asyncio.gather(*(work.stop() for work in self._works.values()))

    async def _begun(self, request: ManuscriptRequest, wishes: Wishes, writing: ScriptWriting) -> str:
        """Keep a request as a new script without metadata; its id."""
        await writing.check(request.kind, request.count, asked=request.model)
        script_id = f"scr_{secrets.token_hex(8)}"
        await self._scripts.add(
            script_id,
            request.kind,
            request=request.model_dump(mode="json"),
            set_size=wishes.size or request.row.set_size,
        )
        return script_id

    async def _revised(
        self, script_id: str, metadata: Metadata, set_number: int, size: int, writing: ScriptWriting
    ) -> KeptScript:
        """The script of this very metadata, kept now if it was not before."""
        info = metadata.generation_info
        try:
            kind = (await self._scripts.find(script_id, numbers=())).kind
        except UnknownScriptError:
            kind = info.kind
            await writing.check(info.kind, info.total_segments, info=info)
            await self._scripts.add(script_id, kind, request=None, set_size=size)
        if kind != info.kind:
            problem = f"is the id of another kind of script ({kind}); leave it out for a new script"
            raise InvalidInputError([Problem("generation_info.script_id", problem)])
        known = info.model_copy(update={"script_id": script_id})
        told = metadata.model_copy(update={"generation_info": known})
        revision = await self._scripts.revise(script_id, told)
        return await self._scripts.find(script_id, revision, numbers=needed_for(set_number, size))

    def _start(self, script_id: str, wishes: Wishes, size: int) -> None:
        async def write(tell: Callable[[News], None]) -> None:
            whole = WholeScript(self._scripts, script_id, tell)
            async with self._turn(script_id):
                try:
                    await whole.write(self._writing(wishes, whole.report), size)
                except PicturelockError as failed:
                    await self._scripts.note_error(script_id, str(failed))
                    raise

        self._works[script_id] = Work(write)
        self._works.move_to_end(script_id)
        for other in [key for key, work in self._works.items() if not work.running][:-_REMEMBERED]:
            del self._works[other]

    def _writing(self, wishes: Wishes, report: Report = lambda _: None) -> ScriptWriting:
        return ScriptWriting(self._scripts, self._files, self._writers, wishes, report)

    def _turn(self, script_id: str) -> asyncio.Lock:
        turn = self._turns.get(script_id)
        if turn is None:
            turn = self._turns[script_id] = asyncio.Lock()
        return turn

    def _work(self, script_id: str) -> Work:
        work = self._works.get(script_id)
        if work is None:
            raise NotWritingError
        return work


def _id_of(metadata: Metadata) -> str:
    """The script that metadata belongs to; metadata without an id always belongs to the same one."""
    given = metadata.generation_info.script_id
    if not given:
        return f"scr_{metadata_digest(metadata)[:16]}"
    if not _SCRIPT_ID.fullmatch(given):
        problem = "may hold letters, digits, _ and - only, at most 64; leave it out for a new script"
        raise InvalidInputError([Problem("generation_info.script_id", problem)])
    return given
