"""The look of the page: system fonts, calm colours. Nothing is loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path

from gradio.themes.base import Base
from gradio.themes.utils import colors, sizes
from gradio.themes.utils.fonts import Font

STATIC = Path(__file__).parent / "static"

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")


def theme() -> Base:
    """Colours come from ``static/style.css``; here Gradio's own parts are tuned to them."""
    base = Base(
        primary_hue=colors.teal,
        neutral_hue=colors.stone,
        radius_size=sizes.radius_md,
        font=[Font(name) for name in _SANS],
        font_mono=[Font(name) for name in _MONO],
    )
    plain = {
        "body_background_fill": "var(--v-paper)",
        "body_text_color": "var(--v-ink)",
        "body_text_color_subdued": "var(--v-soft)",
        "background_fill_primary": "var(--v-card)",
        "background_fill_secondary": "var(--v-paper)",
        "border_color_primary": "var(--v-line)",
        "block_background_fill": "transparent",
        "block_border_width": "0px",
        "block_label_background_fill": "transparent",
        "block_label_text_color": "var(--v-soft)",
        "block_title_text_color": "var(--v-soft)",
        "input_background_fill": "var(--v-card)",
        "input_border_width": "1px",
        "input_border_color": "var(--v-line)",
        "input_border_color_focus": "var(--v-accent)",
        "input_placeholder_color": "var(--v-faint)",
        "button_primary_background_fill": "var(--v-accent)",
        "button_primary_background_fill_hover": "var(--v-accent-deep)",
        "button_primary_text_color": "var(--v-on-accent)",
        "button_secondary_background_fill": "var(--v-card)",
        "button_secondary_background_fill_hover": "var(--v-tint)",
        "button_secondary_text_color": "var(--v-ink)",
        "button_secondary_border_color": "var(--v-line)",
        "code_background_fill": "var(--v-card)",
    }
    single = {"block_border_width", "input_border_width"}
    dark = {f"{name}_dark": value for name, value in plain.items() if name not in single}
    return base.set(**plain, **dark, button_border_width="1px", layout_gap="16px")
