"""A whole interview in Chromium, with a microphone and a camera, down to the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from agent.events import (
    CodeSaved,
    ConsentGiven,
    Degraded,
    QuestionSpoken,
    ReplyGiven,
    SessionStarted,
    TestsRan,
    TurnRead,
)
from ui.live import Desk

pytestmark = [pytest.mark.browser, pytest.mark.weights, pytest.mark.timeout(600)]

NASTY = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>${window.ran=1}{{7*7}}"


def step(page: Page, name: str) -> None:
    expect(page.locator(".steps .step-now")).to_have_text(name)


def question(page: Page) -> str:
    page.wait_for_selector('.question[data-open="1"]')
    return page.locator(".question").get_attribute("data-question") or ""


def next_question(page: Page, before: str) -> str:
    page.wait_for_selector(f'.question[data-open="1"]:not([data-question="{before}"])')
    return question(page)


def say(page: Page, seconds: float = 5.0) -> None:
    page.locator('[data-viva="mic"]').click()
    expect(page.locator("body.recording")).to_be_visible()
    page.wait_for_timeout(1000 * seconds)
    page.locator('[data-viva="mic"]').click()


def type_reply(page: Page, text: str) -> None:
    page.fill("#v-reply textarea", text)
    page.keyboard.press("Control+Enter")


def write_code(page: Page, source: str) -> None:
    page.locator("#v-editor .cm-content").click()
    page.keyboard.press("Control+A")
    page.evaluate("text => document.execCommand('insertText', false, text)", source)


def the_session(desk: Desk) -> str:
    return desk.tape.sessions()[-1].session_id


def events(desk: Desk, kind: type) -> list:
    return [e.event for e in desk.tape.entries(the_session(desk)) if isinstance(e.event, kind)]


def test_a_whole_interview(visit, served, screenshots: Path) -> None:
    page, desk = visit.page, served.desk
    taken: list[str] = []

    def shot(name: str, *, whole: bool = False) -> None:
        taken.append(name)
        page.wait_for_timeout(500)
        page.screenshot(path=screenshots / f"{len(taken):02d}-{name}.png", full_page=whole)

    # The start page.
    expect(page.locator("#v-start")).to_be_enabled()
    shot("start")
    page.fill("#v-name input, #v-name textarea", "Ada")
    page.click("#v-start")

    # Consent, off until ticked; the device check.
    step(page, "Ready")
    for box in ("#v-face input", "#v-voice input"):
        expect(page.locator(box)).not_to_be_checked()
        page.check(box)
    page.click('[data-viva="check-mic"]')
    expect(page.locator('[data-viva-out="mic"]')).to_contain_text("Listening")
    page.wait_for_timeout(5000)
    page.click('[data-viva="check-mic"]')
    expect(page.locator('[data-viva-out="mic"]')).to_contain_text("ython")
    expect(page.locator('[data-viva-out="camera"]')).to_contain_text("face is found")
    page.locator(".camera-check").scroll_into_view_if_needed()
    shot("consent-and-devices", whole=True)
    assert not events(desk, ConsentGiven)
    page.click("#v-begin")

    # The self-introduction, spoken and heard.
    step(page, "You")
    assert question(page) == "q1"
    page.wait_for_function("document.querySelector('[data-viva=speech]').currentTime > 0.5")
    assert events(desk, ConsentGiven) == [ConsentGiven(face=True, voice=True, keep_media=False)]
    shot("introduction")
    page.locator('[data-viva="mic"]').click()
    page.wait_for_timeout(2500)
    shot("recording")
    page.wait_for_timeout(2500)
    page.locator('[data-viva="mic"]').click()

    # A problem, another one, and taking it.
    step(page, "Problem")
    page.wait_for_selector("#v-accept", state="visible")
    reply = events(desk, ReplyGiven)[0]
    assert reply.source == "spoken"
    assert "python" in reply.text.lower()
    turn = events(desk, TurnRead)[0]
    assert turn.fluency is not None
    assert turn.face is not None
    assert len(turn.face.moments) >= 3
    shot("problem")
    first = page.locator(".offer h1").inner_text()
    page.fill("#v-wish textarea, #v-wish input", "something with brackets or text")
    page.click("#v-another")
    expect(page.locator(".offer h1")).not_to_have_text(first)
    page.click("#v-accept")

    # Code: saved by itself, there after a reload, run, handed in.
    step(page, "Code")
    problem = desk.parts.bank[desk.open(the_owner(desk), the_session(desk)).session.state.slug]
    expect(page.locator("#v-editor .cm-content")).to_contain_text(problem.signature.entry)
    write_code(page, problem.reference + "# checked by hand\n")
    page.wait_for_timeout(6500)
    assert events(desk, CodeSaved)
    page.reload()
    step(page, "Code")
    expect(page.locator("#v-editor .cm-content")).to_contain_text("checked by hand")
    page.locator("#v-editor .cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".results h2")).to_contain_text("tests pass")
    report = events(desk, TestsRan)[-1].report
    assert report.passed == report.total
    page.click("#v-hint")
    expect(page.locator(".hints li")).to_have_count(1)
    shot("code", whole=True)
    page.click("#v-done")

    # Questions about it: typed, spoken, skipped, and going on after a reload.
    step(page, "Your code")
    now = question(page)
    type_reply(page, "I go through it once and keep what is still open. So it is linear.")
    now = next_question(page, now)
    expect(page.locator(".said")).to_contain_text("keep what is still open")
    expect(page.locator(".codebox .marked").first).to_be_visible()
    shot("question-about-your-code")
    page.reload()
    assert question(page) == now
    say(page)
    now = next_question(page, now)
    assert events(desk, ReplyGiven)[-1].source == "spoken"
    shot("asked-once-more")
    for _ in range(12):
        if page.locator(".steps .step-now").inner_text() != "Your code":
            break
        if key := the_key(desk, now):
            type_reply(page, f"I think that it is {key}.")
        else:
            page.keyboard.press("Alt+s")
        now = next_question(page, now)

    # A standard question and its follow-up.
    step(page, "Experience")
    shot("experience")
    type_reply(page, "We disagreed about a queue. I measured both, and we took the simpler one.")
    now = next_question(page, now)
    type_reply(page, "They would say that I listened.")
    next_question(page, now)

    # The candidate's own questions, and the end.
    step(page, "Your turn")
    type_reply(page, "What does a good answer sound like?")
    expect(page.locator(".exchanges .answered")).to_contain_text("language model")
    shot("your-turn")
    page.click("#v-finish")

    # The report.
    step(page, "Report")
    report_page = page.frame_locator("iframe.report")
    expect(report_page.locator("h1")).to_have_text(problem.title)
    expect(report_page.locator(".meta")).to_contain_text("Ada")
    expect(report_page.locator(".verdict.right").first).to_be_visible()
    expect(report_page.locator("body")).to_contain_text("What an expression classifier saw")
    page.wait_for_timeout(1500)
    shot("report", whole=True)
    with page.expect_download() as download:
        page.click("text=Profile (JSON)")
    assert '"affect": null' in download.value.path().read_text(encoding="utf-8")

    # The list of interviews, the growth curve, another visitor, and deleting.
    a_second_interview_like_it(desk)
    page.click("#v-again")
    expect(page.locator(".past li")).to_have_count(2)
    page.wait_for_selector("#v-growth .js-plotly-plot")
    shot("interviews-and-growth", whole=True)
    dark_and_small(visit, served.url, the_session(desk), screenshots, len(taken))
    another_visitor_sees_nothing(visit, served.url, the_session(desk))
    page.locator('[data-viva="purge"]').first.click()
    expect(page.locator(".past li")).to_have_count(1)

    assert len(events(desk, QuestionSpoken)) >= 4
    assert visit.elsewhere == []
    assert visit.errors == []


def test_what_the_candidate_writes_is_shown_and_never_run(visit, served) -> None:
    page, desk = visit.page, served.desk
    expect(page.locator("#v-start")).to_be_enabled()
    page.fill("#v-name input, #v-name textarea", NASTY[:80])
    page.click("#v-start")
    page.click("#v-begin")
    question(page)
    type_reply(page, NASTY)
    page.wait_for_selector("#v-accept", state="visible")
    page.fill("#v-wish textarea, #v-wish input", NASTY)
    page.click("#v-another")
    expect(page.locator(".q-kind")).to_contain_text("2nd")
    page.click("#v-accept")
    step(page, "Code")
    expect(page.locator("#v-editor .cm-content")).to_contain_text("def")
    entry = desk.open(the_owner(desk), the_session(desk)).session.state.slug
    name = desk.parts.bank[entry].signature.entry
    write_code(page, f"def {name}(*values):\n    print({NASTY!r})\n    return {NASTY!r}\n")
    page.click("#v-done")
    now = question(page)
    expect(page.locator(".codebox")).to_contain_text(NASTY)
    type_reply(page, NASTY)
    next_question(page, now)
    expect(page.locator(".said q")).to_have_text(NASTY)
    page.click('[data-viva="end"]')
    step(page, "Report")
    report = page.frame_locator("iframe.report")
    expect(report.locator("body")).to_contain_text(NASTY)
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    assert page.frames[-1].evaluate("window.ran") is None
    assert visit.elsewhere == []
    assert visit.errors == []


def test_without_a_microphone_it_is_said_and_one_types(visit, served) -> None:
    page, desk = visit.page, served.desk
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => "
        "{ throw new DOMException('Requested device not found', 'NotFoundError'); }"
    )
    page.goto(served.url)
    expect(page.locator("#v-start")).to_be_enabled()
    page.click("#v-start")
    page.check("#v-face input")
    expect(page.locator('[data-viva-out="camera"]')).to_contain_text("cannot be used")
    page.click("#v-begin")
    question(page)
    page.click('[data-viva="mic"]')
    expect(page.locator(".notices")).to_contain_text("The microphone cannot be used")
    expect(page.locator(".notices")).to_contain_text("The camera cannot be used")
    assert {e.part for e in events(desk, Degraded)} >= {"microphone", "camera"}
    type_reply(page, "I build small tools.")
    page.wait_for_selector("#v-accept", state="visible")
    page.click(".brand")
    expect(page.locator(".past")).to_contain_text("not finished")
    page.click("text=Go on")
    step(page, "Problem")
    assert visit.elsewhere == []


def the_key(desk: Desk, question_id: str) -> str:
    """What is right, where it can be said in words."""
    state = desk.open(the_owner(desk), the_session(desk)).session.state
    asked = state.question(question_id)
    probe = state.probes.get(asked.move.subject) if asked else None
    if probe is None or probe.key.kind not in ("value", "choice", "line"):
        return ""
    options = {option.id: option.spoken[0] for option in probe.key.options}
    value = probe.key.value
    return options.get(value, str(value)) if isinstance(value, str) else str(value)


def the_owner(desk: Desk) -> str:
    return desk.tape.sessions()[-1].owner


def a_second_interview_like_it(desk: Desk) -> None:
    """The same tape once more, for a curve with two points."""
    row = desk.tape.sessions()[-1]
    later = 24 * 3600 * 1000
    again = desk.tape.new_session(row.owner, row.started_ms + later)
    for entry in desk.tape.entries(row.session_id):
        event = entry.event
        if isinstance(event, SessionStarted):
            event = replace(event, candidate="Ada")
        desk.tape.append(again, entry.seq, entry.at_ms + later, event)


def dark_and_small(visit, url: str, session_id: str, screenshots: Path, number: int) -> None:
    """The report on a phone, in the dark."""
    phone = visit.context.new_page()
    phone.emulate_media(color_scheme="dark")
    phone.set_viewport_size({"width": 400, "height": 860})
    phone.goto(f"{url}/viva/session/{session_id}/report")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 400
    phone.screenshot(path=screenshots / f"{number + 1:02d}-report-on-a-phone.png")
    phone.close()


def another_visitor_sees_nothing(visit, url: str, session_id: str) -> None:
    stranger = visit.context.browser.new_context()
    page = stranger.new_page()
    answer = page.goto(f"{url}/viva/session/{session_id}/report")
    assert answer is not None
    assert answer.status == 404
    page.goto(f"{url}/?open={session_id}")
    expect(page.locator(".past .empty")).to_be_visible()
    expect(page.locator("#v-home")).to_be_visible()
    stranger.close()
