"""The process of the local language model: ``python -m models.llm_child --model FILE``.

It listens on loopback only, behind a key made up for this run, and dies with the process that
started it (:class:`models.llm_server.LlmServer`).
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import signal
from typing import Any

KEY_VARIABLE = "VIVA_LLM_SERVER_KEY"
CONTEXT_TOKENS = 8192
PROMPT_CACHE_MIB = 512
"""Room for prompts read earlier (28 KiB a token), so that two kinds of request may alternate."""


def _die_with_parent(parent: int) -> None:
    """Ask Linux for SIGKILL when the thread that started us ends (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _parameters(xllamacpp: Any, flags: argparse.Namespace) -> Any:
    wanted = xllamacpp.CommonParams()
    wanted.model.path = flags.model
    wanted.model_alias = {flags.alias}
    wanted.n_ctx = CONTEXT_TOKENS
    wanted.n_parallel = 1
    wanted.cache_ram_mib = PROMPT_CACHE_MIB
    wanted.cpuparams.n_threads = flags.threads
    wanted.cpuparams_batch.n_threads = flags.threads
    wanted.n_gpu_layers = 0
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = flags.port
    wanted.api_keys = [os.environ.pop(KEY_VARIABLE)]
    wanted.cors_origins = ""  # by default any web page may call it
    wanted.ui = False
    wanted.endpoint_slots = False
    if flags.adapter:
        wanted.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(flags.adapter, 1.0)]
        wanted.lora_init_without_apply = True  # only for requests that ask for it
    return wanted


def _serve() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.llm_child")
    parser.add_argument("--model", required=True)
    parser.add_argument("--adapter", help="a LoRA that requests may ask for")
    parser.add_argument("--alias", default="local")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--parent", type=int, required=True, help="end when this process ends")
    flags = parser.parse_args()
    _die_with_parent(flags.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the group; the parent ends us
    xllamacpp = importlib.import_module("xllamacpp")
    server = xllamacpp.Server(_parameters(xllamacpp, flags))
    address = server.listening_address
    print(json.dumps({"port": int(address.rsplit(":", 1)[1])}), flush=True)
    while True:
        signal.pause()


if __name__ == "__main__":
    _serve()
