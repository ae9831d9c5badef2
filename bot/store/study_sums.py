"""Sums over one member's log of reviews."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, case, distinct, func, literal_column, select, type_coerce

from bot.store.database import Database
from bot.store.review_tables import review_log
from bot.study.progress import Said
from bot.study.rating import Certainty

_DAY_MILLISECONDS = literal_column("86400000", BigInteger)
"""Written into the statement: PostgreSQL does not know two parameters for one when it groups."""

_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC).date()


class StudySums:
    """What a member has answered, added up. An answer to a question that tests several facts counts once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def days(self, member: int, since: datetime) -> Mapping[date, int]:
        """How many answers the member gave on each day (UTC) since then; days without any are left out."""
        day = type_coerce(review_log.c.at, BigInteger) // _DAY_MILLISECONDS
        statement = (
            select(day.label("day"), func.count(distinct(review_log.c.at)).label("answers"))
            .where(review_log.c.user_id == member, review_log.c.at >= since, review_log.c.rating.is_not(None))
            .group_by(day)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return {_FIRST_DAY + timedelta(days=row.day): row.answers for row in rows}

    async def said(self, member: int) -> list[Said]:
        """How often the member was right, by how sure they had said to be; the least sure first."""
        answers = (
            select(review_log.c.at, review_log.c.certainty, review_log.c.credit)
            .where(review_log.c.user_id == member, review_log.c.certainty > int(Certainty.UNSAID))
            .distinct()
            .subquery()
        )
        statement = (
            select(
                answers.c.certainty,
                func.count().label("answers"),
                func.sum(case((answers.c.credit >= 1, 1), else_=0)).label("right"),
            )
            .group_by(answers.c.certainty)
            .order_by(answers.c.certainty)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return [Said(Certainty(row.certainty), row.answers, row.right) for row in rows]
