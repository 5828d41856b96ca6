"""What the candidate writes is shown, never run; the code shown is the code written."""

from __future__ import annotations

import re
from html import unescape

import pytest

from ui.fragments import code, fragment, markdown

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "</textarea><iframe srcdoc='<script>alert(1)</script>'>",
    "[click](javascript:alert(1))",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("spoken", [True, False])
def test_a_reply_is_text(text: str, spoken: bool) -> None:
    html = fragment("said", text=text, spoken=spoken, skipped=False)
    assert not re.search(r"<(script|img|svg|iframe)", html)
    assert "$" not in html
    assert "{" not in html
    assert text in unescape(html)


@pytest.mark.parametrize("text", NASTY)
def test_code_is_text(text: str) -> None:
    html = fragment("yourcode", source=f"x = 1  # {text}\n", lines=[1])
    assert not re.search(r"<(script|img|svg|iframe)", html)
    assert text in unescape(re.sub(r"</?(span|code|li|ol)[^>]*>", "", html))


def test_markdown_of_a_problem_makes_no_links_and_no_html() -> None:
    html = markdown("**bold** `code` <b>raw</b> [x](javascript:alert(1)) ![i](http://a/b.png)")
    assert "<strong>bold</strong>" in html
    assert "<code>code</code>" in html
    assert not re.search(r"<(a|img|b)\b", html)


def test_lines_asked_about_are_marked_and_numbered() -> None:
    html = code("a = 1\n\nb = '''x\ny'''\n", [3])
    rows = re.findall(r'<li class="line( marked)?" value="(\d+)">', html)
    assert [n for _, n in rows] == ["1", "2", "3", "4"]
    assert [n for marked, n in rows if marked] == ["3"]
    for row in re.findall(r"<li.*?</li>", html):
        assert row.count("<span") == row.count("</span>"), row
