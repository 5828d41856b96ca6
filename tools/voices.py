"""The voices that Coqui can speak with here.

``joe`` is pulled by ``viva pull``.  The catalogue's own English voices (``tts_models/en/...``) are
fetched by Coqui itself where its hub can be reached.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models import registry
from viva.errors import SpeakError, WeightError
from viva.settings import Settings

if TYPE_CHECKING:
    from TTS.tts.models.vits import Vits

ESPEAK_LINE = 'Install it with "sudo apt-get install espeak-ng" and start again.'
_PAD, _BEGIN, _END = "_", "^", "$"


class Voice(Protocol):
    rate: int
    """Samples per second."""

    def say(self, sentence: str, length: float) -> NDArray[np.float32]:
        """One sentence as samples (n,); ``length`` 2 takes twice the time.

        Raises:
            SpeakError: the voice could not run.
        """
        ...


def open_voice(name: str, settings: Settings, *, noise: float = 0.0) -> Voice:
    """The voice called ``name``: ``joe`` or ``tts_models/en/<data set>/<model>``.

    ``noise`` is the share, 0 to 1, of the variation that the voice was trained with; at 0 it says
    the same sentence with the same samples each time.

    Raises:
        SpeakError: no such voice, its weights or espeak-ng are missing, or it cannot be loaded.
    """
    if name == "joe":
        return JoeVoice(settings, noise=noise)
    if name.startswith("tts_models/en/"):
        return CatalogueVoice(*_fetch_from_catalogue(name, settings), noise=noise)
    raise SpeakError(
        f'There is no voice called "{name}".',
        next_step='Use "joe", or an English voice of the Coqui catalogue, "tts_models/en/...".',
    )


class JoeVoice:
    """A Piper voice (VITS as ONNX) run through Coqui's Vits model and ESpeak phonemizer."""

    def __init__(self, settings: Settings, *, noise: float = 0.0) -> None:
        try:
            folder = registry.locate("voice_joe", settings)
        except WeightError as error:
            raise SpeakError(error.message, next_step=error.next_step) from error
        config = json.loads((folder / "en_US-joe-medium.onnx.json").read_text(encoding="utf-8"))
        self.rate: int = config["audio"]["sample_rate"]
        self._ids: dict[str, list[int]] = config["phoneme_id_map"]
        self._length: float = config["inference"]["length_scale"]
        self._phonemizer = _espeak(config["espeak"]["voice"])
        self._vits = _shell()
        try:
            self._vits.load_onnx(str(folder / "en_US-joe-medium.onnx"))
        except Exception as error:  # onnxruntime's errors share no useful base
            raise SpeakError(
                f"The voice joe cannot be loaded ({error}).", next_step='Run "viva pull".'
            ) from error
        self._vits.inference_noise_scale = noise * config["inference"]["noise_scale"]
        self._vits.inference_noise_scale_dp = noise * config["inference"]["noise_w"]

    def phonemes(self, sentence: str) -> str:
        """What espeak-ng makes of ``sentence``, in IPA with its punctuation.

        Raises:
            SpeakError: espeak-ng is gone.
        """
        try:
            return self._phonemizer.phonemize(sentence, separator="")
        except (OSError, subprocess.CalledProcessError) as error:
            raise SpeakError(
                f"espeak-ng, which turns words into sounds, failed ({error}).",
                next_step=ESPEAK_LINE,
            ) from error

    def say(self, sentence: str, length: float) -> NDArray[np.float32]:
        # The voice was trained on decomposed characters with a pad after each of them.
        known = [c for c in unicodedata.normalize("NFD", self.phonemes(sentence)) if c in self._ids]
        ids = [*self._ids[_BEGIN], *self._ids[_PAD]]
        for character in known:
            ids += [*self._ids[character], *self._ids[_PAD]]
        ids += self._ids[_END]
        self._vits.length_scale = length * self._length
        samples = self._vits.inference_onnx(np.array([ids], dtype=np.int64))
        return np.asarray(samples, dtype=np.float32).reshape(-1)


