"""The reference engine: transformers, on any causal or seq2seq model in a folder of safetensors, on a GPU if it can.

Requests are sorted by length and generated in batches. `Decoding.allowed` is enforced on the vocabulary: a token passes
if its text is made of allowed characters only. The wording of a result can depend on the requests beside it: padding
changes the last bits of bf16 arithmetic. `deterministic` generates one by one in float32, at about fifteen times the
time on a CPU. Where memory runs out a batch is halved, down to one request.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer, LogitsProcessorList

from pipeline.engines.batching import batches, halved, kind_of, tokens_in
from pipeline.engines.engine import Decoding, EngineOptions, LocalModel, Request, Result
from pipeline.engines.reader import Reader, first_line
from pipeline.errors import EngineError


class _Whitelist:
    """Keeps generation to a set of tokens."""

    def __init__(self, forbidden: Any) -> None:
        self.forbidden = forbidden

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        return scores.masked_fill(self.forbidden[: scores.shape[-1]], float("-inf"))


class _Likelihood:
    """Notes the log-probability of each chosen token. Keeping the logits of all steps would take gigabytes."""

    def __init__(self) -> None:
        self._last: Any = None
        self.steps: list[Any] = []

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        self.chosen(input_ids[:, -1:])
        self._last = torch.log_softmax(scores.float(), -1)
        return scores

    def chosen(self, tokens: Any) -> None:
        """`tokens` (batch, 1) were taken at the step before."""
        if self._last is not None:
            self.steps.append(self._last.gather(1, tokens)[:, 0].tolist())

    def mean(self, row: int, count: int) -> float | None:
        """Over the first `count` tokens of a row."""
        values = [step[row] for step in self.steps[:count]]
        return sum(values) / len(values) if values else None


class TransformersEngine:
    """One loaded model; see the module."""

    def __init__(self, model: LocalModel, options: EngineOptions) -> None:
        loader = AutoModelForSeq2SeqLM if model.kind == "seq2seq" else AutoModelForCausalLM
        self._reader = Reader(model.path, model.kind)
        try:
            network = loader.from_pretrained(
                str(model.path), dtype=_dtype(options), use_safetensors=True, local_files_only=True,
                trust_remote_code=False)
        except Exception as error:  # the library raises whatever a broken folder makes it stumble over
            raise EngineError(f"{model.path}: transformers cannot load this model ({first_line(error)}); it must be a "
                              "folder with config.json, tokenizer files and weights as safetensors") from error
        # Some (Marian, BART, Pegasus) end every answer that reaches its limit, so that it looks whole.
        network.generation_config.forced_eos_token_id = None
        if 2 * len(self._reader.tokenizer) < network.get_output_embeddings().weight.shape[0]:
            raise EngineError(f"{model.path}: the files of the model's tokenizer are missing")
        if options.threads:
            torch.set_num_threads(options.threads)
        try:
            self._network = network.to(_device(options)).eval()
        except (RuntimeError, AssertionError) as error:
            raise EngineError(f"the device '{_device(options)}' cannot be used ({first_line(error)}); set "
                              "engine.device to auto or cpu") from error
        self._rows, self._memory_gb = 1 if options.deterministic else options.batch, options.memory_gb
        self._masks: dict[tuple[str, int | None], Any] = {}
        self.pulse = 0.0
        self.kind = model.kind
        self.context_tokens = model.context_tokens

    def count_tokens(self, text: str) -> int:
        return self._reader.count_tokens(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        prompts = self._reader.prompts(requests, self.context_tokens)
        sizes = {r: len(ids) for r, ids in prompts.items()}
        results: dict[Request, Result] = {}
        for _, alike in groupby(sorted(prompts, key=kind_of), key=kind_of):
            group = list(alike)
            tokens = tokens_in(self._memory_gb, self._network.config.to_dict(), group[0].decoding)
            context = self.context_tokens if self.kind == "instruct" else None
            for some in batches(group, sizes, self._rows, tokens, context):
                try:
                    done = halved(some, lambda part: list(self._generate(part, prompts)))
                except (RuntimeError, IndexError, MemoryError) as error:
                    raise EngineError(f"the model failed ({first_line(error)}); where memory ran out, lower "
                                      "engine.batch") from error
                results |= dict(zip(some, done, strict=True))
        yield from (results[r] for r in requests)

    def _generate(self, requests: Sequence[Request], prompts: Mapping[Request, list[int]]) -> Iterator[Result]:
        """One batch of requests with equal decoding and task."""
        decoding, forced = requests[0].decoding, self._reader.forced(requests[0].task)
        lead = int(forced is not None)      # a token that every answer begins with is none of the answer's
        most = min(max(r.max_new_tokens for r in requests) + lead, self.context_tokens - 1)
        inputs = self._reader.tokenizer.pad({"input_ids": [prompts[r] for r in requests]}, return_tensors="pt")
        inputs = inputs.to(self._network.device)
        likelihood = _Likelihood()
        with torch.inference_mode():
            ids = self._network.generate(
                input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], do_sample=False, top_k=None,
                top_p=None, temperature=None, num_beams=decoding.beam, repetition_penalty=decoding.repetition_penalty,
                max_new_tokens=most, max_length=None, forced_bos_token_id=forced,
                logits_processor=LogitsProcessorList(
                    [self._beat, *self._whitelist(decoding, forced),
                     *([likelihood] if decoding.beam == 1 else [])]),
                pad_token_id=self._reader.tokenizer.pad_token_id)
        likelihood.chosen(ids[:, -1:])
        start = 1 if self.kind == "seq2seq" else inputs["input_ids"].shape[1]
        for i, (request, row) in enumerate(zip(requests, ids[:, start + lead:].tolist(), strict=True)):
            ends = [n for n, token in enumerate(row) if token in self._reader.ends]
            used = row[: ends[0] + 1] if ends else row
            cut = not ends or len(used) > request.max_new_tokens
            used = used[: request.max_new_tokens] if cut else used
            yield Result(
                text=self._reader.text(used),
                prompt_tokens=len(prompts[request]), new_tokens=len(used), stop="limit" if cut else "end",
                log_probability=likelihood.mean(i, lead + len(used)))

    def _beat(self, input_ids: Any, scores: Any) -> Any:
        """Called for each token."""
        self.pulse = time.monotonic()
        return scores

    def _whitelist(self, decoding: Decoding, forced: int | None) -> list[_Whitelist]:
        if decoding.allowed is None:
            return []
        key = (decoding.allowed, forced)
        if key not in self._masks:
            mask = torch.zeros(self._network.get_output_embeddings().weight.shape[0], dtype=torch.bool)
            mask[list(self._reader.outside(decoding.allowed))] = True
            mask[len(self._reader.tokenizer):] = True       # rows that stand for no token
            if forced is not None:
                mask[forced] = False
            self._masks[key] = mask.to(self._network.device)
        return [_Whitelist(self._masks[key])]


def _device(options: EngineOptions) -> str:
    if options.device != "auto":
        return options.device
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(options: EngineOptions) -> Any:
    """bf16 where the device computes in it; on other CPUs it would be slower than float32."""
    if options.deterministic or (_device(options) == "cpu" and not torch.cpu._is_avx512_bf16_supported()):
        return torch.float32
    return torch.bfloat16


def open_model(model: LocalModel, options: EngineOptions) -> TransformersEngine:
    """Load a model; `model.path` is a folder with config.json, tokenizer files and safetensors."""
    return TransformersEngine(model, options)


def convert(gguf: Path, folder: Path) -> None:
    """Write safetensors (bf16), configuration and tokenizer of a GGUF file into the empty `folder`."""
    source: dict[str, Any] = {
        "pretrained_model_name_or_path": str(gguf.parent), "gguf_file": gguf.name, "local_files_only": True}
    try:
        network = AutoModelForCausalLM.from_pretrained(**source, dtype=torch.bfloat16)
    except ImportError as error:
        raise EngineError(f"reading a GGUF file needs more packages ({first_line(error)}); install them with: "
                          "pip install 'bridgehead[transformers]'") from error
    AutoTokenizer.from_pretrained(**source).save_pretrained(folder)
    # The weights are plain bf16 by now; with the mark of where they came from transformers would not save them.
    network.hf_quantizer = None
    del network.config.quantization_config
    network.save_pretrained(folder)
