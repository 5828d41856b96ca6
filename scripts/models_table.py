"""Write the README's table of measured figures from ``models/results``.

--check changes nothing and fails where the README shows something else.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.table import as_markdown, table  # noqa: E402

README = ROOT / "README.md"
BEGIN, END = "<!-- models-table:begin -->", "<!-- models-table:end -->"


def filled(text: str, shown: str) -> str:
    """``text`` with ``shown`` between the marks.

    Raises:
        ValueError: the marks are not there.
    """
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"there is no {BEGIN} with its end")
    return pattern.sub(lambda _: f"{BEGIN}\n{shown}\n{END}", text)


def main() -> None:
    before = README.read_text(encoding="utf-8")
    after = filled(before, as_markdown(table()))
    if "--check" in sys.argv[1:]:
        if after != before:
            sys.exit("README.md does not show models/results: run `make models-table` and commit.")
    else:
        README.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
