"""The growth curve as a plotly figure: one line a skill, with the interval of every point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent.growth import SKILLS, SkillPoint

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_NAMES = {
    "tests": "Tests passed",
    "understanding": "Knowing your code",
    "discussion": "Talking about it",
}
_COLOURS = {"tests": "#0f9488", "understanding": "#c2703d", "discussion": "#6d7fb3"}


def growth_figure(points: Sequence[SkillPoint]) -> Figure:
    """``points`` of :func:`agent.growth.curve`. Sessions are evenly spaced; their order counts."""
    from plotly import graph_objects as go

    order = list(dict.fromkeys(p.session_id for p in sorted(points, key=lambda p: p.at)))
    labels = {p.session_id: f"{p.at.astimezone():%d %b %H:%M}" for p in points}
    figure = go.Figure()
    for offset, skill in enumerate(SKILLS):
        own = [p for p in points if p.skill == skill]
        figure.add_scatter(
            x=[order.index(p.session_id) + 1 + (offset - 1) * 0.05 for p in own],
            y=[100 * p.value for p in own],
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [100 * (p.high - p.value) for p in own],
                "arrayminus": [100 * (p.value - p.low) for p in own],
                "thickness": 1.2,
                "width": 4,
            },
            customdata=[(labels[p.session_id], p.out_of) for p in own],
            hovertemplate="%{customdata[0]}: %{y:.0f} % of %{customdata[1]}",
            mode="lines+markers",
            name=_NAMES[skill],
            line={"color": _COLOURS[skill], "width": 2},
            marker={"size": 8},
        )
    figure.update_layout(
        title={"text": "Your progress, with 90 % intervals", "font": {"size": 15}},
        height=340,
        margin={"l": 44, "r": 12, "t": 48, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": "#8a857c"},
        legend={"orientation": "h", "y": -0.18},
        xaxis={"title": "", "tickvals": list(range(1, len(order) + 1)), "showgrid": False,
               "ticktext": [labels[s] for s in order], "range": [0.6, len(order) + 0.4]},
        yaxis={"range": [0, 104], "ticksuffix": " %", "gridcolor": "rgba(128,128,128,.2)"},
    )  # fmt: skip
    return figure
