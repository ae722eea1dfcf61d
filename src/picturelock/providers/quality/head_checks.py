"""What a film's file says of itself: its tracks, length, encoding, colour, and where its index lies."""

from pathlib import Path

from picturelock.domain.quality import CheckName, CheckResult, Finding, checked, not_checked
from picturelock.providers.film.container import index_first
from picturelock.providers.film.probe import Media
from picturelock.providers.quality.timeline import Timeline

Checked = tuple[CheckResult, list[Finding]]

_TRACKS = "MP4 with one video and one audio track"


def head_checks(film: Path, media: Media, timeline: Timeline) -> list[Checked]:
    """The checks that need no decoding."""
    picture = media.picture
    colour = "not tagged bt709" if picture is None or not picture.bt709 else "bt709, limited range"
    index = "first" if index_first(film) else "last"
    return [
        _container(media, timeline),
        _length(media, timeline),
        _size(media, timeline),
        _encoding(media, timeline),
        _same(
            timeline,
            "colour",
            colour,
            "bt709, limited range",
            "players may show other colours than were drawn",
        ),
        _same(timeline, "fast start", index, "first", "it plays only when all of it was loaded"),
    ]


def _container(media: Media, timeline: Timeline) -> Checked:
    kind = "MP4" if "mp4" in media.container.split(",") else media.container
    told = f"{kind} with {media.videos} video and {media.sounds} audio track(s)"
    if kind == "MP4" and media.videos == 1 and media.sounds == 1:
        return checked("container", told, _TRACKS, [])
    message = "the file has other tracks than a film"
    return checked(
        "container", told, _TRACKS, [timeline.found("container", message, measured=told, allowed=_TRACKS)]
    )


def _length(media: Media, timeline: Timeline) -> Checked:
    if timeline.cut is None:
        return not_checked("length", "the film's cut", "as long as the cut")
    wanted = timeline.second(timeline.cut.length)
    told, allowed = f"{media.seconds:.3f} s", f"{wanted:.3f} s"
    # The sound is cut to the sample; half a frame is what rounding in the container may add.
    if abs(media.seconds - wanted) <= 0.5 / timeline.cut.frame.fps:
        return checked("length", told, allowed, [])
    longer = "longer" if media.seconds > wanted else "shorter"
    at = (min(wanted, media.seconds), max(wanted, media.seconds))
    message = f"the film is {abs(media.seconds - wanted):.2f} s {longer} than its cut"
    return checked(
        "length", told, allowed, [timeline.found("length", message, at=at, measured=told, allowed=allowed)]
    )


def _size(media: Media, timeline: Timeline) -> Checked:
    if timeline.frame is None:
        return not_checked("picture size", "the film's cut", "as in the cut")
    frame, picture = timeline.frame, media.picture
    told = f"{picture.width}x{picture.height} at {picture.fps} fps" if picture else "no picture"
    wanted = f"{frame.width}x{frame.height} at {frame.fps} fps"
    return _same(timeline, "picture size", told, wanted, "the picture has another size or rate than its cut")


def _encoding(media: Media, timeline: Timeline) -> Checked:
    picture, sound = media.picture, media.sound
    told = [f"{picture.codec} {picture.profile} {picture.pixel_format}" if picture else "no picture"]
    told += [f"{sound.codec} {sound.rate} Hz {sound.channels} channels" if sound else "no sound"]
    allowed = "h264 High yuv420p, aac 48000 Hz 2 channels"
    return _same(timeline, "encoding", ", ".join(told), allowed, "some players cannot play it")


def _same(timeline: Timeline, name: CheckName, told: str, allowed: str, message: str) -> Checked:
    found = [] if told == allowed else [timeline.found(name, message, measured=told, allowed=allowed)]
    return checked(name, told, allowed, found)
