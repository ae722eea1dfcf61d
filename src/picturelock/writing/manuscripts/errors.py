"""Why the writing of a manuscript stopped. What was whole before it was kept."""

from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.domain.manuscript_measures import Usage


class WritingStoppedError(ProviderError):
    """The writing stopped at one part; everything before it was handed over and is kept.

    Attributes:
        part: what could not be written: ``segment``, ``character``, ``act``, ``outline point``, ``synopsis``.
        number: the number of the first one that is missing.
        usage: what this call had used up by then.
        script_id: the script, where it is kept; empty where it is not.
        segments_kept: how many of the script's segments are kept.
    """

    script_id: str = ""
    segments_kept: int = 0

    def __init__(
        self, message: str, *, provider: str, part: str, number: int, usage: Usage, retryable: bool = False
    ) -> None:
        super().__init__(f"{part} {number}: {message}", provider=provider, retryable=retryable)
        self.part = part
        self.number = number
        self.usage = usage


class ModelFailedError(WritingStoppedError):
    """The model could not be reached, or failed, even after the provider's own retries."""


class RefusedError(WritingStoppedError):
    """The model refused to write this; asking again would not help."""


class TooLongError(WritingStoppedError):
    """Not even one part fits into a reply.

    Attributes:
        allowed: output tokens that a reply may have.
        needed: output tokens that it would need, as far as is known.
    """

    def __init__(
        self, message: str, *, provider: str, part: str, number: int, usage: Usage, allowed: int, needed: int
    ) -> None:
        super().__init__(message, provider=provider, part=part, number=number, usage=usage)
        self.allowed = allowed
        self.needed = needed


class UnusableRepliesError(WritingStoppedError):
    """Several replies in a row held nothing that could be used."""


class NotForGeneralAudiencesError(WritingStoppedError):
    """What came back twice is not for a general audience, and the script is not an adult one."""


class BeyondTemplatesError(InvalidInputError):
    """The template writer has no more to say; a language model can write longer scripts."""
