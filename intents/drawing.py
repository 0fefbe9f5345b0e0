"""Draws how well messages are read: who is taken for whom, and what answering more of them would cost.

matplotlib is no part of what Doorstep runs on; it is loaded only where somebody wants a picture.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents.contract import INTENTS, OUT_OF_SCOPE, intents_of
from intents.coverage import BORNE, coverage_curve
from intents.errors import DrawingError
from intents.evaluation import Figures, Outcome, figures
from intents.reading import Audience

_DOTS_PER_INCH: Final = 160
_INK, _FAINT, _GRID, _AIM = "#222222", "#b8b8b8", "#eeeeee", "#b03a2e"
_LINES: Final = {"all": "#222222", "driver": "#1f5f8b", "customer": "#b9770e"}
_WHO: Final = {"all": "all messages", "driver": "drivers", "customer": "customers"}
_CELL: Final = 0.27
"""Inches, so that a percentage fits in."""
_SMALLEST_WRITTEN: Final = 0.005
_STYLE: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _FAINT,
    "axes.linewidth": 0.6,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def check_for_the_library() -> None:
    """DrawingError, which says how to get it, where matplotlib is missing."""
    try:
        importlib.import_module("matplotlib")
    except ImportError as error:
        raise DrawingError(
            "Pictures are drawn with matplotlib, which comes with the requirements for tests: "
            "`.venv/bin/pip install --require-hashes -r requirements-test.txt`, or leave --plots out."
        ) from error


def draw(outcomes: Sequence[Outcome], folder: Path) -> list[Path]:
    """A confusion matrix for each audience, and the coverage–error curve; the files that were written."""
    check_for_the_library()
    import matplotlib

    pictures: dict[str, Any] = {}
    with matplotlib.rc_context(_STYLE):
        for audience in ("driver", "customer"):
            own = [outcome for outcome in outcomes if outcome.audience == audience]
            if own:
                pictures[f"confusion-{audience}.png"] = _confusion(own, audience)
        pictures["coverage.png"] = _coverage(outcomes)
        return [_written(picture, folder / name) for name, picture in pictures.items()]


def _written(picture: Any, file: Path) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.savefig(file, dpi=_DOTS_PER_INCH, bbox_inches="tight", pad_inches=0.15)
    except OSError as error:
        raise DrawingError(f"cannot write {file}: {error}. Name a folder that can be written to.") from error
    return file


def _confusion(outcomes: Sequence[Outcome], audience: Audience) -> Any:
    """Rows: what was meant; columns: what it was read as; each row in shares of its messages."""
    from matplotlib.figure import Figure

    intents, borders = _in_groups(outcomes, audience)
    shares = _shares(outcomes, intents)
    meant = Counter(outcome.intended for outcome in outcomes)
    side = _CELL * len(intents)
    picture = Figure(figsize=(side + 2.6, side + 2.2))
    plot = picture.subplots()
    right, wrong = np.eye(len(intents), dtype=bool), ~np.eye(len(intents), dtype=bool)
    plot.imshow(np.ma.masked_where(wrong, shares), cmap="Blues", vmin=0, vmax=1.15)
    plot.imshow(np.ma.masked_where(right | (shares == 0), shares), cmap="OrRd", vmin=-0.1, vmax=0.7)
    for row, column in np.argwhere(shares >= _SMALLEST_WRITTEN):
        share = shares[row, column]
        dark = share > (0.65 if row == column else 0.4)
        plot.text(
            column, row, f"{share * 100:.0f}", ha="center", va="center", size=5.5, color="white" if dark else _INK
        )
    plot.set_xticks(range(len(intents)), [_readable(intent) for intent in intents], rotation=90)
    plot.set_yticks(range(len(intents)), [f"{_readable(intent)}  {meant[intent] or '–'}" for intent in intents])
    plot.xaxis.tick_top()
    plot.xaxis.set_label_position("top")
    plot.set_xlabel("read as", labelpad=8)
    plot.set_ylabel("meant, and how many such messages there are", labelpad=8)
    plot.tick_params(length=0)
    _rule_lines(plot, len(intents), borders)
    right_share = sum(outcome.right for outcome in outcomes) / len(outcomes)
    plot.set_title(
        f"What {_WHO[audience]} meant, and what it was read as\n"
        f"{len(outcomes)} messages, {right_share * 100:.1f} % read right; each row in percent of its messages",
        loc="left",
        pad=14,
        fontsize=10,
    )
    return picture


def _in_groups(outcomes: Sequence[Outcome], audience: Audience) -> tuple[list[str], list[int]]:
    """The audience's own intents, then those that everybody may mean, then what is none; where each group ends."""
    seen = {name for outcome in outcomes for name in (outcome.intended, outcome.read)}
    own: list[str] = []
    shared: list[str] = []
    none: list[str] = []
    for intent in intents_of(audience):
        if intent in seen:
            group = none if intent == OUT_OF_SCOPE else shared if len(INTENTS[intent].audiences) > 1 else own
            group.append(intent)
    return own + shared + none, [len(own), len(own) + len(shared)]


