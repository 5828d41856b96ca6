"""The language model: any OpenAI-compatible server, asked for answers that fit a schema.

``Chat`` is the port; :class:`OpenAIChat` the real backend; :class:`ScriptedChat` the one for tests.

The system prompt goes first and the turn last: the server keeps what it has read, so a call whose
beginning is the same as an earlier one's costs only its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import httpx
import openai
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, SecretStr, ValidationError

from models.llm_server import Change, local_server
from models.replies.reader import AdapterReader, WriteDown
from viva.errors import ModelAnswerInvalid, ModelError, ModelGone, ModelSlow
from viva.settings import Settings

Answer = TypeVar("Answer", bound=BaseModel)

_SEED = 20
_RETRIES = 1


class Chat(Protocol):
    @property
    def llm(self) -> BaseChatModel:
        """The LangChain model, for graphs and tools."""
        ...

    def ask(self, system: str, prompt: str, schema: type[Answer], *, max_tokens: int) -> Answer:
        """One answer that fits ``schema``.

        Raises:
            ModelGone: the server does not answer.
            ModelSlow: no answer within the time limit.
            ModelAnswerInvalid: it does not fit the schema, or ran over ``max_tokens``.
        """
        ...

    def ask_text(self, system: str, prompt: str, *, max_tokens: int) -> str:
        """One answer in free words; cut off after ``max_tokens``. Raises as :meth:`ask`."""
        ...

    def standing_still(self) -> AbstractContextManager[None]:
        """Meanwhile the model takes no processor time on this machine; what it was writing for
        another thread goes on afterwards."""
        ...


class OpenAIChat:
    """Any OpenAI-compatible server, at temperature 0 with a fixed seed.

    ``timeout_s`` bounds one attempt; the OpenAI client itself tries again once when a connection
    breaks or the time is up.  ``standing_still`` holds a server on this machine; one elsewhere
    takes no time here. ``reader`` writes down what replies say; a model that was not trained for it
    (one elsewhere, or the tiny one) has none.
    """

    def __init__(
        self,
        base_url: str,
        *,
        model: str,
        api_key: str = "local",
        timeout_s: float = 30.0,
        retries: int = _RETRIES,
        standing_still: Callable[[], AbstractContextManager[None]] = nullcontext,
        reader: WriteDown | None = None,
    ) -> None:
        self.reader = reader
        self._where = base_url
        self._standing_still = standing_still
        self._timeout_s = timeout_s
        self._llm = ChatOpenAI(
            base_url=base_url,
            api_key=SecretStr(api_key),
            model=model,
            temperature=0,
            seed=_SEED,
            timeout=timeout_s,
            max_retries=retries,
            http_client=_direct() if _on_this_machine(base_url) else None,
        )

    @property
    def llm(self) -> BaseChatModel:
        return self._llm

    def ask(self, system: str, prompt: str, schema: type[Answer], *, max_tokens: int) -> Answer:
        asked = self._llm.with_structured_output(
            schema, method="json_schema", include_raw=True, max_tokens=max_tokens
        )
        with self._typed_errors():
            reply = asked.invoke([("system", system), ("human", prompt)])
        assert isinstance(reply, dict)
        if isinstance(reply["parsed"], schema):
            return reply["parsed"]
        raise ModelAnswerInvalid(f"The language model's answer is no {schema.__name__}.")

    def ask_text(self, system: str, prompt: str, *, max_tokens: int) -> str:
        with self._typed_errors():
            reply = self._llm.invoke([("system", system), ("human", prompt)], max_tokens=max_tokens)
        text = reply.text.strip()
        if not text:
            raise ModelAnswerInvalid("The language model's answer is empty.")
        return text

    def standing_still(self) -> AbstractContextManager[None]:
        return self._standing_still()

    @contextmanager
    def _typed_errors(self) -> Iterator[None]:
        try:
            yield
        except openai.APITimeoutError as error:
            raise ModelSlow(
                f"The language model gave no answer within {self._timeout_s:.0f} s.",
                next_step="Try again; VIVA_LLM_TIMEOUT_S gives it longer.",
            ) from error
        except (openai.APIConnectionError, openai.InternalServerError) as error:
            raise ModelGone(
                f"The language model at {self._where} does not answer.",
                next_step="The local one is being restarted; of another, check VIVA_LLM_BASE_URL.",
            ) from error
        except openai.APIStatusError as error:
            barred = error.status_code in (401, 403, 404)
            raise ModelError(
                f"The language model refused the request ({error.message}).",
                next_step="Check VIVA_LLM_BASE_URL, VIVA_LLM_API_KEY and VIVA_LLM_MODEL."
                if barred
                else "",
            ) from error
        except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError) as error:
            raise ModelAnswerInvalid(f"The language model's answer is cut off: {error}") from error
        except (ValidationError, openai.OpenAIError) as error:
            raise ModelAnswerInvalid(
                f"The language model's answer does not fit what was asked ({error})."
            ) from error


def _on_this_machine(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def _direct() -> httpx.Client:
    """A client that asks no proxy: one that is set for the web would be asked for loopback, too."""
    return httpx.Client(trust_env=False)


@contextmanager
def open_chat(
    settings: Settings,
    *,
    weight: str = "llm",
    on_change: Callable[[Change], None] = lambda change: None,
) -> Iterator[OpenAIChat]:
    """The model that the settings name: a server by its URL, or else the local one, started here.

    The local server is ready when this returns, proven by a real token; ``on_change`` hears when
    it dies and comes back.

    Raises:
        WeightMissing, WeightCorrupt: the local weight cannot be used.
        ModelGone, ModelSlow: the local server does not come up.
    """
    if settings.llm_base_url:
        yield OpenAIChat(
            settings.llm_base_url,
            model=settings.llm_model,
            api_key=settings.llm_api_key,
            timeout_s=settings.llm_timeout_s,
        )
        return
    with local_server(settings, weight=weight, on_change=on_change) as server:
        server.wait_ready()
        yield OpenAIChat(
            server.base_url,
            model=server.alias,
            api_key=server.api_key,
            timeout_s=settings.llm_timeout_s,
            standing_still=server.standing_still,
            reader=AdapterReader(server.root, server.api_key) if server.adapter else None,
        )


# ------------------------------------------------------------------ for tests


@dataclass(frozen=True)
class Line:
    """One call that a script expects: what it is answered with (an instance of the schema asked
    for, a text, or an error to raise) and words that must stand in what is asked."""

    answer: BaseModel | str | ModelError
    contains: tuple[str, ...] = ()


class ScriptedChat:
    """Answers from a script, in order. As a context manager it fails if a line was not used."""

    def __init__(self, script: Sequence[Line | BaseModel | str | ModelError] = ()) -> None:
        self._script = [line if isinstance(line, Line) else Line(line) for line in script]
        self.asked: list[str] = []

    def __enter__(self) -> ScriptedChat:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.assert_consumed()

    def assert_consumed(self) -> None:
        assert not self._script, f"{len(self._script)} scripted answers were not asked for"

    @property
    def llm(self) -> BaseChatModel:
        return _ScriptedModel(chat=self)

    def ask(self, system: str, prompt: str, schema: type[Answer], *, max_tokens: int) -> Answer:
        answer = self._next(f"{system}\n{prompt}")
        assert isinstance(answer, schema), f"asked for {schema.__name__}, scripted: {answer!r}"
        return answer

    def ask_text(self, system: str, prompt: str, *, max_tokens: int) -> str:
        answer = self._next(f"{system}\n{prompt}")
        assert isinstance(answer, str), f"asked for text, scripted: {answer!r}"
        return answer

    def standing_still(self) -> AbstractContextManager[None]:
        return nullcontext()

    def _next(self, asked: str) -> BaseModel | str:
        self.asked.append(asked)
        assert self._script, f"the script has no answer for: {asked}"
        line = self._script.pop(0)
        for words in line.contains:
            assert words in asked, f"{words!r} is not in what was asked: {asked}"
        if isinstance(line.answer, ModelError):
            raise line.answer
        return line.answer


class _ScriptedModel(BaseChatModel):
    """A script seen as a LangChain model, for graphs that take one."""

    chat: Any

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        answer = self.chat._next("\n".join(message.text for message in messages))
        text = answer.model_dump_json() if isinstance(answer, BaseModel) else answer
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, **kwargs: Any
    ) -> Runnable[Any, Any]:
        def parse(raw: BaseMessage) -> Any:
            parsed = schema.model_validate_json(raw.text)
            if include_raw:
                return {"raw": raw, "parsed": parsed, "parsing_error": None}
            return parsed

        return self | RunnableLambda(parse)
