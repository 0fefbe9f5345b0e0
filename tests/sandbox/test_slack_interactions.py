"""Buttons, modals, the Home tab, commands and shortcuts, with the real Bolt application."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.service import Refused
from tests.sandbox.slack_office import DANA, DESK, LEE, Heard, Office, bolt_app, office, socket_mode

Json = dict[str, Any]

MODAL: Json = {
    "type": "modal",
    "callback_id": "answer",
    "title": {"type": "plain_text", "text": "Answer"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "code",
            "label": {"type": "plain_text", "text": "Code"},
            "element": {"type": "plain_text_input", "action_id": "value", "max_length": 10},
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": {"type": "plain_text", "text": "Kind"},
            "element": {
                "type": "static_select",
                "action_id": "value",
                "options": [{"text": {"type": "plain_text", "text": "Gate"}, "value": "gate"}],
            },
        },
    ],
}


def card(*elements: Json) -> list[Json]:
    """A message's blocks with these elements."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Gate code?*"}},
        {"type": "actions", "block_id": "do", "elements": list(elements)},
    ]


def button(action_id: str, value: str = "17") -> Json:
    """A button."""
    text = {"type": "plain_text", "text": action_id.title()}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


async def post_card(at: Office, *elements: Json) -> str:
    """Post a card; its timestamp."""
    posted = await at.web.chat_postMessage(channel=DESK, text="Gate code?", blocks=card(*elements))
    return str(posted["ts"])