def _shares(outcomes: Sequence[Outcome], intents: Sequence[str]) -> NDArray[np.float64]:
    counts = np.zeros((len(intents), len(intents)))
    for outcome in outcomes:
        counts[intents.index(outcome.intended), intents.index(outcome.read)] += 1
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))


def _rule_lines(plot: Any, number: int, borders: Sequence[int]) -> None:
    """Hair lines between the cells, stronger ones between the groups."""
    for places, colour, width in ((range(number + 1), _GRID, 0.4), (borders, _INK, 0.7)):
        for place in places:
            plot.axhline(place - 0.5, color=colour, linewidth=width)
            plot.axvline(place - 0.5, color=colour, linewidth=width)


def _readable(intent: str) -> str:
    return intent.replace("_", " ")


def _coverage(outcomes: Sequence[Outcome]) -> Any:
    """A line for each audience, and one for all; a mark where Doorstep works now."""
    from matplotlib.figure import Figure

    groups: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for audience in ("driver", "customer"):
        own = [outcome for outcome in outcomes if outcome.audience == audience]
        if own and len(own) < len(outcomes):
            groups[audience] = own
    picture = Figure(figsize=(6.6, 4.4))
    plot = picture.subplots()
    for name, own in groups.items():
        _draw_curve(plot, own, name)
    plot.axhline(BORNE, color=_AIM, linewidth=0.8, linestyle=(0, (4, 3)))
    plot.text(0.01, BORNE, f"the aim: no more than {BORNE * 100:.0f} % wrong", color=_AIM, va="bottom", size=7.5)
    plot.set_xlim(0, 1)
    plot.set_ylim(0, max(1.5 * BORNE, plot.get_ylim()[1]))
    for axis in (plot.xaxis, plot.yaxis):
        axis.set_major_formatter(lambda share, _: f"{share * 100:g} %")
    plot.set_xlabel("share of the messages answered without a person")
    plot.set_ylabel("share of these answers that are wrong")
    plot.spines[["top", "right"]].set_visible(False)
    plot.grid(axis="y", color=_GRID, linewidth=0.6)
    plot.set_axisbelow(True)
    plot.tick_params(length=2.5, width=0.6)
    plot.legend(*_legend(groups), loc="upper left", frameon=False, fontsize=7.5, handlelength=1.8)
    plot.set_title(
        "What answering more of the messages costs\n"
        "from the surest readings alone, on the left, to all that were read as something",
        loc="left",
        fontsize=9,
    )
    return picture


def _draw_curve(plot: Any, outcomes: Sequence[Outcome], name: str) -> None:
    curve = coverage_curve(outcomes)
    colour, width = _LINES[name], 1.6 if name == "all" else 1.0
    plot.plot([point.answered for point in curve], [point.wrong for point in curve], color=colour, linewidth=width)
    total = figures(outcomes)
    at_once, wrong = _answered_at_once(outcomes, total)
    with_half = total.answered_without_person or 0.0
    plot.plot([at_once, with_half], [wrong, wrong], color=colour, linewidth=0.8, linestyle=":")
    plot.plot(at_once, wrong, "o", color=colour, markersize=5)
    plot.plot(with_half, wrong, "o", color=colour, markersize=5, markerfacecolor="white")


def _answered_at_once(outcomes: Sequence[Outcome], total: Figures) -> tuple[float, float]:
    answered = sum(outcome.action == "answer" for outcome in outcomes)
    return answered / len(outcomes), total.wrong_answers or 0.0


def _legend(groups: dict[str, list[Outcome]]) -> tuple[list[Any], list[str]]:
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], color=_LINES[name], linewidth=1.6) for name in groups]
    labels = [f"{_WHO[name]} ({len(own)})" for name, own in groups.items()]
    handles.append(Line2D([], [], color=_INK, marker="o", linestyle="", markersize=5))
    handles.append(Line2D([], [], color=_INK, marker="o", linestyle="", markersize=5, markerfacecolor="white"))
    return handles, [*labels, "answered at once, as Doorstep decides now", "with those asked back counted as half"]
