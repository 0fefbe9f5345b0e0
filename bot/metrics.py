"""Figures for Prometheus: what came in, what left, what waits."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.desk_gauges import DeskGauges
from intents.reading import Reading
from storage.message import Channel


class Metrics:
    """The counters of one running program."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.desk = DeskGauges(self._registry)
        self._handled = Counter(
            "doorstep_messages_handled", "Messages worked off the inbox", ["channel"], registry=self._registry
        )
        self._readings = Counter(
            "doorstep_readings",
            "Requests read, by intent and what was done; a message may hold two",
            ["intent", "action"],
            registry=self._registry,
        )
        self._fallbacks = Counter(
            "doorstep_reading_fallbacks",
            "Messages that the embedded engine read because the configured one failed, by reason",
            ["reason"],
            registry=self._registry,
        )
        self._sent = Counter(
            "doorstep_messages_sent",
            "Messages that left, by outcome",
            ["channel", "outcome"],
            registry=self._registry,
        )
        self._waiting = Gauge("doorstep_waiting", "Rows that wait", ["queue"], registry=self._registry)
        self._oldest = Gauge(
            "doorstep_inbox_oldest_seconds", "Age of the oldest unhandled message", registry=self._registry
        )

    def handled(self, channel: Channel, reading: Reading | None) -> None:
        """One inbox row is done."""
        self._handled.labels(channel.value).inc()
        if reading is not None:
            for request in reading.requests():
                self._readings.labels(request.intent, request.action.value).inc()
            if reading.fallback is not None:
                self._fallbacks.labels(reading.fallback).inc()

    def sent(self, channel: Channel, outcome: str) -> None:
        """One outbox row was sent, failed, or is to be tried again."""
        self._sent.labels(channel.value, outcome).inc()

    def render(self, inbox_waiting: int, oldest_seconds: float, outbox_waiting: int) -> bytes:
        """The page that Prometheus reads."""
        self._waiting.labels("inbox").set(inbox_waiting)
        self._waiting.labels("outbox").set(outbox_waiting)
        self._oldest.set(oldest_seconds)
        return generate_latest(self._registry)
