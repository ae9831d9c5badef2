"""One WebSocket to the gateway: frames in and out, compression, heartbeats, close codes."""

import asyncio
import zlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox import wire
from bot.sandbox.entities import Json

if TYPE_CHECKING:
    from bot.sandbox.gateway import Gateway, Session

SENT_PER_MINUTE = 120
LARGEST_FRAME = 4096
ACK_SECONDS = 0.005


class Opcode:
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(Exception):
    """Ends a connection with one of the gateway's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def compressor(kind: str | None) -> Callable[[bytes], bytes] | None:
    """What `compress` in the address asks for; None sends plain text."""
    if kind == "zlib-stream":
        stream = zlib.compressobj()
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        import zstandard

        frames = zstandard.ZstdCompressor().compressobj()
        return lambda data: frames.compress(data) + frames.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return None


class Connection:
    def __init__(self, gateway: "Gateway", socket: web.WebSocketResponse, request: web.Request) -> None:
        self._gateway = gateway
        self._socket = socket
        self._request = request
        self._compress = compressor(request.query.get("compress"))
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._session: Session | None = None
        self._heard: deque[float] = deque(maxlen=SENT_PER_MINUTE)
        self._watch: asyncio.TimerHandle | None = None
        self._closing: Close | None = None
        self._closer: asyncio.Task[None] | None = None

    def send(self, opcode: int, payload: Any, sequence: int | None = None, kind: str | None = None) -> None:
        """Puts a frame in the queue; the writer sends them in order."""
        self._waiting.put_nowait(wire.encode({"op": opcode, "d": payload, "s": sequence, "t": kind}))

    def abort(self) -> None:
        """Breaks the connection without a close frame."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def close_soon(self, code: int, reason: str = "") -> None:
        if self._closer is None:
            self._closer = asyncio.create_task(self._close(code, reason))

    async def _close(self, code: int, reason: str) -> None:
        self._closing = Close(code, reason)
        await self._socket.close(code=code, message=reason.encode())

    async def run(self) -> None:
        """Serves the connection until either side ends it."""
        self._gateway.connections.add(self)
        writer = asyncio.create_task(self._write())
        self.send(Opcode.HELLO, {"heartbeat_interval": int(self._gateway.heartbeat_seconds * 1000)})
        self._expect_heartbeat()
        try:
            await self._read()
        except Close as close:
            await self._flush()
            await self._socket.close(code=close.code, message=close.reason.encode())
        finally:
            await self._end(writer)

    async def _end(self, writer: "asyncio.Task[None]") -> None:
        if self._watch is not None:
            self._watch.cancel()
        code = self._socket.close_code
        for_good = self._closing is None and code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY)
        self._gateway.leave(self, self._session, for_good=for_good)
        writer.cancel()
        with suppress(asyncio.CancelledError):
            await writer
        if self._closer is not None:
            await self._closer

    async def _flush(self) -> None:
        """Lets what was queued before a close go out first."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._waiting.join()

    async def _write(self) -> None:
        while True:
            frame = await self._waiting.get()
            try:
                if self._compress is None:
                    await self._socket.send_str(frame.decode())
                else:
                    await self._socket.send_bytes(self._compress(frame))
            except (ConnectionError, RuntimeError):
                return
            finally:
                self._waiting.task_done()

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            self._count()
            await self._receive(_decoded(frame.data))

    def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._heard) == SENT_PER_MINUTE and now - self._heard[0] < 60:
            raise Close(4008, "Rate limited.")
        self._heard.append(now)

    async def _receive(self, frame: Json) -> None:
        payload: Any = frame.get("d")
        match frame.get("op"):
            case Opcode.HEARTBEAT:
                self._beat()
            case Opcode.IDENTIFY:
                if self._session is not None:
                    raise Close(4005, "Already authenticated.")
                self._session = self._gateway.identify(self, payload)
                if self._session is None:
                    self.send(Opcode.INVALID_SESSION, False)
                else:
                    await self._gateway.greet(self._session)
            case Opcode.RESUME:
                if self._session is not None:
                    raise Close(4005, "Already authenticated.")
                self._resume(payload)
            case Opcode.PRESENCE_UPDATE | Opcode.VOICE_STATE_UPDATE | Opcode.REQUEST_GUILD_MEMBERS:
                if self._session is None:
                    raise Close(4003, "Not authenticated.")
            case _:
                raise Close(4001, "Unknown opcode.")

    def _resume(self, payload: Json) -> None:
        self._session = self._gateway.resume(self, payload)
        if self._session is None:
            self.send(Opcode.INVALID_SESSION, False)

    def _beat(self) -> None:
        self._expect_heartbeat()
        if not self._gateway.faults.mute_heartbeats:
            # A client notes when it has sent; an answer that is faster than this note looks to it like a long delay.
            asyncio.get_running_loop().call_later(ACK_SECONDS, self.send, Opcode.HEARTBEAT_ACK, None)

    def _expect_heartbeat(self) -> None:
        """A client that sends no heartbeat for two intervals is taken for dead."""
        if self._watch is not None:
            self._watch.cancel()
        loop = asyncio.get_running_loop()
        patience = 2 * self._gateway.heartbeat_seconds
        self._watch = loop.call_later(patience, self.close_soon, 4009, "Session timed out.")


def _decoded(raw: str | bytes) -> Json:
    try:
        frame = wire.decode(raw)
    except ValueError:
        raise Close(4002, "Error while decoding payload.") from None
    if not isinstance(frame, dict) or len(raw) > LARGEST_FRAME:
        raise Close(4002, "Error while decoding payload.")
    return frame  # pyright: ignore[reportUnknownVariableType] - an object out of JSON
