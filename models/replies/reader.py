"""The language model with the adapter that was trained for reading replies: it continues a prompt
with the one line that writes down the answer that was given."""

from __future__ import annotations

from typing import Protocol

import httpx

from models.llm_server import LlmServer
from viva.errors import ModelAnswerInvalid, ModelGone, ModelSlow

MAX_TOKENS = 80
"""Enough for a list of twenty numbers or a few small inputs."""


class WriteDown(Protocol):
    def write_down(self, prompt: str) -> str:
        """The line that follows ``prompt``, without its end.

        Raises:
            ModelGone: the server does not answer.
            ModelSlow: no answer within the time limit.
            ModelAnswerInvalid: it answers something else than a line.
        """
        ...


class AdapterReader:
    """Asks the local server, with the adapter that it was started with."""

    def __init__(self, server: LlmServer, timeout_s: float) -> None:
        self._server = server
        self._timeout_s = timeout_s

    def write_down(self, prompt: str) -> str:
        body = {
            "prompt": prompt,
            "n_predict": MAX_TOKENS,
            "temperature": 0,
            "stop": ["\n"],
            "lora": [{"id": 0, "scale": 1.0}],
        }
        try:
            answer = httpx.post(
                f"{self._server.root}/completion",
                json=body,
                headers={"Authorization": f"Bearer {self._server.api_key}"},
                timeout=self._timeout_s,
                trust_env=False,
            )
            answer.raise_for_status()
            return str(answer.json()["content"]).strip()
        except httpx.TimeoutException as error:
            raise ModelSlow(
                f"The language model gave no answer within {self._timeout_s:.0f} s.",
                next_step="Try again; VIVA_LLM_TIMEOUT_S gives it longer.",
            ) from error
        except httpx.HTTPError as error:
            raise ModelGone(
                "The language model does not answer.", next_step="It is being restarted."
            ) from error
        except (ValueError, KeyError) as error:
            raise ModelAnswerInvalid("The language model's answer is no line.") from error
