"""How Clio is: `/healthz` for whoever restarts it, and `/metrics` for Prometheus. Off unless the operator wants it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric

from bot.errors import OperatorError, UserError
from bot.ui.client import Clio
from bot.ui.measures import Measures, Standing

log = logging.getLogger(__name__)

LAG_EVERY_SECONDS = 0.5
DATABASE_SECONDS = 5
"""A database that takes longer to answer counts as gone."""


class CannotListen(OperatorError):
    """The address is taken, or not this machine's."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"CLIO_METRICS is {host}:{port}, where Clio cannot listen: {reason}. "
            "Set it to another port, or leave it out."
        )


class Pages:
    """Both pages about one client. `ping` asks the database, `answers` says how many were kept."""

    def __init__(
        self, client: Clio, measures: Measures, ping: Callable[[], Awaitable[None]], answers: Callable[[], int]
    ) -> None:
        self._client = client
        self._measures = measures
        self._ping = ping
        self._answers = answers

    @asynccontextmanager
    async def served(self, host: str, port: int) -> AsyncGenerator[None]:
        """Serve them until the end. Raises `CannotListen`."""
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        standing = Standing(lambda: _standing(self._client, self._answers()))
        self._measures.registry.register(standing)
        lag = asyncio.create_task(_watch_lag(self._measures), name="clio-loop-lag")
        try:
            await _listen(runner, host, port)
            yield
        finally:
            self._measures.registry.unregister(standing)
            lag.cancel()
            await asyncio.wait([lag])
            await runner.cleanup()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/metrics", self._metrics)
        return app

    async def _health(self, _request: web.Request) -> web.Response:
        fault = self._fault() or await self._database_fault()
        return web.Response(status=503 if fault else 200, text=f"{fault or 'ok'}\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(self._measures.registry), headers={"Content-Type": content_type})

    def _fault(self) -> str | None:
        closed = [str(number) for number, shard in self._client.shards.items() if shard.is_closed()]
        if self._client.is_closed() or not self._client.is_ready():
            return "not connected to Discord"
        return f"shards without a connection to Discord: {', '.join(closed)}" if closed else None

    async def _database_fault(self) -> str | None:
        try:
            await asyncio.wait_for(self._ping(), DATABASE_SECONDS)
        except (UserError, TimeoutError):
            return "the database does not answer"
        return None


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotListen(host, port, error.strerror or str(error)) from None
    log.info("health and metrics are served on %s, port %s: /healthz and /metrics", host, port)


async def _watch_lag(measures: Measures) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        planned = clock() + LAG_EVERY_SECONDS
        await asyncio.sleep(LAG_EVERY_SECONDS)
        measures.loop_lag.observe(max(0.0, clock() - planned))


def _standing(client: Clio, answers: int) -> Iterable[Metric]:
    """What holds at this moment."""
    contents = client.services.contents
    yield GaugeMetricFamily("clio_rounds_running", "Rounds that are being played.", client.services.rounds.running)
    yield GaugeMetricFamily("clio_servers", "Servers that Clio is in.", len(client.guilds))
    yield GaugeMetricFamily("clio_gateway_latency_seconds", "Discord's answer to a heartbeat.", client.latency)
    yield CounterMetricFamily("clio_answers_recorded", "Answers in rounds that were kept.", answers)
    yield CounterMetricFamily("clio_reminders_sent", "Reminders that members got.", client.reminding.sent)
    reloads = CounterMetricFamily("clio_content_reloads", "Reloads of the shared content.", labels=("result",))
    for result, count in contents.reloads.items():
        reloads.add_metric((result,), count)
    yield reloads
    yield InfoMetricFamily("clio_content", "The shared content in use.", {"version": contents.library.version})
