"""Where everything is opened, wired together and closed again."""

import asyncio
import logging
import random
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import logs
from bot.content.apart import mapped_apart
from bot.content.folders import gather
from bot.content.loading import load_gathered
from bot.content.problems import ContentError
from bot.service.changes import Changes
from bot.service.contents import Contents
from bot.service.daily_posts import DailyPosts
from bot.service.daily_questions import DailyQuestions
from bot.service.departures import Departures
from bot.service.packs import Packs
from bot.service.privacy import Privacy
from bot.service.progress import Progresses
from bot.service.reminding import Reminders
from bot.service.reports import Reports
from bot.service.reviews import Reviews
from bot.service.round_reports import RoundReports
from bot.service.rounds import Rounds
from bot.service.schedules import Schedules
from bot.service.scores import Scores
from bot.service.server_settings import ServerSettingsBook
from bot.service.terms import Terms
from bot.service.timelines import Timelines
from bot.settings import Settings
from bot.store import restoring
from bot.store.claim import held
from bot.store.shards import WHOLE
from bot.store.store import Store
from bot.ui.client import Clio, connect, use_stand_in
from bot.ui.pictures.gallery import Gallery
from bot.ui.services import Services
from bot.ui.stage import Stage

if TYPE_CHECKING:
    from bot.ui.measures import Measures

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(
    settings: Settings, rng: random.Random, clock: Callable[[], datetime] = _now, measures: "Measures | None" = None
) -> AsyncGenerator[Clio]:
    """A client with everything that it needs, not yet connected. Raises `ContentError` and `OperatorError`s."""
    async with held(settings.database_url, settings.shards or WHOLE):
        restoring.take_if_waiting(settings.database_url, _now())
        async with _serving(settings, rng, clock, measures) as client:
            yield client


@asynccontextmanager
async def _serving(
    settings: Settings, rng: random.Random, clock: Callable[[], datetime], measures: "Measures | None"
) -> AsyncGenerator[Clio]:
    store = await Store.open(settings.database_url, measures and measures.committed)
    try:
        contents = await Contents.open(
            settings.content, store.library_versions, store.packs, _now(), settings.home_servers
        )
        settings_book = ServerSettingsBook(store.server_settings)
        reviews = Reviews(store.reviews, store.sittings, contents, settings_book, rng)
        rounds = Rounds(store.rounds, store.reviews, contents, settings_book, rng)

        def services(client: Clio) -> Services:
            stage = Stage(rounds, client.channel_of, clock)
            return Services(
                contents,
                rounds,
                reviews,
                Reminders(store.reminders, reviews),
                Progresses(store.reviews, store.study_sums, store.group_sums, contents),
                Reports(store.reports, rounds),
                RoundReports(store.finished_rounds),
                Scores(store.boards, store.terms, store.opt_outs, contents),
                Terms(store.terms),
                Privacy(store.opt_outs, store.member_data, rounds),
                Timelines(),
                Changes(store.changes),
                Packs(store.packs, contents, Changes(store.changes)),
                settings_book,
                Departures(store.departures, settings_book, contents.shelves),
                Schedules(store.schedules, rounds),
                DailyPosts(store.daily_posts),
                DailyQuestions(store.daily_questions, store.sittings, store.reviews, store.rounds, contents, rng),
                Gallery(),
                stage,
                clock,
                rng,
            )

        async with Clio(services, settings.shards, measures) as client, AsyncExitStack() as also:
            if settings.metrics is not None and measures is not None:
                from bot.ui import health  # a web server, for those alone who want it

                pages = health.Pages(client, measures, store.ping, lambda: store.rounds.answers_recorded)
                await also.enter_async_context(pages.served(settings.metrics.host, settings.metrics.port))
            yield client
    finally:
        await store.close()


async def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM, then save the rounds and close every connection."""
    logs.set_up(settings)
    main = asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        if main is not None:
            asyncio.get_running_loop().add_signal_handler(number, main.cancel)
    try:
        if settings.discord_api:
            await use_stand_in(settings.discord_api)
        measures = _measures(settings)
        while await _serve(settings, measures):
            log.info("a backup waits to be restored; starting again from it")
    except asyncio.CancelledError:
        log.info("stopping; running rounds are saved and will be resumed")


async def _serve(settings: Settings, measures: "Measures | None") -> bool:
    """Serve until a backup waits to be restored. Whether one does."""
    async with opened(settings, random.SystemRandom(), measures=measures) as client:
        serving = asyncio.create_task(connect(client, settings.token), name="clio-connection")
        restorable = asyncio.create_task(_until_restorable(settings), name="clio-restorable")
        try:
            await asyncio.wait({serving, restorable}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
            return not serving.done()
        finally:
            serving.cancel()
            restorable.cancel()
            await asyncio.gather(serving, restorable, return_exceptions=True)


def _measures(settings: Settings) -> "Measures | None":
    if settings.metrics is None:
        return None
    from bot.ui.measures import Measures  # and its library, for those alone who want figures

    return Measures()


async def _until_restorable(settings: Settings) -> None:
    """Wait for a backup to restore, and for content with which Clio can start again."""
    while True:
        await asyncio.sleep(1)
        if not restoring.is_waiting(settings.database_url):
            continue
        try:
            await asyncio.to_thread(lambda: load_gathered(gather(settings.content), None, mapped_apart))
        except ContentError as error:
            restoring.give_up(settings.database_url, f"the content has problems, so Clio cannot start again.\n{error}")
        else:
            return
