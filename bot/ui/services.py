"""What commands and controls may call, in one hand."""

import random
from collections.abc import Callable
from datetime import datetime

from bot.frozen import frozen
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
from bot.ui.pictures.gallery import Gallery
from bot.ui.stage import Stage


@frozen
class Services:
    """The services below the user interface, the stage, the clock and chance."""

    contents: Contents
    rounds: Rounds
    reviews: Reviews
    reminders: Reminders
    progress: Progresses
    reports: Reports
    round_reports: RoundReports
    scores: Scores
    terms: Terms
    privacy: Privacy
    timelines: Timelines
    changes: Changes
    packs: Packs
    server_settings: ServerSettingsBook
    departures: Departures
    schedules: Schedules
    daily_posts: DailyPosts
    daily_questions: DailyQuestions
    gallery: Gallery
    stage: Stage
    clock: Callable[[], datetime]
    rng: random.Random
