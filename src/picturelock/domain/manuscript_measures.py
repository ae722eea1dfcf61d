"""What a manuscript used up, and what can be measured of it."""

from typing import Annotated, Literal

from pydantic import Field

from picturelock.domain.frozen import Frozen


class Usage(Frozen):
    """What a model used up. ``cost`` is in US dollars, or unknown where a price is."""

    calls: int = Field(default=0, ge=0, description="Replies of the model.", examples=[4])
    input_tokens: int = Field(default=0, ge=0, description="Tokens that were sent.", examples=[5200])
    output_tokens: int = Field(
        default=0, ge=0, description="Tokens that came back, with those for reasoning.", examples=[3100]
    )
    reasoning_tokens: int = Field(
        default=0, ge=0, description="Of the output tokens, those for reasoning.", examples=[0]
    )
    cost: Annotated[float, Field(ge=0)] | Literal["unknown"] = Field(
        default=0.0, description="US dollars, or `unknown` where a price is.", examples=[0.0061]
    )

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            reasoning_tokens=self.reasoning_tokens + other.reasoning_tokens,
            cost=(
                "unknown" if "unknown" in (self.cost, other.cost) else float(self.cost) + float(other.cost)
            ),
        )


class Metrics(Frozen):
    """What can be said of a manuscript without a judge: shares from 0 to 1; None where nothing can."""

    completeness: float = Field(
        ge=0, le=1, description="Segments there are, of those planned.", examples=[1.0]
    )
    missing: tuple[int, ...] = Field(
        default=(), description="Numbers of segments that are missing; the first 100.", examples=[[]]
    )
    numbering: bool = Field(
        description="Whether the numbers are 1, 2, 3 … each once, as far as there are any.", examples=[True]
    )
    roster_coverage: float = Field(
        ge=0, le=1, description="Characters that speak or are named, of the roster.", examples=[1.0]
    )
    unused_characters: tuple[str, ...] = Field(
        default=(), description="Names of characters that neither speak nor are named.", examples=[[]]
    )
    leaks: tuple[str, ...] = Field(
        default=(), description="Names and ids that are used but not in the roster.", examples=[[]]
    )
    repetition: float = Field(
        ge=0, le=1, description="Sentences that were said before, of all.", examples=[0.0]
    )
    repeated: tuple[str, ...] = Field(
        default=(), description="The first ten sentences said more than once.", examples=[[]]
    )
    outline_coverage: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Outline points whose words are found in their segments.",
        examples=[0.96],
    )
    language_share: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Segments in the asked language, of those whose language shows.",
        examples=[1.0],
    )
