"""How people finish with a modal: submit it, with what the bot makes of that, or close it."""

from __future__ import annotations

import copy
from typing import Any

from sandbox import body as read
from sandbox.events import EventLog
from sandbox.service import Refused, Verb
from sandbox.slack.announcer import Announcer
from sandbox.slack.delivery import Answer, Json
from sandbox.slack.entries import complaint, entered_value, entry, stateful
from sandbox.slack.errors import CallError
from sandbox.slack.payloads import Payloads
from sandbox.slack.people import People
from sandbox.slack.responses import Responses
from sandbox.slack.views import Views

TROUBLE = "We had some trouble connecting. Try again?"


class Modals:
    """The members of the workspace, filling in modals."""

    def __init__(
        self,
        log: EventLog,
        announcer: Announcer,
        people: People,
        payloads: Payloads,
        views: Views,
        responses: Responses,
    ) -> None:
        self._log = log
        self._announcer = announcer
        self._people = people
        self._payloads = payloads
        self._views = views
        self._responses = responses

    def verbs(self) -> dict[str, Verb]:
        """What may be asked of them."""
        return {"slack.submit": self._submit, "slack.close_view": self._close}

    async def _submit(self, body: Json) -> Json:
        read.only(body, "user", "view_id", "values")
        user, view = self._top(body)
        if view["submit"] is None:
            raise Refused(f"The view {view['id']!r} has no submit button.")
        self._fill_in(view, body.get("values") or {})
        complaints = {
            block["block_id"]: said
            for block, element in stateful(view["blocks"])
            if (said := complaint(block, element, entered_value(_entry_of(view, block, element))))
        }
        if complaints:
            return self._errors(user, view, complaints)
        payload = {
            **self._payloads.interaction("view_submission", user),
            "view": copy.deepcopy(view),
            "response_urls": [],
        }
        answer = await self._announcer.ask("interactive", payload)
        try:
            return self._follow(user, view, answer)
        except CallError as refused:
            self._responses.refuse(refused, "view_submission")
            return self._errors(user, view, {"": TROUBLE})

    async def _close(self, body: Json) -> Json:
        read.only(body, "user", "view_id")
        user, view = self._top(body)
        closing = list(self._views.stack(user)) if view["clear_on_close"] else [view]
        for each in reversed(closing):
            self._views.close(user, each)
        if view["notify_on_close"]:
            payload = self._payloads.interaction("view_closed", user)
            payload |= {"view": view, "is_cleared": len(closing) > 1}
            await self._announcer.ask("interactive", payload)
        return {}

    def _top(self, body: Json) -> tuple[str, Json]:
        user, view_id = self._people.user(body), read.text(body, "view_id")
        stack = self._views.stack(user)
        if not stack or stack[-1]["id"] != view_id:
            raise Refused(f"The view {view_id!r} is not what {user} has in front: it is closed or covered.")
        return user, stack[-1]

    def _fill_in(self, view: Json, values: Any) -> None:
        if not isinstance(values, dict) or not all(isinstance(each, dict) for each in values.values()):
            raise Refused("'values' has the form {block_id: {action_id: value}}.")
        known = {(block["block_id"], element["action_id"]): element for block, element in stateful(view["blocks"])}
        for block_id, entered in values.items():
            for action_id, value in entered.items():
                element = known.get((block_id, action_id))
                if element is None:
                    there = ", ".join("/".join(each) for each in known)
                    raise Refused(f"There is no {block_id}/{action_id} to fill in; there is {there}.")
                self._views.enter(view, block_id, action_id, entry(element, value))

    def _follow(self, user: str, view: Json, answer: Answer) -> Json:
        """Do what the acknowledgement says with the view."""
        if not answer.acknowledged:
            self._log.add("slack", "unanswered", {"what": "submit", "user": user, "problem": answer.problem})
            return self._errors(user, view, {"": TROUBLE})
        said = answer.body or {}
        action = said.get("response_action")
        if action == "errors":
            return self._errors(user, view, _checked_errors(view, said.get("errors")))
        if action == "update":
            return {"view_id": self._views.replace(user, view, said.get("view"))["id"]}
        if action == "push":
            return {"view_id": self._views.show(user, said.get("view"), push=True)["id"]}
        if action not in (None, "clear"):
            raise CallError("invalid_response_action", [f"[ERROR] unknown response_action: {action}"])
        # The bot may have closed or replaced the view while it was thinking.
        closing = list(self._views.stack(user)) if action == "clear" else [view]
        for each in reversed([one for one in closing if one in self._views.stack(user)]):
            self._views.close(user, each)
        return {}

    def _errors(self, user: str, view: Json, errors: dict[str, str]) -> Json:
        self._log.add("slack", "view_errors", {"user": user, "view_id": view["id"], "errors": errors})
        return {"errors": errors}


def _entry_of(view: Json, block: Json, element: Json) -> Json:
    found: Json = view["state"]["values"][block["block_id"]][element["action_id"]]
    return found


def _checked_errors(view: Json, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise CallError("invalid_arguments", ["[ERROR] `errors` must name at least one block"])
    for block_id, said in errors.items():
        if block_id not in inputs or not isinstance(said, str):
            raise CallError("invalid_arguments", [f"[ERROR] no input block is called {block_id}"])
    return errors
