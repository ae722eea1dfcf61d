"""The film that is checked: its scenes, what each shows, and findings in its seconds."""

from dataclasses import dataclass, field

from picturelock.domain.cut import Clip, Cut
from picturelock.domain.frames import FrameFormat
from picturelock.domain.quality import CheckName, Finding, Severity
from picturelock.domain.seen import Seen
from picturelock.providers.quality.stretches import Stretch


@dataclass(frozen=True)
class Scene:
    """A scene of the film, and what its drawing shows, where that is known."""

    clip: Clip
    seen: Seen | None = None


@dataclass(frozen=True)
class Timeline:
    """What is known of a film besides its file: nothing, or its cut and what its scenes show."""

    cut: Cut | None = None
    scenes: tuple[Scene, ...] = field(default=())

    @property
    def frame(self) -> FrameFormat | None:
        return None if self.cut is None else self.cut.frame

    def second(self, frame: int) -> float:
        """A frame of the cut in seconds."""
        assert self.cut is not None, "frames are counted where there is a cut"
        return self.cut.frame.seconds(frame)

    def span(self, scene: Scene) -> Stretch:
        """From and to which second a scene lasts."""
        return self.second(scene.clip.start), self.second(scene.clip.start + scene.clip.length)

    def scene_at(self, second: float) -> str:
        """The name of the scene of a second; after the end, that of the last one."""
        name = ""
        for scene in self.scenes:
            if name and self.span(scene)[0] > second + 1e-3:
                break
            name = scene.clip.name
        return name

    def found(
        self,
        check: CheckName,
        message: str,
        *,
        at: Stretch | None = None,
        measured: str,
        allowed: str,
        severity: Severity = "fault",
    ) -> Finding:
        """A finding of the whole film, or of a stretch and the scene in which it begins."""
        return Finding(
            check=check,
            severity=severity,
            start=None if at is None else round(at[0], 3),
            end=None if at is None else round(at[1], 3),
            scene="" if at is None else self.scene_at(at[0]),
            measured=measured,
            allowed=allowed,
            message=message,
        )
