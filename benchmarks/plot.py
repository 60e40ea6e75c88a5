"""The plot of the time of a cold build by number of publications, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from matplotlib import rcParams
from matplotlib.figure import Figure

from benchmarks.ratios import FEEDS

_COLOURS = ("#123f5c", "#4f86a6", "#c2452d", "#8a6d3b", "#5b7f4b", "#7a5195")


def draw(seconds: Mapping[str, Mapping[int, float]], picture: Path) -> None:
    """Writes the plot of seconds by program and size, as SVG and PNG; `picture` has no suffix."""
    rcParams["svg.hashsalt"] = picture.name  # the same numbers give the same file
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    for (program, times), colour in zip(seconds.items(), _COLOURS, strict=False):
        largest = max(times)
        axes.loglog(times.keys(), times.values(), marker="o", label=program, color=colour)
        if program != FEEDS:
            beside = times[largest] / seconds[FEEDS][largest]
            place = (largest, times[largest])
            axes.annotate(f"{beside:.1f}×", place, (6, -3), textcoords="offset points")
    sizes = sorted(seconds[FEEDS])
    axes.set_xlabel("publications")
    axes.set_ylabel("seconds for a cold build (× the time of our feeds)")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend()
    picture.parent.mkdir(exist_ok=True)
    figure.savefig(picture.with_suffix(".svg"), metadata={"Date": None})
    figure.savefig(picture.with_suffix(".png"), dpi=100, metadata={"Software": None})