class CatalogueVoice:
    """A Coqui model from its checkpoint and config."""

    def __init__(self, model: Path, config: Path, *, noise: float = 0.0) -> None:
        from TTS.api import TTS
        from TTS.tts.models.vits import Vits

        if json.loads(config.read_text(encoding="utf-8")).get("use_phonemes"):
            _need_espeak()
        try:
            self._tts = TTS(model_path=str(model), config_path=str(config), progress_bar=False)
        except Exception as error:  # a checkpoint can break in any way
            raise SpeakError(
                f"The voice in {model.name} cannot be loaded ({error}).",
                next_step="Choose another voice, or fetch this one again.",
            ) from error
        synthesizer = self._tts.synthesizer
        assert synthesizer is not None
        inner = synthesizer.tts_model
        if not isinstance(inner, Vits):
            raise SpeakError(
                f"The voice in {model.name} is not a VITS model.",
                next_step='Choose one whose name ends in "vits".',
            )
        self.rate: int = synthesizer.output_sample_rate
        self._vits = inner
        self._vits.inference_noise_scale *= noise
        self._vits.inference_noise_scale_dp *= noise
        self._length: float = inner.length_scale
        speakers = self._tts.speakers if self._tts.is_multi_speaker else None
        self._speaker = speakers[0] if speakers else None

    def say(self, sentence: str, length: float) -> NDArray[np.float32]:
        self._vits.length_scale = length * self._length
        try:
            samples = self._tts.tts(sentence, speaker=self._speaker, split_sentences=False)
        except Exception as error:  # whatever a model of the catalogue may raise
            raise SpeakError(f"The voice could not say this sentence ({error}).") from error
        return np.asarray(samples, dtype=np.float32).reshape(-1)


def _fetch_from_catalogue(name: str, settings: Settings) -> tuple[Path, Path]:
    from TTS.utils.manage import ModelManager

    manager = ModelManager(output_prefix=settings.cache_dir / "coqui", progress_bar=False)
    if name not in manager.list_tts_models():
        raise SpeakError(
            f'The Coqui catalogue has no voice called "{name}".',
            next_step='Use "joe", or one of: '
            + ", ".join(m for m in manager.list_tts_models() if m.startswith("tts_models/en/")),
        )
    try:
        model, config, _ = manager.download_model(name)
    except Exception as error:  # its download raises whatever requests, zipfile or the disk raise
        raise SpeakError(
            f'The voice "{name}" could not be fetched ({error}).',
            next_step='Check the network, or use the voice "joe".',
        ) from error
    if model is None or config is None:
        raise SpeakError(f'The voice "{name}" came without a model or config.')
    return Path(model), Path(config)


def _need_espeak() -> None:
    if shutil.which("espeak-ng") is None and shutil.which("espeak") is None:
        raise SpeakError(
            "espeak-ng, which turns words into sounds, is not installed.", next_step=ESPEAK_LINE
        )


def _espeak(language: str) -> Any:
    _need_espeak()
    from TTS.tts.utils.text.phonemizers.espeak_wrapper import ESpeak

    try:
        return ESpeak(language)
    except FileNotFoundError as error:  # installed after this process had first looked
        raise SpeakError(
            "espeak-ng was not there when Viva Voce started.", next_step="Start it again."
        ) from error


def _shell() -> Vits:
    """A Vits object to hold the ONNX session: its own layers are never run, so they are tiny."""
    logging.getLogger("TTS").setLevel(logging.ERROR)
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import Vits, VitsArgs

    layers = VitsArgs(
        num_layers_text_encoder=1,
        num_layers_flow=1,
        num_layers_posterior_encoder=1,
        hidden_channels=4,
        hidden_channels_ffn_text_encoder=4,
        num_heads_text_encoder=1,
        upsample_initial_channel_decoder=16,
        use_sdp=False,
        init_discriminator=False,
    )
    return Vits(VitsConfig(model_args=layers))
