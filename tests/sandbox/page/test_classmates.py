"""What the simulated members press, choose and write when they are asked to answer."""

import random

import pytest

from bot.sandbox.classmates import AnswerControls, classmates_answer
from bot.sandbox.people import Refused
from bot.sandbox.server import Sandbox
from tests.sandbox.page.gallery import Gallery


async def answer(sandbox: Sandbox) -> str:
    return await classmates_answer(sandbox, sandbox.person("Ana"), sandbox.channel("general"), random.Random(1))


async def test_all_students_but_oneself_answer_and_no_moderator(sandbox: Sandbox, bot: Gallery) -> None:
    await sandbox.person("Ana").command("gallery")
    assert await answer(sandbox) == "Ben and Chloe answered."
    assert not sandbox.person("Mara").ephemeral("general")
    for name in ("Ben", "Chloe"):
        [locked] = sandbox.person(name).ephemeral("general")
        assert locked.content in {f"Locked in for {name}: **{letter}**" for letter in "ABCD"}


async def test_only_controls_that_answer_are_used_where_the_app_names_them(sandbox: Sandbox, bot: Gallery) -> None:
    await sandbox.person("Ana").command("gallery")
    sandbox.answer_controls = AnswerControls(first=("one",))
    await answer(sandbox)
    [locked] = sandbox.person("Ben").ephemeral("general")
    assert "value-" in locked.content
    sandbox.answer_controls = AnswerControls(first=("nothing",))
    with pytest.raises(Refused, match="waits for an answer"):
        await answer(sandbox)


async def test_a_form_is_filled_with_guesses_and_left_alone_without(sandbox: Sandbox, bot: Gallery) -> None:
    await sandbox.person("Ana").command("gallery")
    sandbox.answer_controls = AnswerControls(first=("Form",))
    with pytest.raises(Refused, match="Nobody could answer"):
        await answer(sandbox)
    sandbox.guesses = ["Trotsky"]
    assert await answer(sandbox) == "Ben and Chloe answered."
    [received] = sandbox.person("Ben").ephemeral("general")
    assert received.content.startswith("Received: Trotsky")


async def test_a_bot_that_hangs_is_not_said_to_have_been_answered(sandbox: Sandbox, bot: Gallery) -> None:
    sandbox.interactions.answer_seconds = 0.2
    await sandbox.person("Ana").command("gallery")
    sandbox.answer_controls = AnswerControls(first=("Silent",))
    with pytest.raises(Refused, match="Nobody could answer"):
        await answer(sandbox)
