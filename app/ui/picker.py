"""Three pickers for a place: province, then city, then county; the lower ones offer what lies in the one above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from app.ui.part import PRIVATE, Part
from app.ui.places import ANY, chain, choices, picked
from app.ui.strings import Lang, t

NAMES = ("province", "city", "county")


class Picker:
    """The three dropdowns and what they do to one another."""

    def __init__(self, counts: Callable[[], Mapping[str, int]], name: str) -> None:
        self._counts = counts
        self.boxes = [
            gr.Dropdown(
                [(t(f"any_{level}", "zh"), ANY)], value=ANY, label=t(level, "zh"), elem_id=f"{name}-{level}",
                elem_classes="place", min_width=120, scale=1, num_choices_shown=400,
            )
            for level in NAMES
        ]  # fmt: skip

    def wire(self, lang: Any) -> None:
        """Choosing above offers anew below."""
        province, city, county = self.boxes

        def below_province(first: Any, shown: Lang) -> list[Any]:
            return [self._box("city", first, shown, ANY), self._box("county", ANY, shown, ANY)]

        def below_city(second: Any, shown: Lang) -> Any:
            return self._box("county", second, shown, ANY)

        province.input(below_province, [province, lang], [city, county], **PRIVATE)
        city.input(below_city, [city, lang], county, **PRIVATE)

    def show(self, code: str, lang: Lang) -> list[Any]:
        """Updates that show a place."""
        first, second, third = chain(code)
        return [
            self._box("province", None, lang, first),
            self._box("city", first, lang, second),
            self._box("county", second, lang, third),
        ]

    def part(self) -> Part:
        """Labels and choices in another language; the choice stays."""

        def labels(lang: Lang, *values: Any) -> list[Any]:
            region = picked(*values)
            first, second, _ = chain(region.code if region else ANY)
            # No value: what was chosen while these labels were on their way stays chosen.
            return [self._box(level, under, lang) for level, under in zip(NAMES, (None, first, second), strict=True)]

        return Part(list(self.boxes), labels, list(self.boxes))

    def _box(self, level: str, under: Any, lang: Lang, value: str | None = None) -> Any:
        if under is not None and not isinstance(under, str):
            under = ANY
        offered = [(t(f"any_{level}", lang), ANY), *choices(under, self._counts(), lang)]
        shown = gr.update(choices=offered, label=t(level, lang), visible=level == "province" or len(offered) > 1)
        if value is not None:
            shown["value"] = value if value in {code for _, code in offered} else ANY
        return shown
