"""The language in which Block Kit's rules are written: what an object may hold, and how long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Findings:
    """What is wrong with a piece of Block Kit, in Slack's own manner, place included."""

    messages: list[str] = field(default_factory=list)

    def add(self, problem: str, path: str) -> None:
        """Note one problem at a JSON pointer."""
        self.messages.append(f"[ERROR] {problem} [json-pointer:{path}]")


Rule = Callable[[Findings, Any, str], None]
"""Looks at one value at a JSON pointer and notes what is wrong with it."""


def _nothing_more(_findings: Findings, _value: Json, _path: str) -> None:
    return


@dataclass(frozen=True)
class Shape:
    """An object's fields and, where fields depend on each other, a rule for the whole.

    The rule for the whole may rely on sound fields: it is left out where a field is wrong already.
    """

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    whole: Rule = _nothing_more

    def check(self, findings: Findings, value: Any, path: str) -> None:
        """Note everything in which the object departs from this shape; its `type` is checked elsewhere."""
        if not isinstance(value, dict):
            findings.add("must provide an object", path)
            return
        found = len(findings.messages)
        for name in self.required:
            if value.get(name) is None:
                findings.add(f"missing required field: {name}", path)
        for name, held in value.items():
            rule = self.required.get(name) or self.optional.get(name)
            if rule is not None:
                if held is not None:
                    rule(findings, held, f"{path}/{name}")
            elif name != "type":
                findings.add(f"invalid additional property: {name}", path)
        if len(findings.messages) == found:
            self.whole(findings, value, path)


def string(longest: int, shortest: int = 0) -> Rule:
    """A text of so many characters."""

    def rule(findings: Findings, value: Any, path: str) -> None:
        if not isinstance(value, str):
            findings.add("must provide a string", path)
        elif len(value) > longest:
            findings.add(f"must be less than {longest + 1} characters", path)
        elif len(value) < shortest:
            findings.add(f"must be more than {shortest - 1} characters", path)

    return rule


def boolean(findings: Findings, value: Any, path: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        findings.add("must provide a boolean", path)


def number(lowest: int, highest: int) -> Rule:
    """A whole number between two others."""

    def rule(findings: Findings, value: Any, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            findings.add("must provide an integer", path)
        elif not lowest <= value <= highest:
            findings.add(f"must be between {lowest} and {highest}", path)

    return rule


def one_of(*choices: str) -> Rule:
    """One of a few words."""

    def rule(findings: Findings, value: Any, path: str) -> None:
        if value not in choices:
            findings.add(f"must be one of: {', '.join(choices)}", path)

    return rule


def anything(_findings: Findings, _value: Any, _path: str) -> None:
    """Whatever it is, Slack is trusted to know."""


def items(rule: Rule, most: int, fewest: int = 1) -> Rule:
    """A list of so many things that each follow a rule."""

    def check(findings: Findings, value: Any, path: str) -> None:
        if not isinstance(value, list):
            findings.add("must provide an array", path)
            return
        if len(value) > most:
            findings.add(f"no more than {most} items allowed", path)
        if len(value) < fewest:
            findings.add(f"must have at least {fewest} items", path)
        for index, item in enumerate(value):
            rule(findings, item, f"{path}/{index}")

    return check


def typed(shapes: Mapping[str, Shape], allowed: Collection[str] | None = None) -> Rule:
    """An object whose `type` names its shape; only some types may be allowed in this place."""

    def rule(findings: Findings, value: Any, path: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            findings.add(f"unsupported type: {kind}", f"{path}/type")
        elif allowed is not None and kind not in allowed:
            findings.add(f"unsupported type: {kind} is not allowed here", f"{path}/type")
        else:
            shapes[kind].check(findings, value, path)

    return rule


def exactly_one(*names: str) -> Rule:
    """One of several fields, and not two."""

    def rule(findings: Findings, value: Json, path: str) -> None:
        if sum(value.get(name) is not None for name in names) != 1:
            findings.add(f"must provide exactly one of: {', '.join(names)}", path)

    return rule


def all_of(*rules: Rule) -> Rule:
    """Several rules for one value."""

    def check(findings: Findings, value: Any, path: str) -> None:
        for rule in rules:
            rule(findings, value, path)

    return check


def text(longest: int, kinds: Sequence[str] = ("plain_text", "mrkdwn"), shortest: int = 1) -> Rule:
    """A text object of one of these kinds."""
    shapes = {
        "plain_text": Shape({"text": string(longest, shortest)}, {"emoji": boolean}),
        "mrkdwn": Shape({"text": string(longest, shortest)}, {"verbatim": boolean}),
    }
    return typed(shapes, kinds)


def plain_text(longest: int, shortest: int = 1) -> Rule:
    """A text object without markup."""
    return text(longest, ("plain_text",), shortest)
