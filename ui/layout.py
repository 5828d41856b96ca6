"""What is on the page: its parts, laid out, by the names under which they are drawn."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui import views
from ui.fragments import fragment

LONGEST_REPLY = 4000  # characters: several minutes of speech
LONGEST_WISH = 300
PULSE_S = 1.5
AUTOSAVE_S = 5.0

Parts = dict[str, Any]


def lay_out() -> Parts:
    """Every part of the page, in the blocks that are being built."""
    parts: Parts = {}
    parts["head"] = gr.HTML(views.head(None), elem_id="v-head")
    parts["notice"] = gr.HTML("", elem_id="v-notice")
    with gr.Column(visible=True, elem_id="v-home", elem_classes="page") as parts["home"]:
        _home(parts)
    with gr.Column(visible=False, elem_id="v-ready", elem_classes="page") as parts["ready"]:
        parts["consent"] = gr.HTML("")
        parts["face"] = gr.Checkbox(False, label="Look at my face while I answer", elem_id="v-face")
        parts["voice"] = gr.Checkbox(
            False, label="Listen to my tone of voice while I answer", elem_id="v-voice"
        )
        parts["check"] = gr.HTML("")
        parts["camera_check"] = gr.HTML("", visible=False)
        parts["resume"] = gr.HTML("")
        parts["begin"] = _primary("Begin", "v-begin")
    with gr.Column(visible=False, elem_id="v-choosing", elem_classes="page") as parts["choosing"]:
        parts["offer"] = gr.HTML("")
        parts["accept"] = _primary("Take this problem", "v-accept")
        parts["wish"] = gr.Textbox(
            label="Or say what you would rather have",
            placeholder="for instance: something with graphs, not too hard",
            max_length=LONGEST_WISH,
            elem_id="v-wish",
        )
        parts["another"] = gr.Button("Another one", elem_id="v-another")
    with gr.Row(visible=False, elem_id="v-coding", elem_classes="wide") as parts["coding"]:
        _coding(parts)
    with gr.Row(visible=False, elem_id="v-answering", elem_classes="wide") as parts["answering"]:
        _answering(parts)
    with gr.Column(visible=False, elem_id="v-finishing", elem_classes="page") as parts["finishing"]:
        parts["finish"] = gr.HTML("")
        parts["again"] = _primary("Back to the start page", "v-again")
    gr.HTML(fragment("shortcuts"))
    with gr.Row(elem_id="v-hidden"):
        parts["refresh"] = gr.Button("refresh", elem_id="v-refresh")
        parts["end"] = gr.Button("end", elem_id="v-end")
    parts["pulse"] = gr.Timer(PULSE_S)
    parts["autosave"] = gr.Timer(AUTOSAVE_S, active=False)
    return parts


def _primary(text: str, elem_id: str) -> gr.Button:
    return gr.Button(text, variant="primary", elem_id=elem_id)


def _home(parts: Parts) -> None:
    parts["hero"] = gr.HTML("")
    with gr.Row(elem_id="v-start-row"):
        parts["name"] = gr.Textbox(
            label="Your name (if you like)", max_length=80, elem_id="v-name", scale=2
        )
        parts["start"] = gr.Button(
            "Start an interview", variant="primary", elem_id="v-start", interactive=False, scale=1
        )
    parts["past"] = gr.HTML("")
    parts["growth"] = gr.Plot(visible=False, show_label=False, elem_id="v-growth")


def _coding(parts: Parts) -> None:
    with gr.Column(scale=4, min_width=320):
        parts["statement"] = gr.HTML("")
    with gr.Column(scale=6, min_width=360):
        parts["editor"] = gr.Code(
            language="python",
            lines=18,
            max_lines=32,
            label="Your solution",
            show_label=False,
            interactive=True,
            elem_id="v-editor",
            buttons=[],
        )
        with gr.Row(elem_classes="actions"):
            parts["run"] = gr.Button("Run the tests", elem_id="v-run")
            parts["hint"] = gr.Button("Hint", elem_id="v-hint")
            parts["done"] = _primary("I am done", "v-done")
        parts["results"] = gr.HTML("", elem_id="v-results")
        with gr.Row(elem_id="v-ask-row"):
            parts["ask"] = gr.Textbox(
                label="Is something unclear about the task? Ask",
                placeholder="for instance: can the list be empty?",
                max_length=LONGEST_WISH,
                elem_id="v-ask",
                scale=4,
            )
            parts["ask_now"] = gr.Button("Ask", elem_id="v-ask-now", scale=1)
        parts["asked"] = gr.HTML("", elem_id="v-asked")


def _answering(parts: Parts) -> None:
    with gr.Column(scale=6, min_width=340, elem_id="v-talk"):
        parts["question"] = gr.HTML("")
        parts["exchanges"] = gr.HTML("")
        parts["listen"] = gr.HTML("")
        parts["reply"] = gr.Textbox(
            label="Or type your answer",
            lines=3,
            max_lines=8,
            max_length=LONGEST_REPLY,
            elem_id="v-reply",
        )
        with gr.Row(elem_classes="actions"):
            parts["finish_now"] = gr.Button(
                "Finish and see the report", elem_id="v-finish", visible=False
            )
            parts["skip"] = gr.Button("Skip", elem_id="v-skip")
            parts["send"] = _primary("Send", "v-send")
        parts["said"] = gr.HTML("")
    with gr.Column(scale=5, min_width=320, visible=False, elem_id="v-yourcode") as side:
        parts["yourcode"] = gr.HTML("")
    parts["side"] = side
