"""Which providers are ready, and what each one that is not would add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Readiness:
    """One thing that films are made with, and whether it is there.

    ``detail`` says what was found; ``adds`` what it is good for; ``mend`` what to install or to set when it
    is missing. Without an ``essential`` one no film can be made.
    """

    name: str
    ready: bool
    detail: str
    adds: str
    mend: str = ""
    essential: bool = False


def key_detail(*, offline: bool) -> str:
    """What is said of a provider whose key is set."""
    return "set, but not used: PICTURELOCK_OFFLINE=1" if offline else "key set (not tried)"


def providers_readiness(
    *,
    writer: str,
    models: Sequence[Readiness],
    footage: Mapping[str, tuple[str, bool]],
    offline: bool,
    voices: Sequence[str],
) -> tuple[Readiness, ...]:
    """The providers that settings and keys choose. Keys are not tried: nothing leaves the machine.

    Args:
        writer: whoever would write now.
        models: the providers of language models.
        footage: the services of footage, each with the variable of its key and whether that is set.
        offline: every outside connection is refused.
        voices: the names of the voices that can speak now.
    """
    return (
        Readiness("Writer", bool(writer), writer, "scripts", essential=True),
        Readiness("Voice", bool(voices), ", ".join(voices), "narration", "espeak-ng", essential=True),
        *models,
        *(
            Readiness(
                name,
                is_set and not offline,
                key_detail(offline=offline) if is_set else "",
                "real footage behind films, where drawn backdrops move now",
                variable,
            )
            for name, (variable, is_set) in footage.items()
        ),
    )
