"""What can go wrong while a film is made. Each error says what, who, and whether to try again."""


class PicturelockError(Exception):
    """Picturelock could not do what was asked."""

    retryable: bool = False

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class Problem:
    """One thing wrong with one field of what was given."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class InvalidInputError(PicturelockError):
    """What was given is not valid; nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


class ProviderError(PicturelockError):
    """A provider failed.

    ``retry_after`` is the seconds that it asks to wait, where it does; ``requests`` how many were sent to it
    before this was raised.
    """

    requests: int = 1

    def __init__(
        self, message: str, *, provider: str, retryable: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{provider}: {message}")
        self.provider = provider
        self.retryable = retryable
        self.retry_after = retry_after


class MissingToolError(PicturelockError):
    """A program or a font that is needed is not installed."""

    def __init__(self, tool: str, *, needed_for: str, install: str) -> None:
        super().__init__(f"{tool} is missing; it is needed for {needed_for}. Install it with: {install}")
        self.tool = tool


class SceneError(PicturelockError):
    """One scene could not be made; the others stay and this one can be made again alone."""

    def __init__(self, scene_id: str, cause: str, *, retryable: bool = True) -> None:
        super().__init__(f"scene {scene_id!r} could not be made: {cause}")
        self.scene_id = scene_id
        self.retryable = retryable


class ScenesFailedError(PicturelockError):
    """Some scenes could not be made; the rest are kept."""

    def __init__(self, failures: list[SceneError]) -> None:
        self.failures = failures
        self.retryable = any(failure.retryable for failure in failures)
        super().__init__("; ".join(str(failure) for failure in failures))


class ShapeFailedError(ScenesFailedError):
    """Scenes could not be made in the film's own shape; what was made in any shape is kept."""

    def __init__(self, shape: str, failures: list[SceneError]) -> None:
        super().__init__(failures)
        self.shape = shape

    def __str__(self) -> str:
        return f"in {self.shape}: {super().__str__()}"


class ScriptFilesError(PicturelockError):
    """A script's files could not be written; the script itself is kept."""

    retryable = True

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} could not be written ({reason}); the script itself is kept. Free space or make the "
            "folder writable, then ask for the same again"
        )
        self.path = path
