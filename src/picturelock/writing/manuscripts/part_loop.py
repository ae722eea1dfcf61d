"""Writing a part in as many replies as it takes: what is whole is kept, and writing goes on after it."""

import logging
from collections import Counter
from typing import Generic

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.manuscript_measures import Usage
from picturelock.ports.models import LanguageModel, Reply
from picturelock.ports.progress import Progress, Report
from picturelock.writing.manuscripts.errors import (
    ModelFailedError,
    NotForGeneralAudiencesError,
    RefusedError,
    TooLongError,
    UnusableRepliesError,
    WritingStoppedError,
)
from picturelock.writing.manuscripts.measured_reply import MeasuredReply, measured
from picturelock.writing.manuscripts.part import RATED, Ask, FaultError, Item, Part, number_in, renumbering
from picturelock.writing.manuscripts.replies import Whole, refuses
from picturelock.writing.manuscripts.token_need import Step, TokenNeed

_log = logging.getLogger(__name__)
# A word of a story, with its share of JSON, in tokens; on the safe side for languages other than English.
TOKENS_PER_WORD = 2.5
FEWEST_WORDS = 25
# A fixed budget does not grow, so one more try, with the words counted, is all that can help.
TRIES_IN_FIXED_BUDGET = 2
# Whatever goes wrong in turn, writing does not go on for ever without anything to keep.
MOST_DRY_REPLIES = 14


