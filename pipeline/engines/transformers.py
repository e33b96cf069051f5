"""The reference engine: transformers, on any causal or seq2seq model in a folder of safetensors, on a GPU if it can.

Requests are sorted by length and generated in batches. `Decoding.allowed` is enforced on the vocabulary: a token passes
if its text is made of allowed characters only. The wording of a result can depend on the requests beside it: padding
changes the last bits of bf16 arithmetic.
"""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer, LogitsProcessorList

from pipeline.engines.engine import Decoding, EngineOptions, LocalModel, Request, Result, check_length
from pipeline.engines.harmless import check_plain, harmless
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
        local = {"local_files_only": True, "trust_remote_code": False}
        loader = AutoModelForSeq2SeqLM if model.kind == "seq2seq" else AutoModelForCausalLM
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(str(model.path), **local)
            network = loader.from_pretrained(str(model.path), dtype=_dtype(options), use_safetensors=True, **local)
        except Exception as error:  # the library raises whatever a broken folder makes it stumble over
            raise EngineError(f"{model.path}: transformers cannot load this model ({_first_line(error)}); it must be a "
                              "folder with config.json, tokenizer files and weights as safetensors") from error
        if 2 * len(self._tokenizer) < network.get_output_embeddings().weight.shape[0]:
            raise EngineError(f"{model.path}: the files of the model's tokenizer are missing")
        if model.kind == "instruct" and not self._tokenizer.chat_template:
            raise EngineError(f"{model.path}: the model has no chat template, so it cannot be told what to do; use one "
                              "that was made to follow instructions")
        if options.threads:
            torch.set_num_threads(options.threads)
        try:
            self._network = network.to(_device(options)).eval()
        except (RuntimeError, AssertionError) as error:
            raise EngineError(f"the device '{_device(options)}' cannot be used ({_first_line(error)}); set "
                              "engine.device to auto or cpu") from error
        self._marks = sorted({*self._tokenizer.all_special_tokens, *(
            token.content for token in self._tokenizer.added_tokens_decoder.values() if token.special)})
        if model.kind == "instruct":
            self._tokenizer.padding_side = "left"
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._batch = options.batch
        self._forbidden: dict[str, Any] = {}
        self.pulse = 0.0
        self.kind = model.kind
        self.context_tokens = model.context_tokens

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        unique = list(dict.fromkeys(requests))
        sizes = {r: len(self._encode([self._prompt(r)])["input_ids"][0]) for r in unique}
        for request, size in sizes.items():
            # Source and answer of a seq2seq model have a context each; the answer's ends where it is full.
            check_length(size, request if self.kind == "instruct" else replace(request, max_new_tokens=0),
                         self.context_tokens)
        results: dict[Request, Result] = {}
        for _, alike in groupby(sorted(unique, key=_family), key=_family):
            for some in self._batches(list(alike), sizes):
                try:
                    results |= dict(zip(some, self._generate(some), strict=True))
                except (RuntimeError, IndexError) as error:
                    raise EngineError(f"the model failed ({_first_line(error)}); where memory ran out, lower "
                                      "engine.batch") from error
        yield from (results[r] for r in requests)

    def _batches(self, requests: Sequence[Request], sizes: Mapping[Request, int]) -> Iterator[list[Request]]:
        """Longest prompt first. All rows of a batch grow by as many tokens, so the longest must have room for the most
        that any of them asks for."""
        batch: list[Request] = []
        for request in sorted(requests, key=lambda r: -sizes[r]):
            most = max(r.max_new_tokens for r in (*batch, request))
            too_long = self.kind == "instruct" and sizes[(*batch, request)[0]] + most > self.context_tokens
            if batch and (too_long or len(batch) == self._batch):
                yield batch
                batch = []
            batch.append(request)
        if batch:
            yield batch

    def _prompt(self, request: Request) -> str:
        if self.kind == "seq2seq":
            return self._plain(request.text)
        messages = [{"role": "user", "content": self._plain(request.text)}]
        if request.system:
            messages.insert(0, {"role": "system", "content": self._plain(request.system)})
        return str(self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))

    def _plain(self, text: str) -> str:
        """`text` without control tokens, as the tokenizer itself sees it."""
        text = harmless(text, self._marks)
        ids = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        check_plain(*(self._tokenizer.decode(ids, skip_special_tokens=skip) for skip in (True, False)))
        return text

    def _encode(self, prompts: Sequence[str], **options: Any) -> Any:
        """Token ids of prompts; a chat template brings its control tokens itself."""
        return self._tokenizer(list(prompts), add_special_tokens=self.kind == "seq2seq", **options)

    def _generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        """One batch of requests with equal decoding."""
        decoding = requests[0].decoding
        most = min(max(r.max_new_tokens for r in requests), self.context_tokens - 1)
        inputs = self._encode([self._prompt(r) for r in requests], return_tensors="pt", padding=True)
        inputs = inputs.to(self._network.device)
        likelihood = _Likelihood()
        with torch.inference_mode():
            ids = self._network.generate(
                input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], do_sample=False, top_k=None,
                top_p=None, temperature=None, num_beams=decoding.beam, repetition_penalty=decoding.repetition_penalty,
                max_new_tokens=most, max_length=None,
                logits_processor=LogitsProcessorList(
                    [self._beat, *self._whitelist(decoding), *([likelihood] if decoding.beam == 1 else [])]),
                pad_token_id=self._tokenizer.pad_token_id)
        likelihood.chosen(ids[:, -1:])
        start = 1 if self.kind == "seq2seq" else inputs["input_ids"].shape[1]
        for i, (request, row) in enumerate(zip(requests, ids[:, start:].tolist(), strict=True)):
            ends = [n for n, token in enumerate(row) if token in self._ends()]
            used = row[: ends[0] + 1] if ends else row
            cut = not ends or len(used) > request.max_new_tokens
            used = used[: request.max_new_tokens] if cut else used
            text = self._tokenizer.decode(used, skip_special_tokens=True).replace("\ufffd", "")     # half a character
            yield Result(
                text=text.strip(),
                prompt_tokens=int(inputs["attention_mask"][i].sum()), new_tokens=len(used),
                stop="limit" if cut else "end", log_probability=likelihood.mean(i, len(used)))

    def _beat(self, input_ids: Any, scores: Any) -> Any:
        """Called for each token."""
        self.pulse = time.monotonic()
        return scores

    def _ends(self) -> frozenset[int]:
        ends = self._network.generation_config.eos_token_id
        return frozenset({*(ends if isinstance(ends, list) else [ends]), self._tokenizer.eos_token_id} - {None})

    def _whitelist(self, decoding: Decoding) -> list[_Whitelist]:
        if decoding.allowed is None:
            return []
        if decoding.allowed not in self._forbidden:
            self._forbidden[decoding.allowed] = self._outside(decoding.allowed)
        return [_Whitelist(self._forbidden[decoding.allowed])]

    def _outside(self, allowed: str) -> Any:
        """A mask over the vocabulary: True where a token's text holds a character that is not allowed."""
        fits = re.compile(f"[{allowed}]*")
        size = self._network.get_output_embeddings().weight.shape[0]
        mask = torch.ones(size, dtype=torch.bool)
        for token, text in enumerate(self._tokenizer.batch_decode([[i] for i in range(len(self._tokenizer))])):
            mask[token] = fits.fullmatch(text) is None
        mask[list(self._ends())] = False
        return mask.to(self._network.device)


def _family(request: Request) -> tuple[int, str, float]:
    """Requests that may share a batch."""
    return (request.decoding.beam, request.decoding.allowed or "", request.decoding.repetition_penalty)


def _device(options: EngineOptions) -> str:
    if options.device != "auto":
        return options.device
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(options: EngineOptions) -> Any:
    """bf16 where the device computes in it; on other CPUs it would be slower than float32."""
    if _device(options) == "cpu" and not torch.cpu._is_avx512_bf16_supported():
        return torch.float32
    return torch.bfloat16


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


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
        raise EngineError(f"reading a GGUF file needs more packages ({_first_line(error)}); install them with: "
                          "pip install 'bridgehead[transformers]'") from error
    AutoTokenizer.from_pretrained(**source).save_pretrained(folder)
    # The weights are plain bf16 by now; with the mark of where they came from transformers would not save them.
    network.hf_quantizer = None
    del network.config.quantization_config
    network.save_pretrained(folder)
