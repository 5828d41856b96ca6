"""Text with stretches of it marked, and small pictures as inline SVG. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from agent.profile_schema import AffectTurn, AskedQuestion, Score
from tools.fluency import Fluency
from tools.ports import Blinks, FaceMap, VoiceMap


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """``text``, escaped, with the characters of ``spans`` in ``<mark>``. Spans may overlap."""
    covered = [False] * len(text)
    for start, end in spans:
        for at in range(max(0, start), min(len(text), end)):
            covered[at] = True
    pieces: list[Markup] = []
    at = 0
    while at < len(text):
        until = at
        while until < len(text) and covered[until] == covered[at]:
            until += 1
        piece = escape(text[at:until])
        pieces.append(Markup("<mark>{}</mark>").format(piece) if covered[at] else piece)
        at = until
    return Markup("").join(pieces)


def decisive(question: AskedQuestion) -> list[tuple[int, int]]:
    """The stretches of the reply that something was concluded from."""
    spans = [question.decided_by] if question.decided_by else []
    return spans + [(p.start, p.end) for p in question.points if p.met and p.end]


def ring(score: Score) -> Markup:
    """The technical score as an arc of a circle; an empty circle if there is none."""
    share = (score.technical or 0.0) / 100
    round_ = 2 * 3.14159 * 52
    arc = f'stroke-dasharray="{share * round_:.1f} {round_:.1f}"'
    return Markup(
        '<svg class="ring" viewBox="0 0 120 120" aria-hidden="true">'
        '<circle cx="60" cy="60" r="52" class="ring-all"/>'
        f'<circle cx="60" cy="60" r="52" class="ring-got" {arc} transform="rotate(-90 60 60)"/>'
        "</svg>"
    )


def speech_strip(fluency: Fluency) -> Markup:
    """One answer from left to right: speech, and the pauses as gaps in it."""
    total = max(fluency.audio_s, 0.1)
    gaps = "".join(
        f'<rect x="{100 * p.start_s / total:.2f}" width="{100 * (p.end_s - p.start_s) / total:.2f}"'
        ' y="0" height="10" class="gap"/>'
        for p in fluency.pauses
    )
    return Markup(
        '<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="100" height="10" class="talk"/>{gaps}</svg>'
    )


def share_bar(probabilities: Mapping[str, float]) -> Markup:
    """What a classifier gave each label, as one bar, largest share first."""
    at, rects = 0.0, []
    for label, share in sorted(probabilities.items(), key=lambda item: -item[1]):
        rects.append(
            f'<rect x="{100 * at:.2f}" width="{100 * share:.2f}" height="10" '
            f'class="label-{escape(label)}"><title>{escape(label)}: {share:.0%}</title></rect>'
        )
        at += share
    return Markup(
        '<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" role="img">'
        f"{''.join(rects)}</svg>"
    )


_PARTS = (("forehead and brows", 0.33), ("eyes", 0.5), ("nose and cheeks", 0.67),
          ("mouth and chin", 1.0))  # fmt: skip
"""Of the upright face: how far down each reaches, as shares of its height."""


def face_map(found: FaceMap) -> Markup:
    """A drawn face, no photograph, darker where the classifier looked for the label it gave."""
    cell = 96 / len(found.values)
    squares = "".join(
        f'<rect x="{x * cell:.1f}" y="{y * cell:.1f}" width="{cell:.1f}" height="{cell:.1f}" '
        f'opacity="{0.75 * value:.2f}"/>'
        for y, row in enumerate(found.values)
        for x, value in enumerate(row)
        if value >= 0.05
    )
    outline = (
        '<ellipse cx="48" cy="50" rx="38" ry="46"/><path d="M26 31q7-5 14 0M56 31q7-5 14 0"/>'
        '<ellipse cx="33" cy="38" rx="6" ry="3"/><ellipse cx="63" cy="38" rx="6" ry="3"/>'
        '<path d="M48 42l-4 16h8M34 74q14 8 28 0"/>'
    )
    return Markup(
        '<svg class="facemap" viewBox="0 0 96 96" role="img" '
        f'aria-label="{escape(mostly_on(found))}">'
        f'<g class="heat">{squares}</g><g class="outline">{outline}</g></svg>'
    )


def mostly_on(found: FaceMap) -> str:
    """The same in words: the part of the face with the largest share, and that share."""
    shares = dict.fromkeys((name for name, _ in _PARTS), 0.0)
    for y, row in enumerate(found.values):
        down = (y + 0.5) / len(found.values)
        shares[next(name for name, until in _PARTS if down <= until)] += sum(row)
    total = sum(shares.values())
    if not total:
        return "it rests on no part of the face more than on another"
    part = max(shares, key=lambda name: shares[name])
    return f"“{found.label}” rests most on {part} ({shares[part] / total:.0%})"


def voice_map(found: VoiceMap) -> Markup:
    """The answer from left to right, higher where a moment weighed more."""
    bars = "".join(
        f'<rect x="{n}" y="{10 - 10 * value:.1f}" width="1" height="{10 * value:.1f}" '
        'class="talk"/>'
        for n, value in enumerate(found.values)
        if value > 0
    )
    return Markup(
        f'<svg class="strip" viewBox="0 0 {max(len(found.values), 1)} 10" '
        'preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(mostly_at(found))}">{bars}</svg>'
    )


def mostly_at(found: VoiceMap) -> str:
    """The same in words: the second around which most of it lies."""
    if not any(found.values):
        return "it rests on no moment more than on another"
    step = found.step_s
    wide = max(1, round(1 / step))
    sums = [sum(found.values[n : n + wide]) for n in range(max(1, len(found.values) - wide + 1))]
    start = max(range(len(sums)), key=lambda n: sums[n]) * step
    return f"“{found.label}” rests most on {start:.1f} to {start + wide * step:.1f} s"


_STATES = {
    "no_face": "no face found",
    "several_faces": "several faces",
    "too_dark": "too dark",
    "too_blurred": "too blurred",
    "not_sure": "not sure",
    "too_quiet": "too quiet",
    "too_short": "too short",
}
_FACING = {
    "camera": "towards the camera",
    "away": "past the camera",
    "changing": "now and then past the camera",
}


def compared(change: float | None) -> str:
    """A turn's change of balance against the candidate's own introduction, in words; 0.15 and less
    is nothing, given how the readings vary."""
    if change is None:
        return "–"
    if abs(change) <= 0.15:
        return "much the same"
    return f"{'more pleasant' if change > 0 else 'less pleasant'} ({change:+.2f})"


def eyes_and_head(turn: AffectTurn) -> str:
    """Where the head pointed and how often the eyes blinked, as far as it could be seen."""
    if turn.face is None:
        return ""
    said = []
    if turn.face.facing in _FACING:
        said.append(f"Head {_FACING[turn.face.facing]}.")
    if turn.face.blinks is not None:
        said.append(_blinks(turn.face.blinks))
    return " ".join(said)


def _blinks(blinks: Blinks) -> str:
    if blinks.state != "measured":
        return "Blinks: not measurable."
    count = len(blinks.at_s)
    rate = f", {blinks.per_minute:.0f} a minute" if blinks.per_minute is not None else ""
    return f"{count} blink{'' if count == 1 else 's'} in {blinks.watched_s:.0f} s{rate}."


def seen_as(turn: AffectTurn, modality: str) -> str:
    """What one classifier says of a turn, in words."""
    reading = turn.face if modality == "face" else turn.voice
    if reading is None:
        return "not read"
    if reading.label is None:
        return _STATES.get(reading.state, reading.state)
    return f"{reading.label} ({reading.probabilities.get(reading.label, 0.0):.0%})"
