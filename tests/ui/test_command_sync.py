"""What Discord has of the commands is compared in all that Clio says, and in nothing that Discord fills in."""

from typing import Any

import pytest

from tests.ui.playing import Table


@pytest.mark.parametrize(
    ("field", "earlier", "is_sent_again"),
    [
        ("contexts", [0], True),
        ("integration_types", [0], True),
        ("description", "What it said before", True),
        ("contexts", [2, 1, 0], False),
    ],
)
async def test_a_change_of_what_clio_says_is_sent(table: Table, field: str, earlier: Any, is_sent_again: bool) -> None:
    (review,) = (each for each in table.sandbox.world.commands.values() if each.name == "review")
    review.payload[field] = earlier
    await table.stop()
    await table.start()
    sent = sum(request.method == "PUT" and "commands" in request.path for request in table.sandbox.requests)
    assert (sent == 2) is is_sent_again
