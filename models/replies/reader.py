"""The language model with the adapter that was trained for reading replies: it continues a prompt
with the one line that writes down the answer that was given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import httpx

from viva.errors import ModelAnswerInvalid, ModelGone, ModelSlow

MAX_TOKENS = 80
"""Enough for a list of twenty numbers or a few small inputs."""


@dataclass(frozen=True)
class WrittenLine:
    """``text`` without its end; ``probability``: that the model gives to just this line, 0 to 1."""

    text: str
    probability: float


class WriteDown(Protocol):
    def write_down(self, prompt: str, within_s: float) -> WrittenLine:
        """The line that follows ``prompt``.

        Raises:
            ModelGone: the server does not answer.
            ModelSlow: no answer within ``within_s`` seconds: it may be at work for another.
            ModelAnswerInvalid: it answers something else than a line.
        """
        ...


class AdapterReader:
    """Asks the local server, with the adapter that it was started with."""

    def __init__(self, root: str, api_key: str) -> None:
        """``root``: where llama.cpp's own endpoints are."""
        self._root = root
        self._api_key = api_key

    def write_down(self, prompt: str, within_s: float) -> WrittenLine:
        body = {
            "prompt": prompt,
            "n_predict": MAX_TOKENS,
            "temperature": 0,
            "n_probs": 1,
            "stop": ["\n"],
            "lora": [{"id": 0, "scale": 1.0}],
        }
        try:
            answer = httpx.post(
                f"{self._root}/completion",
                json=body,
                headers={"Authorization": f"Bearer {self._api_key}"},
                timeout=within_s,
                trust_env=False,
            )
            answer.raise_for_status()
            found = answer.json()
            each = [token["logprob"] for token in found["completion_probabilities"]]
            return WrittenLine(str(found["content"]).strip(), math.exp(sum(each)))
        except httpx.TimeoutException as error:
            raise ModelSlow(
                f"The language model wrote nothing within {within_s:.0f} s.", next_step="Try again."
            ) from error
        except httpx.HTTPError as error:
            raise ModelGone(
                "The language model does not answer.", next_step="It is being restarted."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ModelAnswerInvalid("The language model's answer is no line.") from error
