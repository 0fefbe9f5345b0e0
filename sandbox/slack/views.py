"""Modals and Home tabs: what is open for whom, and the views.* methods."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

from sandbox.events import EventLog
from sandbox.slack.blocks import view_problems, with_names
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.entries import Entries, first_entries
from sandbox.slack.errors import CallError
from sandbox.slack.triggers import Triggers
from sandbox.slack.workspace import Workspace, new_id

DEEPEST_STACK = 3
GIVEN_FIELDS = (
    "title",
    "submit",
    "close",
    "callback_id",
    "private_metadata",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)


class Views:
    """Every member's stack of modals, the last one on top, and Home tab."""

    def __init__(self, workspace: Workspace, log: EventLog, triggers: Triggers) -> None:
        self._workspace = workspace
        self._log = log
        self._triggers = triggers
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}

    def methods(self) -> dict[str, Method]:
        """The Web API's methods by name."""
        return {
            "views.open": self._open,
            "views.push": self._push,
            "views.update": self._update,
            "views.publish": self._publish,
        }

    def home(self, user: str) -> Json | None:
        """A member's Home tab, once the bot has published one."""
        return self._homes.get(user)

    def stack(self, user: str) -> list[Json]:
        """A member's open modals."""
        return self._stacks.setdefault(user, [])

    def find(self, user: str, view_id: str) -> Json | None:
        """A view that this member sees."""
        home = self._homes.get(user)
        seen = [*self.stack(user), *([home] if home else [])]
        return next((view for view in seen if view["id"] == view_id), None)

    def enter(self, view: Json, block_id: str, action_id: str, entry: Json) -> None:
        """Keep what somebody entered into a view."""
        view["state"]["values"].setdefault(block_id, {})[action_id] = entry

    def show(self, user: str, given: Any, *, push: bool) -> Json:
        """Open a modal, on top of the others or in place of them."""
        self._check(given, "modal")
        if not push:
            self.stack(user).clear()
        stack = self.stack(user)
        if len(stack) >= DEEPEST_STACK:
            raise CallError("push_limit_reached")
        view = self._new(given)
        if stack:
            view |= {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
        stack.append(view)
        self._log.add("slack", "view_open", {"user": user, "view": copy.deepcopy(view)})
        return view

    def replace(self, user: str, view: Json, given: Any) -> Json:
        """Let an open view show something else; entries in blocks that stay are kept."""
        self._check(given, view["type"])
        fresh = self._new(given, kept=view["state"]["values"])
        for name in ("id", "root_view_id", "previous_view_id"):
            fresh[name] = view[name]
        view.clear()
        view |= fresh
        kind = "home" if view["type"] == "home" else "view_update"
        self._log.add("slack", kind, {"user": user, "view": copy.deepcopy(view)})
        return view

    def close(self, user: str, view: Json) -> None:
        """Take a modal off its stack."""
        self.stack(user).remove(view)
        self._log.add("slack", "view_close", {"user": user, "view_id": view["id"]})

    async def _open(self, call: Call) -> Json:
        given = self._given(call)
        self._check(given, "modal")
        user = self._triggers.spend(call.required("trigger_id"))
        return {"view": self.show(user, given, push=False)}

    async def _push(self, call: Call) -> Json:
        given = self._given(call)
        self._check(given, "modal")
        user = self._triggers.spend(call.required("trigger_id"))
        return {"view": self.show(user, given, push=True)}

    async def _update(self, call: Call) -> Json:
        given = self._given(call)
        if not call.text("view_id") and not call.text("external_id"):
            raise CallError("invalid_arguments", ["[ERROR] missing required field: view_id"])
        user, view = self._shown(call.text("view_id"), call.text("external_id"))
        self._check(given, view["type"])
        _check_hash(call, view)
        return {"view": self.replace(user, view, given)}

    async def _publish(self, call: Call) -> Json:
        given, user = self._given(call), call.required("user_id")
        self._check(given, "home")
        if not self._workspace.is_member(user):
            raise CallError("user_not_found")
        view = self._homes.get(user)
        if view is not None:
            _check_hash(call, view)
            return {"view": self.replace(user, view, given)}
        view = self._homes[user] = self._new(given)
        self._log.add("slack", "home", {"user": user, "view": copy.deepcopy(view)})
        return {"view": view}

    def _given(self, call: Call) -> Any:
        given = call.structure("view", "invalid_arguments")
        if given is None:
            raise CallError("invalid_arguments", ["[ERROR] missing required field: view"])
        return given

    def _check(self, given: Any, kind: str) -> None:
        problems = view_problems(given, (kind,))
        if problems:
            raise CallError("invalid_arguments", problems)

    def _shown(self, view_id: str | None, external_id: str | None) -> tuple[str, Json]:
        for user, views in [*self._stacks.items(), *((user, [view]) for user, view in self._homes.items())]:
            for view in views:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, view
        raise CallError("not_found")

    def _new(self, given: Json, kept: Entries | None = None) -> Json:
        blocks = with_names(given["blocks"], lambda: new_id(""))
        content = {name: copy.deepcopy(given.get(name)) for name in GIVEN_FIELDS}
        id_ = new_id("V")
        written = json.dumps([given, self._workspace.new_ts()], sort_keys=True)
        return {
            "id": id_,
            "team_id": self._workspace.team,
            "type": given["type"],
            "blocks": blocks,
            **content,
            "callback_id": given.get("callback_id") or "",
            "private_metadata": given.get("private_metadata") or "",
            "external_id": given.get("external_id") or "",
            "clear_on_close": bool(given.get("clear_on_close")),
            "notify_on_close": bool(given.get("notify_on_close")),
            "state": {"values": first_entries(blocks, kept)},
            "hash": f"{int(self._workspace.now().timestamp())}.{hashlib.sha256(written.encode()).hexdigest()[:8]}",
            "root_view_id": id_,
            "previous_view_id": None,
            "app_id": self._workspace.app_id,
            "app_installed_team_id": self._workspace.team,
            "bot_id": self._workspace.bot_id,
        }


def _check_hash(call: Call, view: Json) -> None:
    if call.text("hash") and call.text("hash") != view["hash"]:
        raise CallError("hash_conflict")
