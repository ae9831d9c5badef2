"""The time and the order that Discord allows for answers to interactions."""

from typing import Any

import pytest

from bot.sandbox.entities import Event, Json, Message
from bot.sandbox.exchanges import Exchange, InteractionKind, Status
from bot.sandbox.server import Sandbox
from tests.sandbox.raw import Raw, codes, raw

MESSAGE, THINK, PROMISE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FORM: Json = {
    "custom_id": "form",
    "title": "Answer",
    "components": [{"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1}}],
}


class Ear:
    """Stands where the gateway is and keeps the interactions that a bot would get."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.heard: list[Json] = []
        sandbox.interactions.deliver = self._hear

    def _hear(self, event: Event) -> bool:
        self.heard.append(event.payload)
        return True


def begin(sandbox: Sandbox, kind: int = InteractionKind.COMMAND, message: Message | None = None) -> Exchange:
    data: Json = {"custom_id": "x", "component_type": 2} if kind == InteractionKind.COMPONENT else {"name": "x"}
    user = sandbox.person("Ana").user
    return sandbox.interactions.begin(kind, user, sandbox.channel("general"), data, message=message)


async def answer(request: Raw, interaction: Json, kind: int, data: Any = None, query: str = "") -> tuple[int, Any]:
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback{query}"
    return await request("POST", path, {"type": kind, "data": data})


async def test_an_answer_after_the_deadline_finds_no_interaction() -> None:
    async with Sandbox(answer_seconds=0.05) as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        exchange = await begin(sandbox).first()
        assert (exchange.status, exchange.failure) == (Status.FAILED, "The application did not respond")
        status, error = await answer(request, ear.heard[0], MESSAGE, {"content": "late"})
        assert (status, error["code"]) == (404, 10062)
        pressed = await begin(sandbox, InteractionKind.COMPONENT).first()
        assert pressed.failure == "This interaction failed"


async def test_a_second_answer_is_refused_and_changes_nothing() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        exchange = begin(sandbox)
        assert await answer(request, ear.heard[0], MESSAGE, {"content": "one"}) == (204, None)
        status, error = await answer(request, ear.heard[0], MESSAGE, {"content": "two"})
        assert (status, error["code"]) == (400, 40060)
        assert exchange.text == "one"


async def test_a_refused_answer_leaves_the_interaction_open() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        exchange = begin(sandbox)
        status, error = await answer(request, ear.heard[0], MESSAGE, {"content": "x" * 2001})
        assert (status, error["code"]) == (400, 50035)
        assert list(error["errors"]) == ["data"]
        assert exchange.status is Status.WAITING
        assert (await answer(request, ear.heard[0], MESSAGE, {"content": "short"}))[0] == 204


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (InteractionKind.COMMAND, {MESSAGE, THINK, MODAL}),
        (InteractionKind.COMPONENT, {MESSAGE, THINK, PROMISE, UPDATE, MODAL}),
        (InteractionKind.AUTOCOMPLETE, {CHOICES}),
        (InteractionKind.MODAL_SUBMIT, {MESSAGE, THINK}),
    ],
)
async def test_each_kind_of_interaction_takes_its_own_kinds_of_answer(kind: int, allowed: set[int]) -> None:
    data: dict[int, Json] = {
        MESSAGE: {"content": "x"},
        UPDATE: {"content": "y"},
        CHOICES: {"choices": []},
        MODAL: FORM,
    }
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        taken: set[int] = set()
        for answered in (MESSAGE, THINK, PROMISE, UPDATE, CHOICES, MODAL):
            said = sandbox.person("Ana").say("general", "x") if kind == InteractionKind.COMPONENT else None
            begin(sandbox, kind, said)
            status, _ = await answer(request, ear.heard[-1], answered, data.get(answered, {}))
            taken |= {answered} if status == 204 else set()
        assert taken == allowed


async def test_with_response_tells_of_the_message() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        begin(sandbox)
        status, told = await answer(request, ear.heard[0], THINK, {"flags": 64}, "?with_response=true")
        assert status == 200
        assert told["interaction"]["response_message_ephemeral"] is True
        assert told["interaction"]["response_message_loading"] is True
        assert told["resource"]["message"]["flags"] == 64 | 128


async def test_follow_ups_need_an_acknowledged_and_living_token() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        exchange = begin(sandbox)
        path = f"/webhooks/{sandbox.world.application_id}/{ear.heard[0]['token']}"
        assert (await request("POST", path, {"content": "too soon"}))[1]["code"] == 10015
        await answer(request, ear.heard[0], MESSAGE, {"content": "one"})
        status, sent = await request("POST", path, {"content": "two", "flags": 64})
        assert (status, sent["flags"]) == (200, 64)
        assert [message.content for message in exchange.followups] == ["two"]
        assert (await request("GET", f"{path}/messages/{sent['id']}"))[1]["content"] == "two"
        assert (await request("DELETE", f"{path}/messages/{sent['id']}"))[0] == 204
        assert (await request("GET", f"{path}/messages/{sent['id']}"))[1]["code"] == 10008
        interaction = sandbox.interactions.find(ear.heard[0]["token"])
        assert interaction is not None
        sandbox.interactions.expire(interaction)
        status, error = await request("POST", path, {"content": "too late"})
        assert (status, error["code"]) == (401, 50027)


async def test_choices_are_held_to_twenty_five_of_the_right_kind() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        begin(sandbox, InteractionKind.AUTOCOMPLETE)
        many = [{"name": str(number), "value": str(number)} for number in range(26)]
        _, error = await answer(request, ear.heard[0], CHOICES, {"choices": many})
        assert codes(error["errors"]) == {"BASE_TYPE_MAX_LENGTH"}
        _, error = await answer(request, ear.heard[0], CHOICES, {"choices": [{"name": "x", "value": 1}]})
        assert codes(error["errors"]) == {"STRING_TYPE_CONVERT"}
        assert (await answer(request, ear.heard[0], CHOICES, {"choices": many[:25]}))[0] == 204


async def test_an_update_of_a_deleted_message_finds_nothing() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        ear = Ear(sandbox)
        said = sandbox.person("Ana").say("general", "x")
        begin(sandbox, InteractionKind.COMPONENT, said)
        sandbox.world.delete_message(said)
        _, error = await answer(request, ear.heard[0], UPDATE, {"content": "y"})
        assert error["code"] == 10008


async def test_what_the_bot_is_told_has_all_that_discord_sends() -> None:
    async with Sandbox() as sandbox:
        ear = Ear(sandbox)
        begin(sandbox)
        begin(sandbox, InteractionKind.COMPONENT, sandbox.person("Ben").say("general", "x"))
        told = ear.heard[0]
        assert int(told["member"]["permissions"]) == sandbox.person("Ana").may("general")
        assert told["guild_locale"] == told["locale"] == "en-US"
        assert told["context"] == 0
        assert told["authorizing_integration_owners"] == {"0": str(sandbox.guild.id)}
        assert told["channel"]["name"] == "general"
        assert ear.heard[1]["message"]["content"] == "x"
