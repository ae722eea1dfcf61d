"""An app served for real on 127.0.0.1, for tests."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from picturelock.api.server import server_config


@asynccontextmanager
async def served(app: FastAPI) -> AsyncGenerator[str]:
    """The app's host and port while it is served in this loop."""
    # With its protocol named: else asyncio leaves small answers waiting for the client's acknowledgement.
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(server_config(app))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()
