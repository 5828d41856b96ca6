"""Text with stretches of it marked, and small pictures as inline SVG. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from agent.profile_schema import AffectTurn, AskedQuestion, Score
from tools.fluency import Fluency


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


_STATES = {
    "no_face": "no face found",
    "several_faces": "several faces",
    "too_dark": "too dark",
    "not_sure": "not sure",
    "too_quiet": "too quiet",
    "too_short": "too short",
}


def seen_as(turn: AffectTurn, modality: str) -> str:
    """What one classifier says of a turn, in words."""
    reading = turn.face if modality == "face" else turn.voice
    if reading is None:
        return "not read"
    if reading.label is None:
        return _STATES.get(reading.state, reading.state)
    return f"{reading.label} ({reading.probabilities.get(reading.label, 0.0):.0%})"
