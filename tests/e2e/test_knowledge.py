"""What the desk knows of addresses and makes of messages, in Slack: looked at, corrected, kept, passed on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import demo
from bot.slack_desk.shortcuts import MAKE_TICKET, SAVE_NOTE
from sandbox.world import SlackUser
from storage.models import AccessNote, NoteKind, Ticket
from tests.e2e.scenes import CUSTOMER_3, DANA, DESK, OWEN, TOM, fill_in, rows, seen, seen_if, submit
from tests.e2e.web_stage import WebStage
from tests.stage import Stage

MARCUS = "U0MARCUS"
"""A VA of Miami."""
STOP_14 = "3815 n central"
MANIFEST = Path(__file__).parents[2] / "docs" / "slack-app-manifest.yml"
Json = dict[str, Any]


async def ask(play: Stage, text: str, user: str = DANA) -> Json:
    """What somebody is shown for `/desk address`."""
    before = play.sandbox.log.last
    done = await play.sandbox.do("slack.command", user=user, channel=DESK, command="/desk", text=f"address {text}")
    assert done["acknowledged"]
    return await seen(play, "slack", "ephemeral", after=before, user=user)


async def press(play: Stage, shown: Json, action: str, user: str = DANA, **chosen: str) -> Json:
    """Somebody presses a button of what only they are shown."""
    return await play.sandbox.do(
        "slack.click", user=user, channel=DESK, ts=shown["ts"], action_id=action, **chosen
    )


async def shortcut(play: Stage, callback_id: str, message: Json, user: str = DANA) -> Json:
    """Somebody chooses from the menu of a message; the modal that opens."""
    before = play.sandbox.log.last
    done = await play.sandbox.do(
        "slack.shortcut", user=user, channel=DESK, ts=message["ts"], callback_id=callback_id
    )
    assert done["acknowledged"]
    opened = await seen(play, "slack", "view_open", after=before, user=user)
    view: Json = opened["view"]
    return view


async def test_what_is_known_of_an_address_is_shown_and_corrected(play: Stage) -> None:
    shown = await ask(play, STOP_14)
    for words in ("3815 N Central Ave Apt 5B", "Code: #6120", "from Dana Cole", "worked"):
        assert words in str(shown)
    assert "history" not in str(shown).lower().replace("address_history", "")
    await press(play, shown, "address_correct")
    view = await play.modal(DANA)
    assert "#6120" in str(view)
    wrong = await submit(play, DANA, view["id"], text="#")
    assert "no code" in str(wrong["errors"])
    same = await submit(play, DANA, view["id"], text="#6120")
    assert "already" in str(same["errors"])
    await submit(play, DANA, view["id"], text="7001#")
    again = await seen(play, "slack", "update", "Code: 7001#", "History (1)", ts=shown["ts"])
    assert "#6120" not in str(again)
    await press(play, shown, "address_history")
    await seen(play, "slack", "update", "Code: 7001#", "Code: #6120", "until", "Fold history", ts=shown["ts"])
    await play.driver(TOM, "gate code for 14?")
    await play.driver_hears(TOM, "7001#", "Not tried yet, from Dana today")


async def test_what_is_no_longer_true_and_what_is_new(play: Stage) -> None:
    shown = await ask(play, STOP_14)
    await press(play, shown, "address_correct")
    view = await play.modal(DANA)
    await play.sandbox.do("slack.submit", user=DANA, view_id=view["id"], values={"gone": {"gone": ["yes"]}})
    await seen(play, "slack", "update", "Nothing is known", ts=shown["ts"])
    before = play.sandbox.log.last
    await press(play, shown, "address_add")
    view = (await seen(play, "slack", "view_open", after=before, user=DANA))["view"]
    await submit(play, DANA, view["id"], kind="contact", text="Concierge Pat, desk on the left")
    await seen(play, "slack", "update", "Contact: Concierge Pat", ts=shown["ts"])
    await play.driver(TOM, "customer number for stop 14")
    await play.driver_hears(TOM, "Contact: Concierge Pat")


async def test_of_several_one_is_chosen(play: Stage) -> None:
    shown = await ask(play, "central ave")
    assert "Which one?" in str(shown)
    options = shown["blocks"][0]["accessory"]["options"]
    chosen = next(each["value"] for each in options if "3815" in each["text"]["text"])
    await press(play, shown, "address_choose", selected=chosen)
    await seen(play, "slack", "update", "Code: #6120", ts=shown["ts"])


async def test_another_depot_sees_nothing_and_changes_nothing(play: Stage) -> None:
    assert "No address of Miami" in str(await ask(play, STOP_14, MARCUS))
    assert "#6120" not in str(await ask(play, STOP_14, MARCUS))
    shown = await ask(play, "central ave")
    forged = {**shown, "shown_to": MARCUS}
    workspace = play.sandbox.slack.workspace
    workspace.channel(DESK).ephemerals[shown["ts"]]["shown_to"] = MARCUS
    chosen = shown["blocks"][0]["accessory"]["options"][0]["value"]
    await press(play, forged, "address_choose", MARCUS, selected=chosen)
    await seen(play, "slack", "update", "belongs to another depot", ts=shown["ts"])


async def test_resolving_asks_whether_it_holds_only_today(play: Stage) -> None:
    await play.driver(TOM, "where is the entrance for stop 10")
    card = await play.desk_sees(DESK, "stop 10")
    await play.click(DANA, card, "ticket_resolve")
    view = await play.modal(DANA)
    values = {
        "kind": {"kind": "rule"},
        "text": {"text": "Leave it with 12B, Maria"},
        "today": {"today": ["yes"]},
    }
    await play.sandbox.do("slack.submit", user=DANA, view_id=view["id"], values=values)
    await play.card_shows(card, "Resolved")
    await play.driver(TOM, "how do i get in at stop 10")
    await play.driver_hears(TOM, "Rule: Leave it with 12B, Maria (today)")
    [note] = await rows(play, AccessNote, AccessNote.kind == NoteKind.RULE)
    assert note.expires_at is not None
    assert note.expires_at > play.now()


async def make_nobodys_ticket(play: Stage) -> None:
    written = "The *dock door* of <https://acme.example|Acme> is stuck & loud"
    said = await play.sandbox.do("slack.say", user=OWEN, channel=DESK, text=written)
    view = await shortcut(play, "make_ticket", said)
    proposed = view["blocks"][1]["element"]["initial_value"]
    assert proposed == "The dock door of Acme (https://acme.example) is stuck & loud"
    unknown = await submit(play, DANA, view["id"], driver="Zoe")
    assert "No driver of Phoenix" in str(unknown["errors"])
    await submit(play, DANA, view["id"], driver="", text="Dock door is stuck")
    card = await play.desk_sees(DESK, "From Slack", "Dock door is stuck", "Nobody waits for an answer")
    await seen(play, "slack", "ephemeral", "is at the desk of Phoenix", user=DANA)
    link = await play.desk_sees(DESK, "Passed on by Dana Cole")
    assert link["thread_ts"] == card["ts"]
    await play.staff(DANA, card, "I have called them")
    await play.click(DANA, card, "ticket_take")
    await play.card_shows(card, "Dana Cole has it")
    await play.click(OWEN, card, "ticket_resolve")
    await play.card_shows(card, "Resolved by Owen Park")
    await play.settled()
    assert not any("called them" in text for text in play.said_to_driver(TOM))


async def test_a_ticket_is_made_of_a_message(play: Stage) -> None:
    await make_nobodys_ticket(play)


async def test_a_ticket_is_made_of_a_message_over_the_web(web_play: WebStage) -> None:
    await make_nobodys_ticket(web_play)


async def test_a_ticket_made_for_a_driver_is_answered_in_its_thread(play: Stage) -> None:
    said = await play.sandbox.do("slack.say", user=OWEN, channel=DESK, text="Tom called, he has a flat tire")
    view = await shortcut(play, "make_ticket", said)
    await submit(play, DANA, view["id"], driver="tom", priority="at_the_door")
    card = await play.desk_sees(DESK, "Tom Becker", "flat tire", "Waits at the door")
    await play.staff(DANA, card, "A tow truck is on its way")
    await play.driver_hears(TOM, "Dana: A tow truck is on its way")
    [ticket] = await rows(play, Ticket)
    assert ticket.intent == "passed_on_by_staff"


async def test_a_message_is_saved_as_an_access_note(play: Stage) -> None:
    said = await play.sandbox.do("slack.say", user=OWEN, channel=DESK, text="use the ramp behind the bakery")
    view = await shortcut(play, "save_access_note", said)
    for address, problem in (("99 Nowhere St", "No address of Phoenix"), ("central ave", "Several fit")):
        refused = await submit(play, DANA, view["id"], address=address, kind="entrance")
        assert problem in refused["errors"]["address"]
    await submit(play, DANA, view["id"], address="12 w elm", kind="entrance")
    await seen(play, "slack", "ephemeral", "Kept for 12 W Elm St", user=DANA)
    await play.driver(TOM, "how do i get in at stop 10")
    await play.driver_hears(TOM, "Entrance: use the ramp behind the bakery (today)")


async def test_below_a_card_the_address_stands_there_already(play: Stage) -> None:
    await play.driver(TOM, "where is the entrance for stop 10")
    card = await play.desk_sees(DESK, "stop 10")
    await play.settled()  # until the bot has written down where its card stands
    said = await play.staff(DANA, card, "// blue door")
    await play.settled()  # until then nobody knows that the card is this message
    view = await shortcut(play, "save_access_note", said)
    assert view["blocks"][0]["element"]["initial_value"] == "12 W Elm St"


@pytest.mark.parametrize("callback_id", ["make_ticket", "save_access_note"])
async def test_shortcuts_are_for_staff(play: Stage, callback_id: str) -> None:
    play.sandbox.world.slack_users.append(SlackUser("U0GUEST", "Gus Guest"))
    said = await play.sandbox.do("slack.say", user=OWEN, channel=DESK, text="anything")
    await play.sandbox.do("slack.shortcut", user="U0GUEST", channel=DESK, ts=said["ts"], callback_id=callback_id)
    await seen(play, "slack", "ephemeral", "Only Doorstep staff", user="U0GUEST")
    assert play.sandbox.log.all("slack", "view_open") == []


async def test_where_the_bot_is_not_it_tells_the_presser_directly(play: Stage) -> None:
    workspace = play.sandbox.slack.workspace
    play.expected_refusals.add("not_in_channel")
    said = await play.sandbox.do("slack.say", user=OWEN, channel="C03", text="12 Elm has a new gate")
    workspace.channel("C03").has_bot = False
    before = play.sandbox.log.last
    await play.sandbox.do("slack.shortcut", user=DANA, channel="C03", ts=said["ts"], callback_id="make_ticket")
    view = (await seen(play, "slack", "view_open", after=before, user=DANA))["view"]
    await submit(play, DANA, view["id"], text="A new gate at 12 Elm")
    direct = await seen_if(
        play, "slack", "message", lambda data: "is at the desk of Phoenix" in str(data["message"].get("text"))
    )
    assert direct["channel"] == f"D{DANA[1:]}"


async def test_an_opt_out_shows_on_the_card_of_the_driver_who_waits(play: Stage) -> None:
    play.expected_refusals.add("21610")
    await play.driver(TOM, "gate code for 3?")
    card = await play.desk_sees(DESK, "stop 3", "has been texted, too")
    await play.customer(CUSTOMER_3, "STOP")
    redrawn = await play.card_shows(card, "The customer wants no texts")
    assert "has been texted, too" not in str(redrawn)
    told = await seen(play, "slack", "message", "wants no texts: call", channel=DESK)
    assert told["message"]["thread_ts"] == card["ts"]


async def test_two_who_correct_each_other_are_put_to_a_person(play: Stage) -> None:
    for user, text in ((DANA, "7001#"), (OWEN, "7002#")):
        shown = await ask(play, STOP_14, user)
        before = play.sandbox.log.last
        await press(play, shown, "address_correct", user)
        view = (await seen(play, "slack", "view_open", after=before, user=user))["view"]
        await submit(play, user, view["id"], text=text)
        await seen(play, "slack", "update", f"Code: {text}", ts=shown["ts"])
    card = await play.desk_sees(
        DESK, "What is true here?", "3815 N Central Ave", "Dana Cole corrected", "Owen Park"
    )
    assert not any(code in str(card["blocks"][:3]) for code in ("7001#", "7002#"))
    await play.click(DANA, card, "ticket_resolve")
    await fill_in(play, DANA, kind="code", text="7003#")
    await play.card_shows(card, "Resolved by Dana Cole")
    await play.driver(TOM, "gate code for 14?")
    await play.driver_hears(TOM, "7003#")


def test_the_app_manifest_offers_the_same_shortcuts_as_the_demo() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    offered = {each["callback_id"]: each["name"] for each in manifest["features"]["shortcuts"]}
    assert offered == {each.callback_id: each.name for each in demo.world().slack_shortcuts}
    assert set(offered) == {MAKE_TICKET, SAVE_NOTE}
