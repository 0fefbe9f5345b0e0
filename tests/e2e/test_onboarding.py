"""How a driver comes in: an invitation that serves once, and nothing for anybody else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers import onboarding
from sandbox.world import TelegramUser
from storage import people
from storage.models import Disclosure, Driver, Ticket
from tests.e2e.scenes import STRANGER, TOM, received, rows
from tests.stage import Stage

PABLO = 1998


async def _invited(play: Stage, name: str, language: str = "en") -> str:
    """Adds a driver who is not in yet; gives the code of the invitation."""

    def invite(session: Session) -> str:
        driver = people.add_driver(session, name, "phx", language=language)
        return onboarding.new_invite(session, driver, play.now())

    return await play.database.run(invite)


async def _driver(play: Stage, name: str) -> Driver:
    [driver] = await rows(play, Driver, Driver.name == name)
    return driver


async def test_an_invitation_links_once_and_is_kept_as_a_hash_alone(play: Stage) -> None:
    play.sandbox.world.telegram_users.append(TelegramUser(PABLO, "Pablo", "Mora", "en"))
    code = await _invited(play, "Sam Stone")
    assert code not in str((await _driver(play, "Sam Stone")).invite_hash)
    await play.driver(STRANGER, f"/start {code}")
    await play.driver_hears(STRANGER, "Welcome, Sam", "Phoenix")
    linked = await play.driver_row(STRANGER)
    assert (linked.name, linked.invite_hash, linked.invite_expires_at) == ("Sam Stone", None, None)
    await play.driver(PABLO, f"/start {code}")
    await play.driver_hears(PABLO, "doesn't work any more")
    assert (await _driver(play, "Sam Stone")).telegram_chat == str(STRANGER)
    await play.driver(STRANGER, "/next")
    await play.driver_hears(STRANGER, "don't see a route for you today")


async def test_an_expired_invitation_is_refused(play: Stage) -> None:
    code = await _invited(play, "Sam Stone")
    play.forward(days=onboarding.INVITE_DAYS, minutes=1)
    await play.driver(STRANGER, f"/start {code}")
    await play.driver_hears(STRANGER, "doesn't work any more", "dispatcher")
    assert (await _driver(play, "Sam Stone")).telegram_chat is None


async def test_a_newer_invitation_replaces_the_older(play: Stage) -> None:
    older = await _invited(play, "Sam Stone")

    def invite_again(session: Session) -> str:
        [driver] = people.drivers_by_name(session, "Sam Stone")
        return onboarding.new_invite(session, driver, play.now())

    newer = await play.database.run(invite_again)
    await play.driver(STRANGER, f"/start {older}")
    await play.driver_hears(STRANGER, "doesn't work any more")
    await play.driver(STRANGER, f"/start {newer}")
    await play.driver_hears(STRANGER, "Welcome, Sam")


async def test_in_spanish(play: Stage) -> None:
    play.sandbox.world.telegram_users.append(TelegramUser(PABLO, "Pablo", "Mora", "es-MX"))
    await play.driver(PABLO, "hola, quiero entrar")
    await play.driver_hears(PABLO, "pídele a tu despachador")
    code = await _invited(play, "Pablo Mora", "en")
    await play.driver(PABLO, f"/start {code}")
    await play.driver_hears(PABLO, "¡Te damos la bienvenida, Pablo!")
    assert (await play.driver_row(PABLO)).language == "es"


async def test_a_stranger_sees_nothing_and_is_told_once_an_hour(play: Stage) -> None:
    for _ in range(3):
        await play.driver(STRANGER, "gate code for 14?")
        await play.driver(STRANGER, "where is my route")
        await play.driver(STRANGER, "/start WRONG-CODE")
    await play.sandbox.do("tg.photo", user=STRANGER)
    await received(play, f"telegram:{STRANGER}", 10)
    assert len(play.said_to_driver(STRANGER)) == 2
    play.forward(hours=1, minutes=1)
    await play.driver(STRANGER, "hello?")
    await play.driver_hears(STRANGER, "invitation")
    assert await rows(play, Disclosure) == []
    assert await rows(play, Ticket) == []


async def test_a_driver_who_takes_a_new_phone_leaves_the_old_chat_outside(play: Stage) -> None:
    tom = await play.driver_row(TOM)

    def invite(session: Session) -> str:
        return onboarding.new_invite(session, session.get_one(Driver, tom.id), play.now())

    code = await play.database.run(invite)
    await play.driver(STRANGER, f"/start {code}")
    await play.driver_hears(STRANGER, "Welcome, Tom")
    await play.driver(STRANGER, "gate code for 14?")
    await play.driver_hears(STRANGER, "#6120")
    await play.driver(TOM, "gate code for 14?")
    refused = await play.driver_hears(TOM, "invitation")
    assert "6120" not in refused["text"]


async def test_a_strangers_emergency_is_never_met_with_silence(play: Stage) -> None:
    for text in ("hello", "help there was an accident im bleeding", "me chocaron estoy sangrando"):
        await play.driver(1999, text)
        await play.driver_hears(1999, "911" if "hello" not in text else "invitation")