class PartLoop(Generic[Item]):
    """Writes one part with one model.

    Args:
        part: what to write.
        model: who writes.
        need: what this model was seen to need for such items; it goes on learning here.
        report: gets progress after every reply.
    """

    def __init__(self, part: Part[Item], model: LanguageModel, need: TokenNeed, report: Report) -> None:
        self.written: list[Item] = []
        self.usage = Usage()
        self._part = part
        self._model = model
        self._need = need
        self._report = report
        self._faults: Counter[str] = Counter()
        self._typical = need.item
        self._problem: str | None = None
        self._too_long = 0
        self._dry = 0
        # Items that arrived whole and in their place, but after one that is still missing.
        self._waiting: dict[int, JsonObject] = {}
        # An old limit was for other items; what a reply holds is known from what items need.
        self._need.limit = None

    @property
    def next(self) -> int:
        """The number of the first item that is missing."""
        return self._part.numbers.start + len(self.written)

    async def write(self) -> list[Item]:
        """Write every item of the part, each once, in order.

        Raises:
            WritingStoppedError: with what stopped it; what was whole before was handed to ``keep``.
        """
        while self.next < self._part.numbers.stop:
            left = min(self._waiting, default=self._part.numbers.stop) - self.next
            step = self._need.step(min(left, self._part.largest))
            reply = await self._ask(step)
            got = measured(reply, self._part.key, step.max_tokens)
            self._refuse(reply, got.whole)
            before = len(self.written)
            fault = await self._take(got.whole, range(self.next, self.next + step.items))
            self._learn(got, step)
            self._judge(fault, got, taken=len(self.written) - before)
            self._tell()
        return self.written

    async def _ask(self, step: Step) -> Reply:
        prompt = self._part.prompt(
            Ask(
                numbers=range(self.next, self.next + step.items),
                written=tuple(self.written),
                problem=self._problem,
                words=self._words() if self._too_long else None,
            )
        )
        try:
            reply = await self._model.complete(
                prompt.system, prompt.user, answer=self._part.schema, max_tokens=step.max_tokens
            )
        except ProviderError as failed:
            raise self._stop(ModelFailedError, str(failed), retryable=failed.retryable) from failed
        self.usage += Usage(
            calls=1,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            reasoning_tokens=reply.reasoning_tokens,
            cost=reply.cost,
        )
        return reply

    def _refuse(self, reply: Reply, whole: Whole) -> None:
        if reply.finish == "refused" or (not whole.items and refuses(reply.text)):
            said = f": {reply.text.strip()[:300]}" if reply.text.strip() else ""
            raise self._stop(RefusedError, f"the model refused to write it{said}")

    async def _take(self, whole: Whole, asked: range) -> FaultError | None:
        """Take the items that continue what is written; those beyond a gap wait until it is filled."""
        offset = renumbering(whole.items, self._part.number_field, asked.start)
        place = asked.start
        repeats: FaultError | None = None
        for raw in whole.items:
            told = number_in(raw, self._part.number_field)
            number = place if told is None else told + offset
            if number < place:
                repeats = FaultError("repeats", f"number {number} was given again; the next was {place}")
            elif number < asked.stop:
                self._waiting[number] = raw
                place = number + 1
        fault = await self._take_waiting()
        if fault is None and self._waiting:
            after = min(self._waiting)
            fault = FaultError("skips", f"number {self.next} is missing; after it came {after}")
        return fault or repeats

    async def _take_waiting(self) -> FaultError | None:
        """Take what waits for its turn, up to a gap or the first item that cannot be taken."""
        while (raw := self._waiting.pop(self.next, None)) is not None:
            try:
                item = self._part.read(raw, self.next, self.written, self._faults.total())
            except FaultError as fault:
                self._waiting = {
                    number: raw for number, raw in self._waiting.items() if self._reads(raw, number)
                }
                return fault
            self._faults.clear()
            if self._part.keep is not None:
                await self._part.keep(item)
            self.written.append(item)
        return None

    def _reads(self, raw: JsonObject, number: int) -> bool:
        """Whether an item that has to wait could be taken now; else it is asked for with the rest."""
        try:
            self._part.read(raw, number, self.written, self._faults.total())
        except FaultError:
            return False
        return True

    def _learn(self, got: MeasuredReply, step: Step) -> None:
        """Take in what the reply showed, and ask for fewer or more next time."""
        count = len(got.whole.items)
        if got.ceiling is not None:
            # The server cuts earlier than it was asked to; it will do so again.
            self._need.ceiling = min(self._need.ceiling, got.ceiling)
        self._typical = got.item or self._typical
        self._need.learn(item=got.item, envelope=got.envelope, thinking=got.thought, cut=got.cut)
        if not got.cut:
            self._need.grow(self._part.largest)
            return
        _log.debug("%s %d: cut after %d of %d", self._part.name, self.next, count, step.items)
        if step.items > 1:
            self._need.shrink(step.items, count)
        if not count and got.used_up:
            self._check_fits(got, step)
            self._need.nothing_whole(got.thought, got.spent)

    def _check_fits(self, got: MeasuredReply, step: Step) -> None:
        """Stop when one item alone was cut and there is no larger reply to be had."""
        if step.items > 1 or step.max_tokens < self._need.budget:
            return
        self._too_long += 1
        if self._too_long < TRIES_IN_FIXED_BUDGET:
            return
        spent, thought, allowed = got.spent, got.thought, self._need.budget
        needed = max(spent + 1, int(thought + self._need.envelope + self._typical))
        thinking = f", {thought:,} of them for thinking, which leaves {spent - thought:,}" if thought else ""
        least = "about" if needed > spent + 1 else "at least"
        raise TooLongError(
            f"one {self._part.name} does not fit into a reply: it was cut after {spent:,} "
            f"output tokens{thinking}; it needs {least} {needed:,}, that is {needed - allowed:,} more "
            f"than the {allowed:,} allowed",
            provider=self._model.name,
            part=self._part.name,
            number=self.next,
            usage=self.usage,
            allowed=allowed,
            needed=needed,
        )

    def _words(self) -> int:
        room = self._need.budget - min(self._need.thinking, self._need.budget / 2) - self._need.envelope
        return max(FEWEST_WORDS, int(room / TOKENS_PER_WORD))

    def _judge(self, fault: FaultError | None, got: MeasuredReply, *, taken: int) -> None:
        """Decide what to tell the model next, and whether to go on at all."""
        if fault is None and not taken and not got.used_up:
            fault = FaultError("empty", "the reply held no whole item: its JSON was missing or broken")
        self._problem = str(fault) if fault else None
        self._dry = 0 if taken else self._dry + 1
        if self._dry >= MOST_DRY_REPLIES:
            raise self._stop(
                UnusableRepliesError, f"{self._dry} replies in a row held nothing whole", retryable=True
            )
        if fault is None:
            return
        self._faults[fault.kind] += 1
        if self._faults[fault.kind] < fault.times and self._faults.total() < 2 * fault.times:
            return
        if fault.kind == RATED:
            raise self._stop(NotForGeneralAudiencesError, str(fault))
        raise self._stop(
            UnusableRepliesError,
            f"{self._faults.total()} replies in a row could not be used; the last one because {fault}",
            retryable=True,
        )

    def _stop(
        self, error: type[WritingStoppedError], message: str, *, retryable: bool = False
    ) -> WritingStoppedError:
        return error(
            message,
            provider=self._model.name,
            part=self._part.name,
            number=self.next,
            usage=self.usage,
            retryable=retryable,
        )

    def _tell(self) -> None:
        written, total = len(self.written), len(self._part.numbers)
        message = self._part.name if total == 1 else f"{written} of {total} {self._part.name}s"
        self._report(Progress(done=written / total, message=message))
