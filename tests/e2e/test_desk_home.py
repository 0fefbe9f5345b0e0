"""The Home tab in use, and everything that `/desk` answers, through Slack itself."""

from __future__ import annotations

import asyncio

from bot.slack_desk.subcommands.table import SUBCOMMANDS
from sandbox.world import SlackUser
from storage.models import Staff, Ticket, TicketState
from tests.e2e.scenes import DANA, DESK, OWEN, PRIYA, TOM, Json, a_ticket_of, rows, seen
from tests.stage import Stage

GUEST, MARCUS = "U0GUEST", "U0MARCUS"


async def open_home(play: Stage, user: str) -> Json:
    """Somebody looks at the Home tab; the view."""
    before = play.sandbox.log.last
    await play.sandbox.do("slack.home", user=user)
    tab = await seen(play, "slack", "home", user=user, after=before)
    view: Json = tab["view"]
    return view


async def press(play: Stage, user: str, view: Json, action: str) -> int:
    """Somebody presses a button of the Home tab; what was logged before that."""
    before = play.sandbox.log.last
    done = await play.sandbox.do("slack.click_view", user=user, view_id=view["id"], action_id=action)
    assert done["acknowledged"]
    return before


async def desk(play: Stage, user: str, line: str) -> str:
    """What somebody reads who types `/desk` with this line behind it."""
    before = play.sandbox.log.last
    answer = await play.sandbox.do("slack.command", user=user, channel=DESK, command="/desk", text=line)
    assert answer["acknowledged"]
    return str((await seen(play, "slack", "ephemeral", user=user, after=before))["blocks"])


async def test_a_ticket_is_taken_on_the_home_tab_and_the_driver_hears_it(play: Stage) -> None:
    await open_home(play, DANA)
    await a_ticket_of(play, TOM)
    tab = await seen(play, "slack", "home", "1 waiting", "answer due <!date^", "'Take'", user=DANA)
    before = await press(play, DANA, tab["view"], "list_take")
    await play.driver_hears(TOM, "Dana has it")
    tab = await seen(play, "slack", "home", "0 waiting", "1 yours", "answer due", user=DANA, after=before)
    assert "list_take" not in str(tab)


async def test_of_two_who_press_at_once_the_slower_is_told_in_a_modal(play: Stage) -> None:
    for user in (DANA, OWEN):
        await open_home(play, user)
    await a_ticket_of(play, TOM)
    tabs = [await seen(play, "slack", "home", "1 waiting", "list_take", user=user) for user in (DANA, OWEN)]
    await asyncio.gather(*(press(play, tab["user"], tab["view"], "list_take") for tab in tabs))
    refused = await seen(play, "slack", "view_open", "already has it")
    winner = "Owen Park" if refused["user"] == DANA else "Dana Cole"
    assert f"{winner} already has it." in str(refused["view"]["blocks"])
    await play.driver_hears(TOM, f"{winner.split()[0]} has it")


async def test_a_break_from_the_home_tab_and_back(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    await play.click(DANA, card, "ticket_take")
    view = await open_home(play, DANA)
    await press(play, DANA, view, "home_break")
    tab = await seen(play, "slack", "home", "On a break since <!date^", "You have 1 open ticket", user=DANA)
    [dana] = await rows(play, Staff, Staff.slack_user == DANA)
    assert dana.on_break_since is not None
    assert "Dana Cole (VA, 1 ticket" in await desk(play, PRIYA, "who")
    before = await press(play, DANA, tab["view"], "home_back")
    await seen(play, "slack", "home", "Go on a break", user=DANA, after=before)


async def test_a_tab_on_which_nothing_has_changed_is_not_drawn_again(play: Stage) -> None:
    play.sandbox.world.slack_users.append(SlackUser(GUEST, "Gus Guest"))
    await open_home(play, GUEST)
    await open_home(play, DANA)
    before = play.sandbox.log.last
    await a_ticket_of(play, TOM)
    await seen(play, "slack", "home", "1 waiting", user=DANA)
    await play.settled()
    assert not [
        event for event in play.sandbox.log.all("slack", "home", after=before) if event.data["user"] == GUEST
    ]


async def test_a_home_tab_that_slack_asks_to_wait_with_is_drawn_afterwards(play: Stage) -> None:
    play.expected_refusals.add("ratelimited")
    await open_home(play, DANA)
    await play.sandbox.do(
        "fault", service="slack", method="views.publish", error="ratelimited", status=429, retry_after=0
    )
    await a_ticket_of(play, TOM)
    await seen(play, "slack", "home", "1 waiting", user=DANA)


async def test_the_late_are_told_apart_on_the_home_tab(play: Stage) -> None:
    await open_home(play, DANA)
    await a_ticket_of(play, TOM)
    play.forward(minutes=6)
    await seen(play, "slack", "home", "late since <!date^", "0% in time (0 of 1)", user=DANA)


async def test_the_desk_by_command(play: Stage) -> None:
    await a_ticket_of(play, TOM)
    [ticket] = await rows(play, Ticket)
    assert "Suns".lower() in (await desk(play, DANA, "find suns TOM")).lower()
    assert "No ticket fits" in await desk(play, DANA, "find lakers")
    told = await desk(play, DANA, "take")
    assert "You have it." in told
    await play.driver_hears(TOM, "Dana has it")
    assert f"ticket {ticket.id}" in await desk(play, DANA, "mine")
    assert "Dana Cole already has it." in await desk(play, OWEN, f"take {ticket.id}")
    assert "Tom Becker" in (tom := await desk(play, DANA, "driver tom"))
    assert "<tel:+16235550191|" in tom
    assert "RT-01" in tom
    assert "Dana Cole has it" in tom
    assert "RT-01 · stop 3" in await desk(play, DANA, "stop RT-01/3")
    assert "1 open ticket" in await desk(play, DANA, "break")
    assert "On a break" in await desk(play, OWEN, "who")
    assert "Welcome back" in await desk(play, DANA, "back")
    assert "Did you mean `/desk queue`?" in await desk(play, DANA, "qeue")
    assert "/desk driver NAME" in await desk(play, DANA, "help")


async def test_a_stranger_hears_how_to_be_added_and_nothing_else(play: Stage) -> None:
    play.sandbox.world.slack_users.append(SlackUser(GUEST, "Gus Guest"))
    await a_ticket_of(play, TOM)
    for name in (*SUBCOMMANDS, "", "help", "nonsense"):
        told = await desk(play, GUEST, f"{name} tom")
        assert f"doorstep staff add {GUEST}" in told
        assert "Becker" not in told
    [ticket] = await rows(play, Ticket)
    assert ticket.state is TicketState.OPEN


async def test_codes_are_shown_to_the_own_depots_staff_only(play: Stage) -> None:
    code = "#4471"
    own = await desk(play, DANA, "stop RT-01/1")
    other = await desk(play, MARCUS, "stop RT-01/1")
    assert code in own
    assert "RT-01 · stop 1" in other
    assert code not in other
    assert "Known here: code. For staff of Phoenix only." in other
