"""The fast engine for seq2seq models on a CPU: CTranslate2 in int8, also for the instruct models that it knows.

A folder of safetensors (or a GGUF) is converted once, in the store. Requests are sorted by length and generated in
batches bounded by rows, tokens and memory, greedily or with beams; what the prompts of instruct models share is
computed once. `Decoding.allowed` is enforced on the vocabulary: a token passes if its text is made of allowed
characters only. The wording of a result can depend on the requests beside it: sums are taken in another order in a
batch of another shape. `deterministic` generates one by one, at about ten times the time.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import ctranslate2

from pipeline.engines.batching import batches, halved, kind_of, shared_start, tokens_in
from pipeline.engines.engine import Decoding, EngineOptions, LocalModel, Request, Result
from pipeline.engines.reader import Reader, first_line
from pipeline.errors import EngineError

# Tokens of a batch, padding counted: more brings no speed on a CPU, and attention takes memory in their square.
_MOST_TOKENS = 16_384
# What a tokenizer and a chat template may consist of, and what says how a model is used.
_TOKENIZER_FILES = ("*.json", "*.model", "*.spm", "*.txt", "*.jinja")
class CTranslate2Engine:
    """One loaded model; see the module."""

    def __init__(self, model: LocalModel, options: EngineOptions) -> None:
        self._reader = Reader(model.path / "tokenizer", model.kind)
        device = _device(options)
        loader = ctranslate2.Translator if model.kind == "seq2seq" else ctranslate2.Generator
        try:
            self._network = loader(
                str(model.path), device=device, compute_type="int8" if device == "cpu" else "int8_float16",
                device_index=int(options.device.partition(":")[2] or 0), inter_threads=1,
                intra_threads=options.threads)
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"{model.path}: CTranslate2 cannot load this model ({first_line(error)})") from error
        self._config: dict[str, Any] = json.loads((model.path / "tokenizer/config.json").read_text("utf-8"))
        self._rows, self._memory_gb = 1 if options.deterministic else options.batch, options.memory_gb
        self._ends = [self._token(i) for i in sorted(self._reader.ends)]
        self._says = _vocabulary(model.path)
        self._barred: dict[tuple[str, ...], list[list[str]]] = {}
        self.pulse = 0.0
        self.kind = model.kind
        self.context_tokens = model.context_tokens

    def count_tokens(self, text: str) -> int:
        return self._reader.count_tokens(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        prompts = self._reader.prompts(requests, self.context_tokens)
        sizes = {r: len(ids) for r, ids in prompts.items()}
        run = self._translate if self.kind == "seq2seq" else self._complete
        results: dict[Request, Result] = {}
        self.pulse = time.monotonic()
        for _, alike in groupby(sorted(prompts, key=kind_of), key=kind_of):
            group = list(alike)
            tokens = min(_MOST_TOKENS, tokens_in(self._memory_gb, self._config, group[0].decoding))
            context = self.context_tokens if self.kind == "instruct" else None
            for some in batches(group, sizes, self._rows, tokens, context):
                try:
                    done = halved(some, lambda part: run(part, prompts))
                except (RuntimeError, ValueError, MemoryError) as error:
                    raise EngineError(f"the model failed ({first_line(error)}); where memory ran out, lower "
                                      "engine.batch") from error
                results |= dict(zip(some, done, strict=True))
                # After a batch, and not after each token: a callback of ours would be let go by a thread of the
                # library that does not hold Python's lock, which ends the process now and then.
                self.pulse = time.monotonic()
        yield from (results[r] for r in requests)

    def _translate(self, requests: Sequence[Request], prompts: Mapping[Request, list[int]]) -> list[Result]:
        """One batch for a seq2seq model, with equal decoding and task."""
        forced = self._reader.forced(requests[0].task)
        lead = [] if forced is None else [self._token(forced)]
        outputs = self._network.translate_batch(
            [self._tokens(prompts[r]) for r in requests], [lead] * len(requests) if lead else None,
            max_decoding_length=min(_most(requests) + len(lead), self.context_tokens - 1),
            max_input_length=0,     # ours refuses what is too long, before
            **self._options(requests[0].decoding, lead))
        return [self._result(request, len(prompts[request]), output.hypotheses[0][len(lead):], output.scores)
                for request, output in zip(requests, outputs, strict=True)]

    def _complete(self, requests: Sequence[Request], prompts: Mapping[Request, list[int]]) -> list[Result]:
        """One batch for an instruct model, with equal decoding."""
        ids = [prompts[r] for r in requests]
        shared = shared_start(ids) if len(ids) > 1 else []
        outputs = self._network.generate_batch(
            [self._tokens(own[len(shared):]) for own in ids], static_prompt=self._tokens(shared) or None,
            max_length=_most(requests), include_prompt_in_result=False, **self._options(requests[0].decoding))
        return [self._result(request, len(prompts[request]), output.sequences[0], output.scores)
                for request, output in zip(requests, outputs, strict=True)]

    def _options(self, decoding: Decoding, forced: Sequence[str] = ()) -> dict[str, Any]:
        return {
            "beam_size": decoding.beam, "repetition_penalty": decoding.repetition_penalty, "return_scores": True,
            "end_token": self._ends, "return_end_token": True,
            "suppress_sequences": self._suppressed(decoding.allowed, forced),
        }

    def _result(self, request: Request, size: int, tokens: Sequence[str], scores: Sequence[float]) -> Result:
        ids = [int(i) for i in self._reader.tokenizer.convert_tokens_to_ids(list(tokens))]
        cut = not ids or ids[-1] not in self._reader.ends or len(ids) > request.max_new_tokens
        used = ids[: request.max_new_tokens]
        # The mean is over all tokens; of what was cut away to a shorter limit it would say nothing.
        known = scores[0] if scores and len(used) == len(ids) else None
        return Result(text=self._reader.text(used), prompt_tokens=size, new_tokens=len(used),
                      stop="limit" if cut else "end", log_probability=known)

    def _suppressed(self, allowed: str | None, forced: Sequence[str] = ()) -> list[list[str]] | None:
        """Every token that may not be said: its text is not allowed, or it stands for none."""
        if allowed is None:
            return None
        key = (allowed, *forced)
        if key not in self._barred:
            outside = self._reader.outside(allowed)
            may = {self._token(i) for i in range(len(self._reader.tokenizer)) if i not in outside}
            self._barred[key] = [[token] for token in self._says if token not in may and token not in forced]
        return self._barred[key]

    def _token(self, index: int) -> str:
        return str(self._reader.tokenizer.convert_ids_to_tokens(index))

    def _tokens(self, ids: Sequence[int]) -> list[str]:
        return list(map(str, self._reader.tokenizer.convert_ids_to_tokens(list(ids))))


def _vocabulary(folder: Path) -> list[str]:
    """The tokens that a converted model can say: the tokenizer may have more."""
    for name in ("shared_vocabulary", "target_vocabulary", "vocabulary"):
        if (folder / f"{name}.json").is_file():
            return list(json.loads((folder / f"{name}.json").read_text("utf-8")))
    return []


def _most(requests: Sequence[Request]) -> int:
    return max(r.max_new_tokens for r in requests)


def _device(options: EngineOptions) -> str:
    if options.device == "auto":
        return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    if options.device == "mps":
        raise EngineError("ctranslate2 cannot use the device 'mps'; set engine.device to cpu, or use transformers")
    return options.device.partition(":")[0]


def open_model(model: LocalModel, options: EngineOptions) -> CTranslate2Engine:
    """Load a model; `model.path` is a folder that `convert` or `convert_folder` wrote."""
    return CTranslate2Engine(model, options)


def convert(gguf: Path, folder: Path) -> None:
    """Write what this engine loads of a GGUF file into the empty `folder`; needs transformers and torch."""
    from pipeline.engines import transformers

    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        transformers.convert(gguf, Path(draft))
        convert_folder(Path(draft), folder)


def convert_folder(source: Path, folder: Path) -> None:
    """Write what this engine loads of a folder of safetensors into the empty `folder`: weights in int8, and the
    tokenizer as it is.

    :raises EngineError: CTranslate2 does not know this kind of model.
    """
    from pipeline.engines.ctranslate2_weights import SafeConverter  # needs torch, which running does not

    try:
        SafeConverter(str(source)).convert(str(folder), quantization="int8", force=True)
    except Exception as error:  # the converter reaches into any model that it is given
        raise EngineError(f"{source}: CTranslate2 cannot convert this model ({first_line(error)}); use the engine "
                          "transformers") from error
    (folder / "tokenizer").mkdir()
    for pattern in _TOKENIZER_FILES:
        for file in source.glob(pattern):
            if not file.name.endswith(".index.json"):
                shutil.copy(file, folder / "tokenizer")
