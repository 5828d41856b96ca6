"""Write the tools' figures of ``docs/affect.md`` from ``evals/results``.

They stand between two marks in that page; what is not measured is left out.  With ``--check``
nothing is written; the exit code says whether the page is up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "affect.md"
RESULTS = ROOT / "evals" / "results"
BEGIN, END = "<!-- tool figures: begin -->", "<!-- tool figures: end -->"


def text(folder: Path = RESULTS) -> str:
    """The part of the page between the marks."""
    parts = (
        ("bench_tools.json", _times),
        ("bench_tools_before.json", _before),
        ("fusion.json", _fusion),
        ("faces.json", _faces),
    )
    found = [
        write(json.loads((folder / name).read_text(encoding="utf-8")))
        for name, write in parts
        if (folder / name).is_file()
    ]
    return "\n\n".join(found)


def _times(bench: dict[str, Any]) -> str:
    rows = bench["tools"] + bench["at_the_end"]
    # A machine that gives this process less than a third of a core says nothing about the clock.
    waited = sorted(row["p50_ms"] / max(row["cpu_p50_ms"], 1e-9) for row in rows)
    busy = waited[len(waited) // 2] > 3
    heading = "processor p50 | processor p95" if busy else "p50 | p95 | processor p50"
    columns = ("cpu_p50_ms", "cpu_p95_ms") if busy else ("p50_ms", "p95_ms", "cpu_p50_ms")
    lines = [
        "`viva bench tools`, milliseconds (*processor*: of all threads together):",
        "",
        f"| tool | calls | {heading} |",
        "|---|---|" + "---|" * len(columns),
        *(
            f"| {row['what']} | {row['calls']} | {' | '.join(f'{row[c]:.1f}' for c in columns)} |"
            for row in rows
        ),
        "",
        "*All at the end*: face and voice of a 20 s answer with two pictures a second, everything "
        "done when it is over; *what is left*: the pictures looked at as they came. It runs on two "
        "threads, beside hearing, which takes longer.",
    ]
    if busy:
        lines.append(
            "The machine was busy with other work, so the clock on the wall said nothing and is "
            "left out; that what is left takes at most 120 ms is **not shown** by this run."
        )
    else:
        lines.append(f"Beside real hearing they add {bench['added_ms']:.0f} ms to the turn.")
    return "\n".join([*lines, _origin(bench)])


def _before(bench: dict[str, Any]) -> str:
    all_, left = (row["cpu_p50_ms"] for row in bench["at_the_end"])
    return (
        "Before speech was looked for once in a turn, in stretches side by side: "
        f"{all_:.0f} and {left:.0f} ms of the processor, the face without its points and without "
        f"its mirror image. {_origin(bench)}"
    )


def _fusion(found: dict[str, Any]) -> str:
    rows = (("face", "the face alone"), ("voice", "the voice alone"),
            ("plain_mean", "their plain mean"), ("both", "fused, as the tools do"))  # fmt: skip
    low, high = (100 * value for value in found["gain_95"])
    lacking = found["with_missing"]
    lines = [
        f"`viva eval fusion`, {found['pairs']} artificial pairs, {len(found['seeds'])} times:",
        "",
        "| read from | accuracy % | macro-F1 % | with 30 % of each missing, accuracy % |",
        "|---|---|---|---|",
    ]
    for name, said in rows:
        one = found[name]
        less = f"{100 * lacking[name]['accuracy']:.1f}" if name in lacking else "–"
        lines.append(
            f"| {said} | {100 * one['accuracy']:.1f} ± {100 * one['accuracy_sd']:.1f} | "
            f"{100 * one['macro_f1']:.1f} | {less} |"
        )
    lines += [
        "",
        f"Fused, {100 * found['gain']:.1f} points above the better one (95 %: {low:.1f} to "
        f"{high:.1f}). Six emotions; nothing was tuned on these pictures and clips.",
        _against_plain(found),
        _origin(found),
    ]
    return "\n".join(lines)


def _against_plain(found: dict[str, Any]) -> str:
    """What the weights by confidence are worth, also where that is less than nothing."""
    more = 100 * (found["both"]["accuracy"] - found["plain_mean"]["accuracy"])
    if more > 0:
        return f"The weights are worth {more:.1f} points over the plain mean."
    return (
        f"The plain mean does {-more:.1f} points better here, so the weights by confidence earn "
        "nothing on such pairs. They were not changed for it: these data are held out."
    )


def _faces(found: dict[str, Any]) -> str:
    lines = [
        "`viva eval faces`, the real faces of the data folder:",
        "",
        "| picture or clip | frames | state | head, turn and tilt | blinks | lowest "
        "eye-aspect ratio, share of the median: contours | by FaceMesh alone |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in found["seen"]:
        named = f" {one['label']} ({one['label_share']:.2f})" if one["label"] else ""
        pose = (
            f" {one['yaw_deg']:.0f}°, {one['pitch_deg']:.0f}°" if one["yaw_deg"] is not None else ""
        )
        at = ", ".join(f"{t:.2f} s" for t in one["blinks_at_s"])
        counted = f"{len(one['blinks_at_s'])}{f' ({at})' if at else ''}"
        blinks = counted if one["blinks"] == "measured" else one["blinks"]
        lines.append(
            f"| {one['name']} | {one['frames']} | {one['state']}{named} | {one['facing']}{pose} | "
            f"{blinks} | {_or_dash(one['contours'])} | {_or_dash(one['facemesh'])} |"
        )
    return "\n".join([*lines, "", _origin(found)])


def _or_dash(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _origin(found: dict[str, Any]) -> str:
    origin = found["origin"]
    return f"({origin['machine']}; commit {origin['commit']}; {origin['date'][:10]})"


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    now = f"{before}{BEGIN}\n{text()}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        return int(now != page)
    PAGE.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
