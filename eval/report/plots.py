"""Plots as inline SVG: no library, no script, a few kilobytes, and readable in the page's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

# For a plot that stands alone, outside the page and its style sheet.
_STYLE = (
    "<style>svg{font:12px sans-serif;background:#fff}.grid{stroke:#d8dae0;fill:none}.whisker{stroke:#1c2330;fill:none}"
    ".bar,.dot{fill:#1f5fa8}.line{stroke:#1f5fa8;fill:none}.dim{fill:#667}</style>"
)
_WIDTH, _ROW, _LABEL = 600, 26, 110


def bars(rows: Sequence[tuple[str, float, float, float, int]], title: str) -> str:
    """Horizontal bars with whiskers: label, value, low, high, n; all in [0, 1]."""
    left, right = _LABEL, _WIDTH - 110
    span = right - left
    height = _ROW * len(rows) + 34
    parts = [_grid(left, right, 10, height - 22)]
    for number, (label, value, low, high, n) in enumerate(rows):
        y = 12 + number * _ROW
        mid = y + _ROW / 2 - 2
        parts.append(f'<text x="{left - 8}" y="{mid + 4}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<rect class="bar" x="{left}" y="{y}" width="{value * span:.1f}" height="{_ROW - 5}"/>')
        a, b = left + low * span, left + high * span
        parts.append(f'<path class="whisker" d="M{a:.1f} {mid}H{b:.1f}M{a:.1f} {mid - 4}v8M{b:.1f} {mid - 4}v8"/>')
        parts.append(f'<text x="{right + 8}" y="{mid + 4}">{value:.1%} <tspan class="dim">of {n}</tspan></text>')
    return _svg(_WIDTH, height, title, parts)


def curve(points: Sequence[tuple[float, float]], title: str, across: str, up: str) -> str:
    """A line through points of the unit square, the height stretched to what is there."""
    left, top, width, height = 46, 12, 400, 190
    most = max(0.05, *(y for _, y in points)) if points else 1.0
    placed = [(left + x * width, top + height - y / most * height) for x, y in points]
    parts = [_grid(left, left + width, top, top + height)]
    parts += [
        f'<text x="{left - 6}" y="{top + height - share * height + 4}" text-anchor="end">{share * most:.0%}</text>'
        for share in (0.0, 0.5, 1.0)
    ]
    if placed:
        parts.append(f'<polyline class="line" points="{_points(placed)}"/>')
    parts.append(f'<text x="{left + width}" y="{top + height + 34}" text-anchor="end">{escape(across)}</text>')
    parts.append(f'<text class="dim" x="{left + width}" y="{top + 12}" text-anchor="end">{escape(up)}</text>')
    return _svg(left + width + 20, top + height + 40, title, parts)


def trend(runs: Sequence[tuple[str, float, float, float]], title: str) -> str:
    """A run a point, oldest first: name, value, low, high, with the interval as a band."""
    left, top, width, height = 46, 12, 560, 190
    floor = min((low for _, _, low, _ in runs), default=0.0)
    base = max(0.0, int(floor * 10) / 10)
    step = width / max(1, len(runs) - 1)

    def at(value: float) -> float:
        return top + height - (value - base) / max(1e-9, 1 - base) * height

    parts = []
    for share in (0.0, 0.5, 1.0):
        value = base + share * (1 - base)
        parts.append(f'<path class="grid" d="M{left} {at(value):.1f}H{left + width}"/>')
        parts.append(f'<text x="{left - 6}" y="{at(value) + 4:.1f}" text-anchor="end">{value:.0%}</text>')
    xs = [left + number * step for number in range(len(runs))]
    band = [(x, at(high)) for x, (_, _, _, high) in zip(xs, runs, strict=True)]
    band += [(x, at(low)) for x, (_, _, low, _) in reversed(list(zip(xs, runs, strict=True)))]
    parts.append(f'<polygon class="band" points="{_points(band)}"/>')
    parts.append(f'<polyline class="line" points="{_points([(x, at(r[1])) for x, r in zip(xs, runs, strict=True)])}"/>')
    for x, (name, value, low, high) in zip(xs, runs, strict=True):
        told = f"{name}: {value:.1%} ({low:.1%}–{high:.1%})"
        parts.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{at(value):.1f}" r="4"><title>{escape(told)}</title></circle>'
        )
    if runs:
        parts.append(f'<text x="{left}" y="{top + height + 20}">{escape(runs[0][0])}</text>')
        parts.append(f'<text x="{left + width}" y="{top + height + 20}" text-anchor="end">{escape(runs[-1][0])}</text>')
    return _svg(left + width + 20, top + height + 30, title, parts)


def scatter(points: Sequence[tuple[str, float, float]], title: str, across: str) -> str:
    """Named points: a measure in [0, 1] upwards against a quantity from 0."""
    left, top, width, height = 46, 12, 560, 260
    most = max((x for _, x, _ in points), default=1.0) * 1.15 or 1.0
    base = max(0.0, int(min((y for _, _, y in points), default=0.0) * 10) / 10)
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + share * width, top + height - share * height
        parts.append(f'<path class="grid" d="M{x:.1f} {top}V{top + height}M{left} {y:.1f}H{left + width}"/>')
        parts.append(f'<text x="{x:.1f}" y="{top + height + 16}" text-anchor="middle">{share * most:.0f}</text>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{base + share * (1 - base):.0%}</text>')
    for name, across_by, value in points:
        x, y = left + across_by / most * width, top + height - (value - base) / max(1e-9, 1 - base) * height
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(f'<text x="{x + 7:.1f}" y="{y + 4:.1f}">{escape(name)}</text>')
    parts.append(f'<text x="{left + width}" y="{top + height + 32}" text-anchor="end">{escape(across)}</text>')
    return _svg(left + width + 120, top + height + 40, title, [_STYLE, *parts])


def lines(series: Sequence[tuple[str, Sequence[tuple[float, float]]]], title: str, across: str, up: str) -> str:
    """Named lines through points, both axes logarithmic; stands alone. What has no points is left out."""
    left, top, width, height = 60, 12, 460, 300
    points = [point for _, line in series for point in line]
    if not points:
        return _svg(left + width, top + height, title, [_STYLE])
    (low_x, high_x), (low_y, high_y) = (_decades([point[axis] for point in points]) for axis in (0, 1))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + (log10(x) - low_x) / (high_x - low_x) * width,
            top + height - (log10(max(y, 10**low_y)) - low_y) / (high_y - low_y) * height,
        )

    parts = [_STYLE]
    for decade in range(low_x, high_x + 1):
        x, _ = at(10.0**decade, 10.0**low_y)
        parts.append(f'<path class="grid" d="M{x:.1f} {top}V{top + height}"/>')
        parts.append(f'<text x="{x:.1f}" y="{top + height + 16}" text-anchor="middle">{10.0**decade:,g}</text>')
    for decade in range(low_y, high_y + 1):
        _, y = at(10.0**low_x, 10.0**decade)
        parts.append(f'<path class="grid" d="M{left} {y:.1f}H{left + width}"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**decade:,g}</text>')
    ends: list[float] = []
    for number, (name, line) in enumerate(series):
        colour = f"hsl({number * 137 % 360},60%,40%)"
        placed = [at(x, y) for x, y in line]
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{_points(placed)}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        x, y = placed[-1]
        while any(abs(y - other) < 13 for other in ends):  # names one below the other
            y += 13
        ends.append(y)
        parts.append(f'<text x="{left + width + 8}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    parts.append(f'<text x="{left + width}" y="{top + height + 32}" text-anchor="end">{escape(across)}</text>')
    parts.append(f'<text class="dim" x="{left + 6}" y="{top + 12}">{escape(up)}</text>')
    return _svg(left + width + 200, top + height + 60, title, parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low = floor(log10(max(1e-3, min(values))))
    return low, max(low + 1, ceil(log10(max(values))))


def _grid(left: float, right: float, top: float, bottom: float) -> str:
    out = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + share * (right - left)
        out.append(f'<path class="grid" d="M{x:.1f} {top}V{bottom}"/>')
        out.append(f'<text class="dim" x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{share:.0%}</text>')
    return "".join(out)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    head = f'<svg role="img" viewBox="0 0 {width:g} {height:g}" width="{width:g}" xmlns="http://www.w3.org/2000/svg">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"
