"""Gradio's own theme with system fonts, so that no font is fetched, and a calm blue."""

from __future__ import annotations

import gradio as gr

FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"]


def policy_theme() -> gr.themes.Base:
    """The theme."""
    return gr.themes.Default(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_lg,
        font=[_System(name) for name in FONTS],
        font_mono=[_System("ui-monospace"), _System("monospace")],
    ).set(
        # White on the theme's own blue is too pale to read.
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_700",
    )


class _System(gr.themes.utils.fonts.Font):
    """A font of the reader's own machine."""

    def stylesheet(self) -> dict[str, str | None]:
        return {"url": None, "css": None}
