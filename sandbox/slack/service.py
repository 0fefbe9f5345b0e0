"""The make-believe Slack, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.routing import BaseRoute, WebSocketRoute

from sandbox import body as read
from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.faults import Faults
from sandbox.service import Refused, Verb
from sandbox.slack.announcer import Announcer
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.chat import Chat
from sandbox.slack.delivery import BackgroundTasks, Mode
from sandbox.slack.directory import Directory
from sandbox.slack.files import Files
from sandbox.slack.http_mode import HttpMode
from sandbox.slack.interactions import Interactions
from sandbox.slack.modals import Modals
from sandbox.slack.payloads import Payloads
from sandbox.slack.people import People
from sandbox.slack.reactions import Reactions
from sandbox.slack.responses import Responses
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.triggers import ResponseUrls, Triggers
from sandbox.slack.views import Views
from sandbox.slack.web_api import WebApi
from sandbox.slack.workspace import Workspace
from sandbox.world import World


class SlackService:
    """Web API, Socket Mode and HTTP events for the bot; verbs for the people."""

    def __init__(self, world: World, log: EventLog, faults: Faults, clock: SandboxClock) -> None:
        self.workspace = Workspace(world, clock.now)
        self.socket_mode = SocketMode(log, self.workspace.app_id)
        self.http_mode = HttpMode(log, world.slack_signing_secret)
        self.triggers = Triggers()
        self._tasks = BackgroundTasks()
        self.announcer = Announcer(self.workspace, log, self._mode, self._tasks)
        self.chat = Chat(self.workspace, log, self.announcer)
        self._files = Files(self.workspace, self.chat)
        response_urls = ResponseUrls()
        self._responses = Responses(self.workspace, log, self.chat, response_urls)
        reactions = Reactions(self.workspace, log, self.announcer)
        views = Views(self.workspace, log, self.triggers)
        people = People(self.workspace, self.chat, self._files, reactions)
        payloads = Payloads(self.workspace, self.triggers, response_urls)
        self._actors = (
            people,
            Interactions(self.workspace, log, self.announcer, people, payloads, views, self.chat, self._responses),
            Modals(log, self.announcer, people, payloads, views, self._responses),
        )
        methods: dict[str, Method] = {"apps.connections.open": self._open_connection}
        for part in (self.chat, reactions, Directory(self.workspace), views, self._files):
            methods |= part.methods()
        self._api = WebApi(self.workspace, log, faults, methods)

    @property
    def address(self) -> str:
        """Where this service is reached; learnt from the bot's first call unless it is set."""
        return self.workspace.address

    @address.setter
    def address(self, address: str) -> None:
        self.workspace.address = address

    @property
    def underway(self) -> int:
        """How many events the bot has not acknowledged yet."""
        return len(self._tasks)

    @property
    def limit_per_channel(self) -> float | None:
        """Messages a second that one channel takes in the long run (three at once); None for no limit."""
        return self.chat.limit_per_channel

    @limit_per_channel.setter
    def limit_per_channel(self, per_second: float | None) -> None:
        self.chat.limit_per_channel = per_second

    def routes(self) -> Sequence[BaseRoute]:
        """The service's paths, all below /slack."""
        return [
            *self._api.routes(),
            WebSocketRoute("/slack/ws", self.socket_mode.endpoint),
            *self._files.routes(),
            *self._responses.routes(),
        ]

    def verbs(self) -> Mapping[str, Verb]:
        """What people, and tests, may do."""
        verbs: dict[str, Verb] = {
            "slack.request_url": self._use_http,
            "slack.refresh": self._refresh,
            "slack.again": self._again,
            "slack.raw": self._raw,
            "slack.file": self._file,
        }
        for actor in self._actors:
            verbs |= actor.verbs()
        return verbs

    async def close(self) -> None:
        """End the deliveries that are under way."""
        await self._tasks.close()
        await self.http_mode.close()

    def _mode(self) -> Mode:
        return self.http_mode if self.http_mode.in_use else self.socket_mode

    async def _open_connection(self, _call: Call) -> Json:
        host = self.workspace.address.partition("://")[2]
        ticket = self.socket_mode.new_ticket()
        return {"url": f"ws://{host}/slack/ws?ticket={ticket}&app_id={self.workspace.app_id}"}

    async def _use_http(self, body: Json) -> Json:
        read.only(body, "url", "interactivity_url", "command_url")
        url = read.optional_text(body, "url")
        if url is None:
            self.http_mode.stop()
            return {"mode": "socket"}
        interactivity = read.optional_text(body, "interactivity_url") or url
        commands = read.optional_text(body, "command_url") or url
        await self.http_mode.use(url, interactivity, commands)
        return {"mode": "http"}

    async def _refresh(self, body: Json) -> Json:
        read.only(body, "reason", "close")
        reason = read.optional_text(body, "reason") or "refresh_requested"
        return {"connections": await self.socket_mode.refresh(reason, close=bool(body.get("close")))}

    async def _again(self, body: Json) -> Json:
        read.only(body, "event_id", "new_event_id")
        event_id = read.text(body, "event_id")
        return {"event_id": self.announcer.again(event_id, new_event_id=bool(body.get("new_event_id")))}

    async def _raw(self, body: Json) -> Json:
        read.only(body, "payload", "type")
        payload, kind = body.get("payload"), read.optional_text(body, "type") or "events_api"
        if not isinstance(payload, dict):
            raise Refused("Give 'payload', the object to deliver.")
        if kind == "events_api":
            self.announcer.raw(payload)
            return {}
        answer = await self.announcer.ask(kind, payload)
        return {"acknowledged": answer.acknowledged, "problem": answer.problem}

    async def _file(self, body: Json) -> Json:
        read.only(body, "id")
        return self._files.for_people(read.text(body, "id"))
