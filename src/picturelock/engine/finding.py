"""What an audit finds."""

from pydantic import Field

from picturelock.engine.event import Frozen


class Finding(Frozen):
    """Something that does not fit, under the entry of the log that it is about."""

    seq: int = Field(description="the entry's number")
    what: str = Field(description="what about it, such as `is missing`")
