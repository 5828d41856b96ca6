"""Pieces of the page as HTML, from the templates beside this file, with everything escaped.

What the candidate wrote or said is never trusted.  Jinja escapes it; and because the page's own
HTML component evaluates templates too, ``$``, ``{`` and ``}`` leave here only as entities.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

_INERT = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;"})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["markdown"] = markdown
    environment.filters["code"] = code
    return environment


def fragment(name: str, /, **values: object) -> str:
    """The template ``name`` filled in, safe to be shown."""
    return _environment().get_template(f"{name}.html").render(**values).translate(_INERT)


def markdown(text: str) -> Markup:
    """Markdown from the question bank as HTML; HTML in it is shown as text, links are not made."""
    rules = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink"])
    return Markup(rules.render(text))


def code(source: str, marked: tuple[int, ...] | list[int] = ()) -> Markup:
    """Python with highlighting and line numbers, the lines ``marked`` (from 1) standing out."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    lines = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).splitlines()
    rows = (
        f'<li class="line{" marked" if number in marked else ""}" value="{number}">'
        f"<code>{line or ' '}</code></li>"
        for number, line in enumerate(lines, 1)
    )
    return Markup(f'<ol class="code">{"".join(rows)}</ol>')
