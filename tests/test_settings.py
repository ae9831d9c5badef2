"""What the operator sets, and what is said when it is wrong."""

from pathlib import Path

import pytest

from bot.settings import Address, LogFormat, Settings, SettingsError

GOOD = "a.good.token"


def test_the_token_can_be_kept_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{GOOD}\n")
    assert Settings.from_environment({"DISCORD_TOKEN_FILE": str(tmp_path / "token")}).token == GOOD


@pytest.mark.parametrize(("held", "says"), [("", "the token alone"), ("two words", "the token alone")])
def test_a_file_that_does_not_hold_the_token_alone_is_refused(tmp_path: Path, held: str, says: str) -> None:
    (tmp_path / "token").write_text(held)
    with pytest.raises(SettingsError, match=says) as refused:
        Settings.from_environment({"DISCORD_TOKEN_FILE": str(tmp_path / "token")})
    assert "two words" not in str(refused.value)


def test_a_token_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere.*No such file"):
        Settings.from_environment({"DISCORD_TOKEN_FILE": str(tmp_path / "nowhere")})


def test_two_tokens_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(GOOD)
    with pytest.raises(SettingsError, match="Both DISCORD_TOKEN and DISCORD_TOKEN_FILE"):
        Settings.from_environment({"DISCORD_TOKEN": GOOD, "DISCORD_TOKEN_FILE": str(tmp_path / "token")})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("9464", Address("127.0.0.1", 9464)),
        (":9464", Address("127.0.0.1", 9464)),
        ("0.0.0.0:80", Address("0.0.0.0", 80)),
        ("[::1]:9464", Address("::1", 9464)),
    ],
)
def test_metrics_are_off_by_default_and_a_port_alone_stays_on_this_machine(text: str, address: Address | None) -> None:
    assert Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_METRICS": text}).metrics == address


@pytest.mark.parametrize("text", ["on", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "localhost:"])
def test_an_address_without_a_good_port_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="CLIO_METRICS"):
        Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_METRICS": text})


def test_the_log_is_text_unless_json_is_asked_for() -> None:
    assert Settings.from_environment({"DISCORD_TOKEN": GOOD}).log_format is LogFormat.TEXT
    assert Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_LOG_FORMAT": "JSON"}).log_format is LogFormat.JSON
    with pytest.raises(SettingsError, match="text or json"):
        Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_LOG_FORMAT": "xml"})


def test_settings_that_are_printed_do_not_tell_secrets() -> None:
    url = "postgresql://clio:hunter22@db/clio"
    shown = repr(Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_DATABASE_URL": url}))
    assert GOOD not in shown
    assert "hunter22" not in shown


@pytest.mark.parametrize(
    ("text", "servers"),
    [
        ("", set[int]()),
        (" 197038439483310086 ", {197038439483310086}),
        ("197038439483310086,222078108977594368,", {197038439483310086, 222078108977594368}),
    ],
)
def test_home_servers_are_ids_divided_by_commas(text: str, servers: set[int]) -> None:
    assert Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_HOME_SERVERS": text}).home_servers == servers


@pytest.mark.parametrize("text", ["our server", "12", "197038439483310086;222078108977594368", "-197038439483310086"])
def test_what_is_no_server_s_id_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="CLIO_HOME_SERVERS"):
        Settings.from_environment({"DISCORD_TOKEN": GOOD, "CLIO_HOME_SERVERS": text})
