"""The Slack channel, through the real library, in the make-believe Slack."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.errors import Permanent, RateLimited, SettingsError, Temporary
from bot.channels.slack_inbound import translate
from sandbox.serving import serving
from storage import outbox
from storage.database import Database
from storage.message import Channel, File, InboundKind, Location, Operation, Outbound
from storage.models import AccessNote, Feedback, Inbox, NoteKind, Outbox, TicketState
from tests.channels.slack_desk_office import DANA, DESK, DISPATCH, LEE, Office, office
from tests.conftest import HandClock

Json = dict[str, Any]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder for the company's own texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


class TestReceiving:
    async def test_a_reply_below_a_card_is_kept_and_understood(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            assert place.channel.is_up
            card = await place.draw_card()
            said = await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="use *4471#* <now> & go")
            (row,) = await place.inbox(1)
            inbound = translate(row.raw)
            assert inbound is not None
            assert (inbound.sender, inbound.message_id) == (DANA, f"{DESK}:{said['ts']}")
            assert row.conversation == inbound.conversation == f"slack:{DESK}:{card}"
            assert inbound.text == "use *4471#* &lt;now&gt; &amp; go"

    async def test_the_same_message_under_other_event_ids_is_kept_once(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            said = await place.do("say", user=DANA, channel=DESK, text="one")
            event = await place.saw("event", ts=said["ts"])
            for number in range(11):
                await place.do("again", event_id=event["event_id"], new_event_id=number % 2 == 0)
            await place.do("say", user=DANA, channel=DESK, text="two")
            rows = await place.inbox(2)
            assert [row.raw["event"]["text"] for row in rows] == ["one", "two"]

    async def test_what_could_not_be_committed_is_not_acknowledged_and_comes_again(
        self, database: Database, clock: HandClock, texts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with office(database, clock, texts) as place:
            place.sandbox.slack.socket_mode.ack_seconds = 0.3
            run, failures = database.run, iter([True])

            async def fails_once(work: Any) -> Any:
                if next(failures, False):
                    raise OSError("the disk is full")
                return await run(work)

            monkeypatch.setattr(database, "run", fails_once)
            await place.do("say", user=DANA, channel=DESK, text="hold on")
            assert len(await place.inbox(1)) == 1

    async def test_edits_and_deletions_find_their_message(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            said = await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="4471")
            await place.do("edit", user=DANA, channel=DESK, ts=said["ts"], text="4472")
            await place.do("edit", user=DANA, channel=DESK, ts=said["ts"], text="4473")
            await place.do("delete", user=DANA, channel=DESK, ts=said["ts"])
            inbounds = [translate(row.raw) for row in await place.inbox(4)]
            told = [(each.kind, each.message_id, each.text) for each in inbounds if each is not None]
            this = f"{DESK}:{said['ts']}"
            assert told[:3] == [
                (InboundKind.MESSAGE, this, "4471"),
                (InboundKind.EDIT, this, "4472"),
                (InboundKind.EDIT, this, "4473"),
            ]
            assert told[3][:2] == (InboundKind.DELETE, this)

    async def test_what_the_bot_writes_itself_is_not_kept(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.send(text="Ana: any news?")
            await place.draw_card()
            await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="yes")
            assert len(await place.inbox(1)) == 1

    async def test_a_shared_photo_can_be_fetched(self, database: Database, clock: HandClock, texts: Path) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            photo = {"name": "gate.png", "data": "iVBORw0KGgo=", "mimetype": "image/png"}
            await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="this one", files=[photo])
            (row,) = await place.inbox(1)
            inbound = translate(row.raw)
            assert inbound is not None
            (file,) = inbound.files
            assert (file.channel, file.kind, file.name) == (Channel.SLACK, "photo", "gate.png")
            assert await place.channel.fetch(file) == b"\x89PNG\r\n\x1a\n"

    async def test_the_token_is_shown_to_slack_alone(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            for address in ("http://127.0.0.1:9/x", "https://files.slack.com/x", place.sandbox.address + "0/x"):
                with pytest.raises(Permanent):
                    await place.channel.fetch(File(Channel.SLACK, address, "x"))

    async def test_a_new_connection_takes_the_place_of_a_closed_one(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            before = place.sandbox.log.last
            await place.do("refresh", close=True)
            await place.saw("connected", after=before)
            await place.do("say", user=DANA, channel=DESK, text="still there?")
            assert len(await place.inbox(1)) == 1


class TestOverHttp:
    async def test_signed_requests_are_taken_and_all_others_refused(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, mode="http") as place:
            assert place.channel.is_up
            secret = place.sandbox.world.slack_signing_secret
            now = int(time.time())
            body = _event("hello")
            assert await _post(place, body, {}) == 401
            assert await _post(place, body, _signed(secret, now - 400, body)) == 401
            assert await _post(place, body, _signed(secret, now + 400, body)) == 401
            assert await _post(place, body, _signed("another secret", now, body)) == 401
            assert await _post(place, body + b" ", _signed(secret, now, body)) == 401
            assert (
                await _post(place, b"\xff{", {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "é"})
                == 401
            )
            assert await _post(place, b"x" * 2_000_000, {}) == 413
            assert await database.read(_rows) == 0
            assert await _post(place, body, _signed(secret, now, body)) == 200
            assert await database.read(_rows) == 1

    async def test_events_buttons_and_commands_come_the_same_way(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, mode="http") as place, serving(_web(place), 0) as address:
            await place.do("request_url", url=f"{address}/slack/events")
            card = await place.draw_card()
            await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="mine")
            assert len(await place.inbox(1)) == 1
            assert (await place.press("ticket_take", card))["acknowledged"]
            assert (await place.ticket()).state is TicketState.TAKEN
            assert (await place.do("command", user=DANA, channel=DESK, command="/desk"))["acknowledged"]

    async def test_without_a_secret_nobody_can_sign(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, signing_secret="") as place:
            body = _event("hello")
            assert await _post(place, body, _signed("", int(time.time()), body)) == 401


class TestStarting:
    @pytest.mark.parametrize(
        "wrong", [{"bot_token": "xoxb-wrong"}, {"app_token": "xapp-wrong"}, {"app_token": ""}]
    )
    async def test_refused_tokens_are_named(
        self, database: Database, clock: HandClock, texts: Path, wrong: dict[str, Any]
    ) -> None:
        with pytest.raises(SettingsError, match="SLACK_"):
            async with office(database, clock, texts, **wrong):
                pass


class TestSending:
    async def test_a_card_is_posted_once_and_redrawn_in_place(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            ticket = await place.ticket()
            assert (ticket.slack_channel, ticket.slack_ts) == (DESK, card)
            assert await place.draw_card() == card
            assert len(place.sandbox.log.all("slack", "message")) == 1
            assert len(place.sandbox.log.all("slack", "update")) == 1

    async def test_a_card_that_somebody_deleted_is_posted_anew(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.channel.client.chat_delete(channel=DESK, ts=card)
            again = await place.draw_card()
            assert again != card
            assert (await place.ticket()).slack_ts == again

    async def test_what_a_driver_wrote_stands_in_the_thread_letter_by_letter(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.send(text="<!channel> *4471#* & _no_", location=Location(33.45, -112.07))
            (reply,) = place.thread(card)
            assert reply["text"].startswith(
                "&lt;!channel&gt; *4471#* &amp; _no_\nhttps://www.google.com/maps?q=33.45"
            )
            texts_shown = reply["blocks"][0]["elements"][0]["elements"]
            assert texts_shown[0] == {"type": "text", "text": "<!channel> *4471#* & _no_\n"}

    async def test_where_the_card_is_gone_the_channel_still_hears(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.channel.client.chat_delete(channel=DESK, ts=card)
            sent = await place.send(text="Ana: any news?")
            assert "thread_ts" not in place.message(sent.partition(":")[2])

    async def test_files_go_into_the_thread(self, database: Database, clock: HandClock, texts: Path) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            photo = File(Channel.TELEGRAM, "abc", "gate.jpg", "photo", "image/jpeg")
            await place.send(text="Ana: see <this>", files=((photo, b"\xff\xd8\xff"),))
            (reply,) = place.thread(card)
            assert reply["text"] == "Ana: see &lt;this&gt;"
            assert [each["name"] for each in reply["files"]] == ["gate.jpg"]

    async def test_everybody_is_called_and_led_to_the_card(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card(mention="channel")
            assert place.message(card)["text"].startswith("<!channel> ")
            extra = {"link_to_ticket": place.ticket_id, "outside_thread": True}
            sent = await place.send(text="Decide", destination=DISPATCH, mention="channel", extra=extra)
            called = place.message(sent.partition(":")[2], DISPATCH)
            assert called["text"].startswith("<!channel> Decide\nhttps://")
            assert card.replace(".", "") in called["text"]
            assert "thread_ts" not in called

    async def test_marks_edits_and_deletions(self, database: Database, clock: HandClock, texts: Path) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            said = await place.do("say", user=DANA, channel=DESK, thread_ts=card, text="4471")
            for _ in range(2):
                await place.send(operation=Operation.REACT, text="white_check_mark", target=f"{DESK}:{said['ts']}")
            assert [each["name"] for each in place.message(said["ts"])["reactions"]] == ["white_check_mark"]
            await place.send(operation=Operation.REACT, text="x", target=f"{DESK}:1.000001")
            sent = await place.send(text="Ana: now?")
            target = str(await database.run(lambda session: _sent_earlier(session, clock, sent)))
            await place.send(operation=Operation.EDIT, text="Ana: <later>", target=target)
            assert place.message(sent.partition(":")[2])["text"] == "Ana: &lt;later&gt;"
            for _ in range(2):
                await place.send(operation=Operation.DELETE, target=target)
            assert [each["ts"] for each in place.thread(card)] == [said["ts"]]
            with pytest.raises(Permanent):
                await place.send(operation=Operation.EDIT, text="later", target="999")

    async def test_refusals_tell_delivery_what_to_do(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            await place.draw_card()
            fault = {"service": "slack", "method": "chat.postMessage"}
            await place.sandbox.do("fault", **fault, status=429, retry_after=7)
            with pytest.raises(RateLimited) as limited:
                await place.send(text="one")
            assert limited.value.retry_after == 7
            await place.sandbox.do("fault", **fault, status=503)
            with pytest.raises(Temporary):
                await place.send(text="two")
            await place.sandbox.do("fault", **fault, error="not_in_channel")
            with pytest.raises(Temporary, match="invite"):
                await place.send(text="three")
            with pytest.raises(Permanent, match=r"msg_too_long|invalid_blocks"):
                await place.send(text="x" * 50_000)

    async def test_an_unreachable_slack_is_a_passing_trouble(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            place.channel.client.base_url = "http://127.0.0.1:9/slack/api/"
            place.channel.client.retry_handlers = []
            with pytest.raises(Temporary):
                await place.send(text="anybody there?")


class TestActing:
    async def test_taking_is_committed_shown_and_final(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            pressed = await asyncio.gather(
                place.press("ticket_take", card), place.press("ticket_take", card, user=LEE)
            )
            assert all(each["acknowledged"] for each in pressed)
            ticket = await place.ticket()
            assert ticket.state is TicketState.TAKEN
            assert ticket.owner is not None
            loser = LEE if ticket.owner.slack_user == DANA else DANA
            told = await place.saw("ephemeral", user=loser)
            assert told["text"].endswith("already has it.")
            await place.draw_card()
            shown = json.dumps(place.message(card)["blocks"])
            assert f"{ticket.owner.name} has it" in shown
            assert "ticket_take" not in shown

    async def test_a_stranger_is_told_how_to_get_in(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.press("ticket_take", card, user="U0NEW")
            assert "doorstep staff add" in (await place.saw("ephemeral", user="U0NEW"))["text"]
            assert (await place.ticket()).owner is None

    async def test_a_failing_action_is_not_acknowledged(
        self, database: Database, clock: HandClock, texts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            place.sandbox.slack.socket_mode.ack_seconds = 0.3

            async def fails(_work: Any) -> None:
                raise OSError("the disk is full")

            monkeypatch.setattr(database, "run", fails)
            assert not (await place.press("ticket_take", card))["acknowledged"]

    async def test_where_nothing_can_be_learnt_resolving_asks_nothing(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            await place.change(question="(photo)")
            card = await place.draw_card()
            await place.press("ticket_resolve", card)
            assert (await place.ticket()).state is TicketState.RESOLVED
            await place.press("ticket_dispatch", card)
            assert "already resolved" in (await place.saw("ephemeral", user=DANA))["text"]
            assert await database.read(_feedback) == []

    @pytest.mark.parametrize(
        ("chosen", "kept"),
        [
            ({}, ["ask_gate_code"]),
            ({"meant": {"meant": "ask_access"}}, ["ask_access"]),
            ({"meant": {"meant": "out_of_scope"}}, ["out_of_scope"]),
            ({"meant": {"meant": "unsure"}}, []),
        ],
    )
    async def test_resolving_teaches_what_was_asked(
        self, database: Database, clock: HandClock, texts: Path, chosen: Any, kept: list[str]
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.press("ticket_resolve", card)
            view = await place.modal()
            assert "gate code for 14?" in str(view)
            assert "Gate code" in str(view)
            assert await place.submit(view, chosen) == {}
            assert (await place.ticket()).state is TicketState.RESOLVED
            found = await database.read(_feedback)
            assert [row.meant for row in found] == kept
            assert all((row.text, row.author) == ("gate code for 14?", "Dana Cole") for row in found)

    async def test_without_a_best_reading_nothing_is_kept_unasked(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, by_customer=True) as place:
            await place.change(intent="out_of_scope")
            card = await place.draw_card()
            await place.press("ticket_resolve", card)
            assert await place.submit(await place.modal(), {}) == {}
            assert await database.read(_feedback) == []

    async def test_an_intent_of_others_is_refused(self, database: Database, clock: HandClock, texts: Path) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.press("ticket_resolve", card)
            view = await place.modal()
            await place.change(by_customer=True)
            refused = await place.submit(view, {"meant": {"meant": "ask_manifest"}})
            assert "Choose from the list" in refused["errors"]["meant"]
            assert (await place.ticket()).state is TicketState.OPEN

    async def test_wrong_intent_and_resolve_leave_one_answer_the_last(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.press("ticket_wrong_intent", card)
            assert await place.submit(await place.modal(), {"meant": {"meant": "ask_contact"}}) == {}
            await place.press("ticket_resolve", card, user=LEE)
            view = await place.modal(2)
            assert await place.submit(view, {"meant": {"meant": "ask_access"}}, user=LEE) == {}
            [kept] = await database.read(_feedback)
            assert (kept.read_as, kept.meant, kept.author) == ("ask_gate_code", "ask_access", "Lee Park")

    async def test_the_right_intent_is_chosen_in_a_modal(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.press("ticket_wrong_intent", card)
            view = await place.modal()
            nothing = await place.do("submit", user=DANA, view_id=view["id"], values={})
            assert nothing["errors"]
            values = {"meant": {"meant": "ask_contact"}}
            assert await place.do("submit", user=DANA, view_id=view["id"], values=values) == {}
            assert (await place.ticket()).intent == "ask_contact"

    async def test_what_was_learnt_is_kept_with_the_address(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, at_a_stop=True) as place:
            card = await place.draw_card()
            await place.press("ticket_resolve", card)
            view = await place.modal()
            silent = await place.submit(view, {"kind": {"kind": "entrance"}})
            assert "text" in silent["errors"]
            undecided = await place.submit(view, {"kind": {"kind": "nothing"}, "text": {"text": "Side gate"}})
            assert "kind" in undecided["errors"]
            assert (await place.ticket()).state is TicketState.OPEN
            values = {"kind": {"kind": "entrance"}, "text": {"text": "Side gate on Oak"}}
            assert await place.submit(view, values) == {}
            assert (await place.ticket()).state is TicketState.RESOLVED
            assert await database.read(_notes) == [(NoteKind.ENTRANCE, "Side gate on Oak", "Dana Cole")]

    async def test_a_code_from_the_thread_is_offered_and_saved(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, at_a_stop=True) as place:
            card = await place.draw_card()
            await place.note("// the manager says the code is #4471")
            await place.press("ticket_save_code", card)
            view = await place.modal()
            assert view["state"]["values"]["code"]["code"]["value"] == "#4471"
            wrong = await place.submit(view, {"code": {"code": "??"}})
            assert "code" in wrong["errors"]
            assert await place.submit(view, {"code": {"code": "#4471"}, "tell": {"tell": ["yes"]}}) == {}
            assert await database.read(_notes) == [(NoteKind.CODE, "#4471", "Dana Cole")]
            said = await database.read(_said_to_drivers)
            assert any("#4471" in text for text in said)

    async def test_a_reply_to_a_customer_is_previewed_before_it_leaves(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, by_customer=True) as place:
            card = await place.draw_card()
            await place.press("ticket_reply", card)
            form = await place.modal()
            await place.submit(form, {"text": {"text": "Tomorrow before noon. Sorry!"}})
            preview = await place.modal(2)
            shown = json.dumps(preview["blocks"])
            assert "Acme Parcel: Tomorrow before noon. Sorry! - Dana" in shown
            assert "1 text message" in shown
            assert await database.read(_texts) == []
            assert await place.submit(preview, {}) == {}
            assert await database.read(_texts) == ["Acme Parcel: Tomorrow before noon. Sorry! - Dana"]

    async def test_a_reply_that_may_not_leave_says_why(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts, by_customer=True) as place:
            card = await place.draw_card()
            await place.press("ticket_take", card, user=LEE)
            await place.press("ticket_reply", card)
            form = await place.modal()
            await place.submit(form, {"text": {"text": "Tomorrow"}})
            preview = await place.modal(2)
            refused = await place.submit(preview, {})
            assert "view_id" in refused
            shown = await place.sandbox.log.wait(
                lambda event: event.kind == "view_update" and event.data["view"]["id"] == refused["view_id"]
            )
            assert "Lee has this ticket" in json.dumps(shown.data["view"])
            assert await database.read(_texts) == []

    async def test_the_desk_command_shows_the_queue(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            await place.do("command", user=DANA, channel=DESK, command="/desk")
            shown = json.dumps((await place.saw("ephemeral", user=DANA))["blocks"])
            assert "Ana Ruiz" in shown
            before = place.sandbox.log.last
            await place.do("command", user=DANA, channel=DESK, command="/desk", text="dance<now>")
            shown = json.dumps((await place.saw("ephemeral", after=before, user=DANA))["blocks"])
            assert "/desk mine" in shown
            assert "dance&lt;now&gt;" in shown

    async def test_the_home_tab_follows_the_tickets(
        self, database: Database, clock: HandClock, texts: Path
    ) -> None:
        async with office(database, clock, texts) as place:
            card = await place.draw_card()
            await place.do("home", user=DANA)
            await place.saw("home", user=DANA)
            before = place.sandbox.log.last
            await place.press("ticket_take", card)
            tab = await place.saw("home", after=before, user=DANA)
            assert "1 yours" in json.dumps(tab["view"])


def _sent_earlier(session: Session, clock: HandClock, provider_id: str) -> int:
    outbox_id = outbox.put(session, Outbound(Channel.SLACK, DESK), clock.now(), conversation="slack:ticket:1")
    assert outbox_id is not None
    outbox.sent(session, outbox_id, provider_id, clock.now())
    return outbox_id


def _rows(session: Session) -> int:
    return int(session.scalar(select(func.count()).select_from(Inbox)) or 0)


def _notes(session: Session) -> list[tuple[NoteKind, str, str]]:
    return [(note.kind, note.text, note.author) for note in session.scalars(select(AccessNote))]


def _feedback(session: Session) -> list[Feedback]:
    return list(session.scalars(select(Feedback)))


def _said_to_drivers(session: Session) -> list[str]:
    return _outbox_texts(session, Channel.TELEGRAM)


def _texts(session: Session) -> list[str]:
    return _outbox_texts(session, Channel.SMS)


def _outbox_texts(session: Session, channel: Channel) -> list[str]:
    return [row.payload["text"] for row in session.scalars(select(Outbox).where(Outbox.channel == channel))]


def _event(text: str) -> bytes:
    event = {"type": "message", "channel": DESK, "user": DANA, "text": text, "ts": "1700000000.000100"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    return json.dumps(body).encode()


def _signed(secret: str, at: int, body: bytes) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


def _web(place: Office) -> Starlette:
    return Starlette(routes=[Route("/slack/events", place.channel.handle_http, methods=["POST"])])


async def _post(place: Office, body: bytes, headers: dict[str, str]) -> int:
    given = {**headers, "Content-Type": "application/json"}
    sent = [(key.encode(), value.encode()) for key, value in given.items()]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(_web(place)), base_url="http://doorstep") as client:
        return (await client.post("/slack/events", content=body, headers=sent)).status_code
