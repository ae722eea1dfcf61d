"""What a script used up, in words."""

from picturelock.domain.manuscript_measures import Usage


def usage_in_words(usage: Usage) -> str:
    """Tokens, calls and cost; nothing where no model was asked."""
    if not usage.calls:
        return ""
    tokens = usage.input_tokens + usage.output_tokens
    calls = "1 call" if usage.calls == 1 else f"{usage.calls:,} calls"
    return f"{tokens:,} tokens in {calls}, {cost_in_words(usage)}"


def cost_in_words(usage: Usage) -> str:
    """The cost in US dollars; ``unknown`` where a price is not known."""
    if usage.cost == "unknown":
        return "cost unknown"
    return f"${usage.cost:.2f}" if usage.cost >= 1 else f"${usage.cost:.4f}"
