"""How the app is served: one configuration for the command line, the tests and the measurements."""

import uvicorn
from fastapi import FastAPI

_LONGEST_FRAME = 16 * 1024 * 1024
_LAST_ANSWERS = 3  # seconds that open connections get when the service is ended


def server_config(app: FastAPI) -> uvicorn.Config:
    """uvicorn's configuration for the app. Whoever serves opens the studio before and closes it after."""
    return uvicorn.Config(
        app,
        # Its lines go where all lines go.
        log_config=None,
        log_level="warning",
        lifespan="off",
        ws="websockets-sansio",
        # It would cost each open session more memory than everything else about it.
        ws_per_message_deflate=False,
        # What is longer than is taken is refused by the app, which keeps the connection; this would close it.
        ws_max_size=_LONGEST_FRAME + app.state.service.doors.limits.message_bytes,
        server_header=False,
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
