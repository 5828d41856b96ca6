"""Every error that Viva Voce raises on purpose, as one tree.

    VivaError
    ├── SettingsError            a setting is missing or has a value that cannot work
    ├── InputRefused             what the candidate sent is too large or not what it claims to be
    ├── WeightError              a model's weights cannot be used
    │   ├── WeightMissing        not on this machine yet
    │   ├── WeightCorrupt        the bytes do not match the manifest
    │   ├── WeightUnreachable    no source answered                      (retryable)
    │   └── DiskFull             no room to store it
    ├── ModelError               the language model did not give a usable answer
    │   ├── ModelGone            the server does not answer              (retryable)
    │   ├── ModelSlow            no answer within the time limit         (retryable)
    │   └── ModelAnswerInvalid   an answer that does not fit its schema
    ├── HearError                speech could not be recognised
    ├── SpeakError               speech could not be synthesised
    ├── AffectError              a face or voice reading could not be made
    ├── SandboxError             the sandbox itself failed (candidate code that fails is a result)
    ├── BankError                the question bank cannot be used
    │   ├── ProblemInvalid       a problem's files break the schema
    │   ├── ProblemNotFound
    │   └── IndexBroken
    ├── TapeError                the tape cannot be read or written
    │   ├── SessionNotFound
    │   └── TapeConflict         another writer has appended to this session
    ├── IllegalEvent             the interview is not in a phase in which this can happen
    └── ScriptError              a replay script is malformed or does not fit what was asked

Each carries a sentence for a person (``str(error)``) and, in ``next_step``, what to do about it.
"""

from __future__ import annotations


class VivaError(Exception):
    """Base of all. ``retryable`` says whether the same call may succeed if made again."""

    retryable: bool = False

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class SettingsError(VivaError): ...


class InputRefused(VivaError): ...


class WeightError(VivaError): ...


class WeightMissing(WeightError): ...


class WeightCorrupt(WeightError): ...


class WeightUnreachable(WeightError):
    retryable = True


class DiskFull(WeightError): ...


class ModelError(VivaError): ...


class ModelGone(ModelError):
    retryable = True


class ModelSlow(ModelError):
    retryable = True


class ModelAnswerInvalid(ModelError): ...


class HearError(VivaError): ...


class SpeakError(VivaError): ...


class AffectError(VivaError): ...


class SandboxError(VivaError): ...


class BankError(VivaError): ...


class ProblemInvalid(BankError): ...


class ProblemNotFound(BankError): ...


class IndexBroken(BankError): ...


class TapeError(VivaError): ...


class SessionNotFound(TapeError): ...


class TapeConflict(TapeError): ...


class IllegalEvent(VivaError): ...


class ScriptError(VivaError): ...
