"""What is known of medicines: the table that is shipped and rows that a user adds, looked up by name."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from picturelock.domain.digest import digest
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.writing.knowledge.medicine import Medicine
from picturelock.writing.knowledge.naming import MOST_PARTS, bare_names, folded, parts_of, with_parentheses
from picturelock.writing.knowledge.stem import Stem, stem_of, stems
from picturelock.writing.knowledge.table import FILES, place, read_table

TABLE = "medicines"


@dataclass(frozen=True)
class Known:
    """What a name stands for: one medicine or class, several in a combination, or nothing that is known.

    ``unknown`` are the parts of a combination that are neither in the table nor carry a stem.
    """

    parts: tuple[Medicine | Stem, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def medicine(self) -> Medicine | None:
        one = self.parts[0] if len(self.parts) == 1 and not self.unknown else None
        return one if isinstance(one, Medicine) else None

    @property
    def stem(self) -> Stem | None:
        one = self.parts[0] if len(self.parts) == 1 and not self.unknown else None
        return one if isinstance(one, Stem) else None

    @property
    def combination(self) -> tuple[Medicine | Stem, ...]:
        """The parts of a combination of which every one is known; empty otherwise."""
        return self.parts if len(self.parts) > 1 and not self.unknown else ()


@dataclass(frozen=True)
class Facts:
    """Medicines by name. ``own`` are a user's rows; one takes the place of a shipped row of its name."""

    shipped: tuple[Medicine, ...]
    own: tuple[Medicine, ...] = ()

    @cached_property
    def medicines(self) -> tuple[Medicine, ...]:
        replaced = {folded(medicine.name) for medicine in self.own}
        kept = (medicine for medicine in self.shipped if folded(medicine.name) not in replaced)
        return tuple(sorted((*kept, *self.own), key=lambda medicine: folded(medicine.name)))

    @cached_property
    def _by_name(self) -> dict[str, Medicine]:
        return {folded(name): medicine for medicine in self.medicines for name in names_of(medicine)}

    @cached_property
    def version(self) -> str:
        """The digest of the user's rows; equal rows have equal digests."""
        return digest(*(medicine.model_dump_json() for medicine in self.own))

    @cached_property
    def digest(self) -> str:
        """The digest of all rows, the classes' among them."""
        return digest(*(row.model_dump_json() for row in (*self.medicines, *stems())))

    def medicine_called(self, name: str) -> Medicine | None:
        """The medicine with this name or other name, salt, strength and form aside; None when not known.

        Nothing is found by likeness: a name that is only similar is another name.
        """
        outside, within = with_parentheses(folded(name))
        if within and (named := self._exactly(within)) is not None:
            # "Brand (name)": what the brief itself says the brand is.
            other = self._exactly(outside)
            return named if other in (None, named) else None
        return self._exactly(outside if within else folded(name))

    def _exactly(self, name: str) -> Medicine | None:
        return next((found for way in bare_names(name) if (found := self._by_name.get(way))), None)

    def look_up(self, name: str) -> Known:
        """What a name stands for: a medicine, else each part of a combination, else the class of its stem."""
        if (medicine := self.medicine_called(name)) is not None:
            return Known((medicine,))
        outside, within = with_parentheses(folded(name))
        told = [self._listed(text) for text in (outside, within) if text]
        whole = [one for one in told if not one.unknown and one.parts]
        if len(whole) > 1 and whole[0] != whole[1]:
            return Known(unknown=(folded(name),))
        return next(iter((*whole, *told)), Known())

    def _listed(self, name: str) -> Known:
        parts = parts_of(name)
        if len(parts) > MOST_PARTS:
            return Known(unknown=parts)
        found = {part: self.medicine_called(part) or stem_of(part) for part in parts}
        known = tuple(one for one in found.values() if one is not None)
        return Known(known, tuple(part for part, one in found.items() if one is None))

    def made_by_a_user(self, medicine: Medicine) -> bool:
        return medicine in self.own


def names_of(medicine: Medicine) -> tuple[str, ...]:
    return (medicine.name, *medicine.also)


@cache
def shipped_facts() -> Facts:
    """The table that comes with the product."""
    entries = sorted(FILES.joinpath(TABLE).iterdir(), key=lambda entry: entry.name)
    return Facts(_read([entry for entry in entries if entry.name.endswith(".toml")]))


def facts_with(folder: Path) -> Facts:
    """The shipped table and the rows of a user's ``*.toml`` files in a folder, where it exists.

    Raises:
        InvalidInputError: a file or row is not right; every problem names the file, the row and the field.
    """
    shipped = shipped_facts().shipped
    if not folder.is_dir():
        return Facts(shipped)
    facts = Facts(shipped, _read(sorted(folder.glob("*.toml"))))
    _check_names([(medicine, medicine.name) for medicine in facts.medicines])
    return facts


def _read(entries: Iterable[Traversable]) -> tuple[Medicine, ...]:
    problems: list[Problem] = []
    placed: list[tuple[Medicine, str]] = []
    for entry in entries:
        try:
            rows = read_table(entry, TABLE, Medicine)
        except InvalidInputError as error:
            problems += error.problems
            continue
        placed += [(row, place(entry, number, {"name": row.name})) for number, row in enumerate(rows, 1)]
    if problems:
        raise InvalidInputError(problems)
    _check_names(placed)
    return tuple(medicine for medicine, _ in placed)


def _check_names(placed: list[tuple[Medicine, str]]) -> None:
    """Each name and other name belongs to one row only."""
    owner: dict[str, str] = {}
    problems: list[Problem] = []
    for medicine, where in placed:
        for name in names_of(medicine):
            if (other := owner.setdefault(folded(name), where)) != where or names_of(medicine).count(
                name
            ) > 1:
                field = "name" if name == medicine.name else "also"
                problems.append(Problem(f"{where}, {field}", f"{name!r} is a name of {other} already"))
    if problems:
        raise InvalidInputError(problems)


_AT_HAND: ContextVar[Facts | None] = ContextVar("facts at hand", default=None)


def facts_at_hand() -> Facts:
    """The facts of the writer that is writing; the shipped ones where none chose others."""
    return _AT_HAND.get() or shipped_facts()


@contextmanager
def at_hand(facts: Facts) -> Generator[None]:
    """Let stories be told from ``facts``; a story is a function of its brief, so they reach it here."""
    token = _AT_HAND.set(facts)
    try:
        yield
    finally:
        _AT_HAND.reset(token)
