"""The world without a server: permissions, who sees what, and plain text of messages."""

from datetime import UTC, datetime

from bot.sandbox import settlement, transcript
from bot.sandbox.entities import Channel, ChannelType, Event, Message
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World


def a_world() -> World:
    world = World()
    settlement.settle(world)
    return world


def message_in(world: World, channel: Channel, **fields: object) -> Message:
    message = Message(world.snowflakes.next(), channel.id, channel.guild_id, world.bot, datetime.now(UTC))
    for name, value in fields.items():
        setattr(message, name, value)
    return world.add_message(message)


def test_the_group_begins_with_three_students_a_moderator_and_the_bot() -> None:
    world = a_world()
    names = [member.name for member in world.guild.members.values()]
    assert sorted(names) == ["Ana", "Ben", "Chloe", "Clio", "Mara"]
    general = world.guild.channel("#general")
    assert world.permissions_of(world.find_member("Mara").user.id, general) & Permission.MANAGE_GUILD
    assert not world.permissions_of(world.find_member("Ana").user.id, general) & Permission.MANAGE_GUILD
    assert not world.permissions_of(world.bot.id, general) & Permission.READ_MESSAGE_HISTORY


def test_overwrites_count_from_everyone_over_roles_to_the_member() -> None:
    world = a_world()
    ana = world.find_member("Ana")
    general = world.guild.channel("general")
    send = Permission.SEND_MESSAGES
    world.set_permissions(general, world.guild.id, deny=send)
    assert not world.permissions_of(ana.user.id, general) & send
    world.set_permissions(general, ana.roles[0], allow=send)
    assert world.permissions_of(ana.user.id, general) & send
    world.set_permissions(general, ana.user.id, deny=send)
    assert not world.permissions_of(ana.user.id, general) & send


def test_who_cannot_view_a_channel_can_do_nothing_in_it_or_its_threads() -> None:
    world = a_world()
    general = world.guild.channel("general")
    thread = world.add_thread(general, "Chapter 3", world.bot, kind=ChannelType.PUBLIC_THREAD)
    assert world.permissions_of(world.bot.id, thread) & Permission.SEND_MESSAGES_IN_THREADS
    world.set_bot_permissions(general, deny=Permission.VIEW_CHANNEL)
    assert world.permissions_of(world.bot.id, general) == world.permissions_of(world.bot.id, thread) == 0


def test_an_administrator_and_the_owner_may_do_everything() -> None:
    world = a_world()
    role = world.add_role(world.guild, "Keeper", Permission.ADMINISTRATOR)
    keeper = world.add_member("Kim", roles=[role.id])
    general = world.guild.channel("general")
    world.set_permissions(general, keeper.user.id, deny=Permission.VIEW_CHANNEL)
    assert world.permissions_of(keeper.user.id, general) & Permission.MANAGE_MESSAGES


def test_a_whisper_is_seen_and_heard_of_by_its_reader_alone() -> None:
    world = a_world()
    ana, ben = (world.find_member(name).user.id for name in ("Ana", "Ben"))
    heard: list[Event] = []
    stop = world.observe(heard.append)
    general = world.guild.channel("general")
    whisper = message_in(world, general, content="psst", ephemeral_for=ana)
    stop()
    message_in(world, general, content="aloud")
    assert [message.content for message in world.visible_messages(ana, general)] == ["psst", "aloud"]
    assert [message.content for message in world.visible_messages(ben, general)] == ["aloud"]
    assert [event.message for event in heard] == [whisper]
    assert (world.may_see(ana, heard[0]), world.may_see(ben, heard[0])) == (True, False)


def test_old_messages_make_room_for_new_ones() -> None:
    world = World(keep_messages=3)
    settlement.settle(world)
    general = world.guild.channel("general")
    for number in range(5):
        message_in(world, general, content=str(number))
    assert [message.content for message in general.messages.values()] == ["2", "3", "4"]


def test_ids_rise_even_within_a_millisecond() -> None:
    world = World()
    ids = [world.snowflakes.next() for _ in range(5000)]
    assert ids == sorted(set(ids))


def test_a_card_reads_as_plain_text() -> None:
    world = a_world()
    buttons = [{"type": 2, "style": 1, "label": label, "custom_id": label} for label in "AB"]
    buttons[1]["disabled"] = True
    card = [
        {"type": 10, "content": "# Who founded the Comintern?"},
        {"type": 14},
        {"type": 9, "components": [{"type": 10, "content": "Round 1"}], "accessory": buttons[0]},
        {"type": 12, "items": [{"media": {"url": "http://x/line.png"}, "description": "A timeline"}]},
        {"type": 1, "components": buttons},
    ]
    message = message_in(world, world.guild.channel("general"), components=[{"type": 17, "components": card}])
    assert transcript.plain(message).splitlines() == [
        "# Who founded the Comintern?",
        "────",
        "Round 1",
        "[ A ]",
        "<picture: A timeline>",
        "[ A ]   (B)",
    ]
    assert transcript.spoken(message).startswith("Clio:\n")


def test_an_embed_reads_as_plain_text() -> None:
    world = a_world()
    embed = {"title": "T", "description": "D", "fields": [{"name": "n", "value": "v"}], "footer": {"text": "F"}}
    message = message_in(world, world.guild.channel("general"), content="C", embeds=[embed])
    assert transcript.plain(message) == "C\nT\nD\nn: v\nF"


def test_a_role_that_is_deleted_is_taken_from_everybody_and_told() -> None:
    world = a_world()
    role = world.add_role(world.guild, "Tutor", Permission.ADMINISTRATOR)
    ana = world.find_member("Ana")
    world.set_roles(ana, [*ana.roles, role.id])
    told: list[Event] = []
    world.observe(told.append)
    world.delete_role(world.guild, role)
    assert role.id not in ana.roles
    assert not world.permissions_of(ana.user.id, world.guild.channel("general")) & Permission.ADMINISTRATOR
    assert [(each.kind, each.payload["role_id"]) for each in told] == [("GUILD_ROLE_DELETE", str(role.id))]
