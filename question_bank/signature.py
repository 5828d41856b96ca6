"""The typed signature of a problem: what is written once and asked for in six languages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

NAME = r"^[A-Za-z_][A-Za-z0-9_]*$"
SNAKE = r"^[a-z][a-z0-9_]*$"
_TYPE = r"^[a-z]+(\[.+\])?( \| None)?$"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Parameter(Strict):
    name: str = Field(pattern=SNAKE)
    type: str = Field(pattern=_TYPE, description="a Python type as written in the starter code")


class Method(Strict):
    name: str = Field(pattern=SNAKE)
    parameters: list[Parameter] = []
    returns: str = "None"


class Signature(Strict):
    """A function; or a class, if it has ``methods``: ``parameters`` are then its constructor's."""

    entry: str = Field(pattern=NAME)
    parameters: list[Parameter] = []
    returns: str = "None"
    methods: list[Method] = []
