"""Discord's gateway v10: sessions, what they hear, and their return after a lost connection."""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.connection import Close, Connection, Opcode
from bot.sandbox.entities import Event, Json
from bot.sandbox.faults import Faults
from bot.sandbox.intents import PRIVILEGED, VALID, Intent, is_heard, without_content
from bot.sandbox.payloads import user_json
from bot.sandbox.snowflakes import shard_of
from bot.sandbox.world import World

REPLAYED = 5000  # events that a session keeps for a RESUME
KEPT_SECONDS = 120.0  # how long a session waits for its client
GREETED_AT_ONCE = 50
GUILDS_AT_MOST = 2500  # on one shard


@dataclass(slots=True, eq=False)
class Session:
    id: str
    intents: int
    shard: int
    shards: int
    connection: Connection | None = None
    sequence: int = 0
    sent: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque[tuple[int, str, Json]](maxlen=REPLAYED))
    left: float = 0.0  # when its client went away

    def dispatch(self, kind: str, payload: Json) -> None:
        self.sequence += 1
        self.sent.append((self.sequence, kind, payload))
        if self.connection is not None:
            self.connection.send(Opcode.DISPATCH, payload, self.sequence, kind)


class Gateway:
    def __init__(
        self, world: World, faults: Faults, token: str, *, heartbeat_seconds: float, identify_seconds: float = 0.0
    ) -> None:
        self.url = ""  # known once the server listens
        self.faults = faults
        self.token = token
        self.heartbeat_seconds = heartbeat_seconds
        self.identify_seconds = identify_seconds  # how long the next session of the same bucket has to wait
        self.at_once = 1  # Discord's max_concurrency: how many such buckets there are
        self.allowed_privileged = 0  # privileged intents that are switched on for the application
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identified = 0  # how often a session was begun
        self.resumed = 0
        self._world = world
        self._begun: dict[int, float] = {}  # when a bucket last had a session begun
        self._stop = world.observe(self._hear)
        faults.drop_gateway = self.drop

    @property
    def connected(self) -> int:
        """How many sessions have a client at this moment."""
        return sum(session.connection is not None for session in self.sessions.values())

    @property
    def shards(self) -> set[tuple[int, int]]:
        """The shards that have a client at this moment, each as its id and how many there are."""
        return {(session.shard, session.shards) for session in self.sessions.values() if session.connection}

    # -- what the bot hears -----------------------------------------------------------------------

    def deliver(self, event: Event) -> bool:
        """Sends an event to the sessions of its shard; False when there is none to send it to."""
        self._forget_abandoned()
        heard = False
        for session in self.sessions.values():
            if self._concerns(session, event.guild_id):
                session.dispatch(event.kind, event.payload)
                heard = True
        return heard

    def _concerns(self, session: Session, guild_id: int | None) -> bool:
        return (0 if guild_id is None else shard_of(guild_id, session.shards)) == session.shard

    def _hear(self, event: Event) -> None:
        if not self.sessions or event.only_for is not None or event.kind.startswith("SANDBOX_"):
            return
        for session in self.sessions.values():
            if self._concerns(session, event.guild_id) and is_heard(self._world, event, session.intents):
                session.dispatch(event.kind, without_content(self._world, event, session.intents))

    # -- sessions ---------------------------------------------------------------------------------

    def identify(self, connection: Connection, request: Json) -> Session | None:
        """Begins a session; None when it is too early for another.

        Raises Close for a token, shard or intents that Discord would not take.
        """
        if request.get("token") != self.token:
            raise Close(4004, "Authentication failed.")
        intents = request.get("intents")
        if not isinstance(intents, int) or intents & ~VALID:
            raise Close(4013, "Invalid intent(s).")
        if intents & PRIVILEGED & ~self.allowed_privileged:
            raise Close(4014, "Disallowed intent(s).")
        shard, shards = request.get("shard") or (0, 1)
        if not 0 <= shard < shards:
            raise Close(4010, "Invalid shard.")
        if sum(shard_of(guild, shards) == shard for guild in self._world.guilds) > GUILDS_AT_MOST:
            raise Close(4011, "Sharding required.")
        if not self._may_begin(shard % self.at_once):
            return None
        session = Session(secrets.token_hex(16), intents, shard, shards, connection)
        self.sessions[session.id] = session
        self.identified += 1
        self._world.set_online(True)
        return session

    def _may_begin(self, bucket: int) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._begun.get(bucket, -self.identify_seconds) < self.identify_seconds:
            return False
        self._begun[bucket] = now
        return True

    async def greet(self, session: Session) -> None:
        """READY, then the guilds of the shard, with a pause now and then so that others are served."""
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if self._concerns(session, guild.id) and self._world.bot.id in guild.members
        ]
        unavailable = [{"id": str(guild.id), "unavailable": True} for guild in guilds]
        session.dispatch("READY", self._ready(session, unavailable))
        if not session.intents & Intent.GUILDS:
            return
        for number, guild in enumerate(guilds, start=1):
            session.dispatch("GUILD_CREATE", self._world.guild_payload(guild))
            if number % GREETED_AT_ONCE == 0:
                await asyncio.sleep(0)

    def _ready(self, session: Session, guilds: list[Json]) -> Json:
        return {
            "v": 10,
            "user": {**user_json(self._world.bot), "verified": True, "mfa_enabled": True, "email": None, "flags": 0},
            "user_settings": {},
            "guilds": guilds,
            "private_channels": [],
            "presences": [],
            "relationships": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(self._world.application_id), "flags": 0},
        }

    def resume(self, connection: Connection, request: Json) -> Session | None:
        """Gives a session its new connection and what it missed; None when it cannot be resumed."""
        if request.get("token") != self.token:
            raise Close(4004, "Authentication failed.")
        self._forget_abandoned()
        session = self.sessions.get(str(request.get("session_id")))
        if self.faults.refuse_resumes > 0:
            self.faults.refuse_resumes -= 1
            if session is not None:
                del self.sessions[session.id]
            return None
        seen = request.get("seq") or 0
        if session is None or (session.sent and session.sent[0][0] > seen + 1):
            return None
        if seen > session.sequence:
            raise Close(4007, "Invalid seq.")
        self._take_over(session, connection, seen)
        return session

    def _take_over(self, session: Session, connection: Connection, seen: int) -> None:
        if session.connection is not None:
            session.connection.abort()
        session.connection = connection
        for sequence, kind, payload in session.sent:
            if sequence > seen:
                connection.send(Opcode.DISPATCH, payload, sequence, kind)
        session.dispatch("RESUMED", {"_trace": ["sandbox"]})
        self.resumed += 1
        self._world.set_online(True)

    def leave(self, connection: Connection, session: Session | None, *, for_good: bool) -> None:
        """A client went away; `for_good` when it said so (close codes 1000 and 1001)."""
        self.connections.discard(connection)
        if session is not None and session.connection is connection:
            session.connection = None
            session.left = asyncio.get_running_loop().time()
            if for_good:
                self.sessions.pop(session.id, None)
        self._world.set_online(self.connected > 0)

    def _forget_abandoned(self) -> None:
        long_ago = asyncio.get_running_loop().time() - KEPT_SECONDS
        abandoned = [s.id for s in self.sessions.values() if s.connection is None and s.left < long_ago]
        for identity in abandoned:
            del self.sessions[identity]

    # -- what tests order -------------------------------------------------------------------------

    def drop(self, *, resumable: bool = True) -> int:
        """Breaks every connection as a cut cable would; the answer is how many."""
        if not resumable:
            self.sessions.clear()
        connections = list(self.connections)
        for connection in connections:
            connection.abort()
        return len(connections)

    def ask_reconnect(self) -> None:
        """RECONNECT (opcode 7) to every client."""
        for connection in self.connections:
            connection.send(Opcode.RECONNECT, None)

    def invalidate(self, *, resumable: bool) -> None:
        """INVALID_SESSION (opcode 9) to every client."""
        if not resumable:
            self.sessions.clear()
        for connection in self.connections:
            connection.send(Opcode.INVALID_SESSION, resumable)

    def close_all(self, code: int, reason: str = "") -> None:
        """Closes every connection with a close code."""
        for connection in list(self.connections):
            connection.close_soon(code, reason)

    def close(self) -> None:
        self._stop()
        for connection in list(self.connections):
            connection.abort()