async def test_button_modal_errors_and_submission() -> None:
    async with office() as at:
        app, submitted = bolt_app(at), Heard()

        @app.action("take")
        async def take(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @app.view("answer")
        async def answer(ack: Any, view: Json) -> None:
            submitted.add(view)
            if not view["state"]["values"]["code"]["value"]["value"].isdigit():
                await ack(response_action="errors", errors={"code": "Digits only."})
                return
            await ack()

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            clicked = await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            assert clicked["acknowledged"]
            opened = await at.logged("view_open")
            view = opened["view"]["id"]
            empty = await at.do("slack.submit", user=DANA, view_id=view, values={})
            wrong = await at.do("slack.submit", user=DANA, view_id=view, values={"code": {"value": "4a"}})
            right = await at.do(
                "slack.submit",
                user=DANA,
                view_id=view,
                values={"code": {"value": "4471"}, "kind": {"value": "gate"}},
            )
            with pytest.raises(Refused, match="closed or covered"):
                await at.do("slack.submit", user=DANA, view_id=view, values={})
    assert opened["user"] == DANA
    assert empty == {"errors": {"code": "Please complete this required field."}}
    assert wrong == {"errors": {"code": "Digits only."}}
    assert right == {}
    first, second = await submitted.next(), await submitted.next()
    assert first["state"]["values"]["kind"]["value"] == {"type": "static_select", "selected_option": None}
    assert second["state"]["values"]["kind"]["value"]["selected_option"]["value"] == "gate"
    assert submitted.empty()
    assert at.log.all("slack", "view_close")[0].data == {"user": DANA, "view_id": view}
    assert len(at.log.all("slack", "view_errors")) == 2


async def test_a_submission_can_update_push_and_clear() -> None:
    async with office() as at:
        app = bolt_app(at)
        answers = iter(["update", "push", "clear"])

        @app.action("take")
        async def take(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @app.view("answer")
        async def answer(ack: Any) -> None:
            action = next(answers)
            if action == "clear":
                await ack(response_action="clear")
            else:
                await ack(response_action=action, view=MODAL)

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            view = (await at.logged("view_open"))["view"]["id"]
            filled = {"code": {"value": "1"}}
            updated = await at.do("slack.submit", user=DANA, view_id=view, values=filled)
            pushed = await at.do("slack.submit", user=DANA, view_id=view, values=filled)
            with pytest.raises(Refused):
                await at.do("slack.submit", user=DANA, view_id=view, values=filled)
            assert await at.do("slack.submit", user=DANA, view_id=pushed["view_id"], values=filled) == {}
    assert updated["view_id"] == view != pushed["view_id"]
    assert [each.data["view_id"] for each in at.log.all("slack", "view_close")] == [pushed["view_id"], view]


async def test_a_trigger_opens_one_view_and_not_for_long() -> None:
    async with office() as at:
        app, triggers = bolt_app(at), Heard()

        @app.action("take")
        async def take(ack: Any, body: Json) -> None:
            await ack()
            triggers.add(body)

        async def click() -> str:
            await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            return str((await triggers.next())["trigger_id"])

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            trigger = await click()
            await at.web.views_open(trigger_id=trigger, view=MODAL)
            for bad in (trigger, "1.2.forged"):
                with pytest.raises(SlackApiError):
                    await at.web.views_open(trigger_id=bad, view=MODAL)
            at.service.triggers.lifetime = 0.0
            with pytest.raises(SlackApiError):
                await at.web.views_open(trigger_id=await click(), view=MODAL)
    assert [error for _method, error in at.refusals()] == [
        "exchanged_trigger_id",
        "invalid_trigger_id",
        "expired_trigger_id",
    ]


async def test_views_are_updated_by_id_unless_somebody_was_faster() -> None:
    async with office() as at:
        app, opened = bolt_app(at), Heard()

        @app.action("take")
        async def take(ack: Any, body: Json, client: Any) -> None:
            await ack()
            opened.add((await client.views_open(trigger_id=body["trigger_id"], view=MODAL))["view"])

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            view = await opened.next()
            await at.web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
            with pytest.raises(SlackApiError, match="hash_conflict"):
                await at.web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
            with pytest.raises(SlackApiError, match="not_found"):
                await at.web.views_update(view_id="V404", view=MODAL)
            await at.do("slack.close_view", user=DANA, view_id=view["id"])
            with pytest.raises(SlackApiError, match="not_found"):
                await at.web.views_update(view_id=view["id"], view=MODAL)
    assert len(at.log.all("slack", "view_update")) == 1


async def test_closing_is_told_where_the_view_asks_for_it() -> None:
    async with office() as at:
        app, closed = bolt_app(at), Heard()

        @app.action("take")
        async def take(ack: Any, body: Json, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view={**MODAL, "notify_on_close": True})

        @app.view_closed("answer")
        async def note(ack: Any, body: Json) -> None:
            await ack()
            closed.add(body)

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            view = (await at.logged("view_open"))["view"]["id"]
            await at.do("slack.close_view", user=DANA, view_id=view)
            assert (await closed.next())["view"]["id"] == view


async def test_the_home_tab_is_published_and_its_buttons_work() -> None:
    async with office() as at:
        app, clicked = bolt_app(at), Heard()

        @app.event("app_home_opened")
        async def show(event: Json, client: Any) -> None:
            await client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": card(button("take"))}
            )

        @app.action("take")
        async def take(ack: Any, body: Json) -> None:
            await ack()
            clicked.add(body)

        async with socket_mode(at, app):
            await at.do("slack.home", user=DANA)
            home = await at.logged("home")
            view = home["view"]["id"]
            await at.do("slack.click_view", user=DANA, view_id=view, action_id="take")
            body = await clicked.next()
            with pytest.raises(Refused):
                await at.do("slack.click_view", user=LEE, view_id=view, action_id="take")
    assert home["user"] == DANA
    assert body["container"] == {"type": "view", "view_id": view}
    assert body["actions"][0]["value"] == "17"


async def test_a_slash_command_is_answered_to_its_writer_alone() -> None:
    async with office() as at:
        app = bolt_app(at)

        @app.command("/desk")
        async def desk(ack: Any, command: Json, respond: Any) -> None:
            await ack(f"Looking for {command['text']}")
            await respond("Three open tickets", response_type="in_channel")

        async with socket_mode(at, app):
            done = await at.do("slack.command", user=DANA, channel=DESK, command="/desk", text="open")
            whispered = await at.logged("ephemeral")
            answered = await at.logged("message")
            at.service.socket_mode.ack_seconds = 0.1
            unknown = await at.do("slack.command", user=DANA, channel=DESK, command="/disk", text="")
    assert done["acknowledged"]
    assert (whispered["user"], whispered["text"]) == (DANA, "Looking for open")
    assert answered["message"]["text"] == "Three open tickets"
    assert not unknown["acknowledged"]


async def test_without_a_bot_there_is_a_warning_and_no_queue() -> None:
    async with office() as at:
        ts = await post_card(at, button("take"))
        clicked = await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
        commanded = await at.do("slack.command", user=DANA, channel=DESK, command="/desk")
    assert clicked == commanded == {"acknowledged": False, "problem": "dispatch_failed"}
    assert at.log.all("slack", "unanswered")[0].data["problem"] == "dispatch_failed"


async def test_response_urls_replace_and_delete_the_original() -> None:
    async with office() as at:
        app = bolt_app(at)

        @app.action("take")
        async def take(ack: Any, respond: Any) -> None:
            await ack()
            await respond(text="Taken by Dana", replace_original=True)

        @app.action("drop")
        async def drop(ack: Any, respond: Any) -> None:
            await ack()
            await respond(delete_original=True)

        async with socket_mode(at, app):
            ts = await post_card(at, button("take"))
            await at.do("slack.click", user=DANA, channel=DESK, ts=ts, action_id="take")
            assert (await at.logged("update"))["message"]["text"] == "Taken by Dana"
            whispered = await at.web.chat_postEphemeral(
                channel=DESK, user=DANA, text="Sure?", blocks=card(button("drop"))
            )
            with pytest.raises(Refused):
                await at.do("slack.click", user=LEE, channel=DESK, ts=whispered["message_ts"], action_id="drop")
            await at.do("slack.click", user=DANA, channel=DESK, ts=whispered["message_ts"], action_id="drop")
            assert (await at.logged("delete"))["ts"] == whispered["message_ts"]


async def test_menus_give_what_was_chosen_and_the_state_of_the_message() -> None:
    menu: Json = {
        "type": "overflow",
        "action_id": "more",
        "options": [
            {"text": {"type": "plain_text", "text": "To dispatcher"}, "value": "dispatcher"},
            {"text": {"type": "plain_text", "text": "Wrong intent"}, "value": "intent"},
        ],
    }
    async with office() as at:
        app, heard = bolt_app(at), Heard()

        async def note(ack: Any, body: Json) -> None:
            await ack()
            heard.add(body)

        app.action("more")(note)
        app.action("who")(note)
        async with socket_mode(at, app):
            ts = await post_card(at, menu, {"type": "users_select", "action_id": "who"})
            act = {"user": DANA, "channel": DESK, "ts": ts}
            await at.do("slack.click", **act, action_id="who", selected=LEE)
            chosen = await heard.next()
            await at.do("slack.click", **act, action_id="more", selected="intent")
            more = await heard.next()
            with pytest.raises(Refused, match="not offered"):
                await at.do("slack.click", **act, action_id="more", selected="nothing")
            with pytest.raises(Refused, match="there is more, who"):
                await at.do("slack.click", **act, action_id="gone")
    assert chosen["actions"][0]["selected_user"] == LEE
    assert more["actions"][0]["selected_option"]["value"] == "intent"
    assert more["state"]["values"]["do"]["who"]["selected_user"] == LEE


async def test_a_shortcut_on_a_message() -> None:
    async with office() as at:
        app, heard = bolt_app(at), Heard()

        @app.shortcut("make_ticket")
        async def make(ack: Any, body: Json) -> None:
            await ack()
            heard.add(body)

        async with socket_mode(at, app):
            said = await at.do("slack.say", user=LEE, channel=DESK, text="stop 14 is wrong")
            done = await at.do("slack.shortcut", user=DANA, callback_id="make_ticket", channel=DESK, ts=said["ts"])
            body = await heard.next()
    assert done["acknowledged"]
    assert (body["message"]["text"], body["message_ts"]) == ("stop 14 is wrong", said["ts"])
    assert (body["type"], body["channel"]["id"], body["user"]["id"]) == ("message_action", DESK, DANA)
    assert body["trigger_id"]
    assert body["response_url"].startswith(at.address)
    [noted] = at.log.all("slack", "shortcut")
    assert noted.data == {"user": DANA, "callback_id": "make_ticket", "channel": DESK, "ts": said["ts"]}


async def test_a_shortcut_opens_a_modal_and_is_answered_in_private() -> None:
    async with office() as at:
        app = bolt_app(at)

        @app.message_shortcut("make_ticket")
        async def make(ack: Any, body: Json, client: Any, respond: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
            await respond("One moment.")

        async with socket_mode(at, app):
            said = await at.do("slack.say", user=LEE, channel=DESK, text="stop 14 is wrong")
            await at.do("slack.shortcut", user=DANA, callback_id="make_ticket", channel=DESK, ts=said["ts"])
            opened = await at.logged("view_open")
            answered = await at.logged("ephemeral")
    assert (opened["user"], opened["view"]["callback_id"]) == (DANA, "answer")
    assert (answered["user"], answered["channel"], answered["text"]) == (DANA, DESK, "One moment.")


async def test_only_the_shortcuts_of_the_manifest_are_offered() -> None:
    async with office() as at:
        said = await at.do("slack.say", user=LEE, channel=DESK, text="stop 14 is wrong")
        on_message = {"user": DANA, "channel": DESK, "ts": said["ts"]}
        for wrong in ("make_tickets", "anywhere"):
            with pytest.raises(Refused, match="there is make_ticket"):
                await at.do("slack.shortcut", **on_message, callback_id=wrong)
        with pytest.raises(Refused, match="there is anywhere"):
            await at.do("slack.shortcut", user=DANA, callback_id="make_ticket")
        with pytest.raises(Refused):
            await at.do("slack.shortcut", user=DANA, channel=DESK, ts="1.1", callback_id="make_ticket")
    assert not at.log.all("slack", "shortcut")
