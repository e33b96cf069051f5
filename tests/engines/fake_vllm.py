"""A stand-in for vLLM, which needs a GPU: the names, arguments and outputs of its offline interface (0.30 to 0.32), on
a model of transformers. It is as strict: an argument that the library does not have is an error here, too.
"""

import re
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from types import ModuleType
from typing import Any

import pytest

# Of vllm.EngineArgs, what LLM takes as keywords beyond its own.
ENGINE_ARGS = frozenset((
    "max_model_len", "max_num_seqs", "max_num_batched_tokens", "enable_prefix_caching", "load_format", "download_dir",
    "use_tqdm_on_load", "disable_log_stats", "block_size", "kv_cache_dtype", "distributed_executor_backend",
    "generation_config", "logprobs_mode", "model_impl", "limit_mm_per_prompt", "async_scheduling"))


@dataclass
class StructuredOutputsParams:
    json: str | dict[str, Any] | None = None
    regex: str | None = None
    choice: list[str] | None = None
    grammar: str | None = None
    json_object: bool | None = None
    disable_any_whitespace: bool = False
    disable_additional_properties: bool = False
    whitespace_pattern: str | None = None
    structural_tag: str | None = None


@dataclass
class SamplingParams:
    n: int = 1
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    repetition_penalty: float = 1.0
    temperature: float = 1.0
    top_p: float = 1.0
    top_k: int = 0
    min_p: float = 0.0
    seed: int | None = None
    stop: str | list[str] | None = None
    stop_token_ids: list[int] | None = None
    ignore_eos: bool = False
    max_tokens: int | None = 16
    min_tokens: int = 0
    logprobs: int | None = None
    prompt_logprobs: int | None = None
    detokenize: bool = True
    skip_special_tokens: bool = True
    structured_outputs: StructuredOutputsParams | None = None
    logit_bias: dict[int, float] | None = None
    allowed_token_ids: list[int] | None = None
    bad_words: list[str] | None = None

    def __post_init__(self) -> None:
        assert self.n == 1 and 0 <= self.temperature <= 2 and self.repetition_penalty > 0
        if self.max_tokens is not None and self.max_tokens < 1:
            raise ValueError(f"max_tokens must be at least 1, got {self.max_tokens}.")
        if len(self.allowed_token_ids or ()) > 1024:
            raise ValueError("too many allowed_token_ids; the most are 1024")


@dataclass
class CompletionOutput:
    index: int
    text: str
    token_ids: Sequence[int]
    cumulative_logprob: float | None
    finish_reason: str | None = None


@dataclass
class RequestOutput:
    request_id: str
    prompt_token_ids: list[int]
    outputs: list[CompletionOutput]
    finished: bool


@dataclass
class _Sequence:
    request_id: str
    prompt: list[int]
    params: SamplingParams
    tokens: list[int] = field(default_factory=list)
    logprob: float = 0.0


class LLMEngine:
    """The scheduler: one token for each of the first `most` requests a step."""

    def __init__(self, model: str, longest: int, most: int) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.network = AutoModelForCausalLM.from_pretrained(model, local_files_only=True).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
        self.says = [self.tokenizer.decode([i]) for i in range(len(self.tokenizer))]
        self.longest, self.most = longest, most
        self.waiting = deque[_Sequence]()

    def has_unfinished_requests(self) -> bool:
        return bool(self.waiting)

    def step(self) -> list[RequestOutput]:
        finished = []
        for sequence in list(self.waiting)[: self.most]:
            if reason := self._advance(sequence):
                self.waiting.remove(sequence)
                said = None if sequence.params.logprobs is None else sequence.logprob
                output = CompletionOutput(0, "", sequence.tokens, said, reason)
                finished.append(RequestOutput(sequence.request_id, sequence.prompt, [output], True))
        return finished

    def _advance(self, sequence: _Sequence) -> str | None:
        import torch

        params = sequence.params
        with torch.no_grad():
            scores = self.network(torch.tensor([sequence.prompt + sequence.tokens])).logits[0, -1].float().clone()
        if params.repetition_penalty != 1.0:
            seen = torch.tensor(sorted({*sequence.prompt, *sequence.tokens}))
            scores[seen] = torch.where(scores[seen] > 0, scores[seen] / params.repetition_penalty,
                                       scores[seen] * params.repetition_penalty)
        sure = torch.log_softmax(scores, -1)
        ends = {self.tokenizer.eos_token_id, *(params.stop_token_ids or ())}
        if params.structured_outputs is not None:
            scores[self._barred(str(params.structured_outputs.regex), ends if sequence.tokens else set())] = -torch.inf
        token = int(scores.argmax())
        sequence.tokens.append(token)
        sequence.logprob += float(sure[token])
        if token in ends:
            return "stop"
        full = len(sequence.prompt) + len(sequence.tokens) >= self.longest
        return "length" if full or len(sequence.tokens) == params.max_tokens else None

    def _barred(self, regex: str, ends: set[int]) -> list[int]:
        """All tokens but those of the regex, a class of characters; it may end after the first."""
        fits = re.compile(regex)
        special = set(self.tokenizer.all_special_ids)
        return [i for i, text in enumerate(self.says)
                if i not in ends and (i in special or not fits.fullmatch(text))]


class LLM:
    """Of the signature, what does not go through to EngineArgs."""

    made: list[dict[str, Any]] = []     # noqa: RUF012  (what tests look at: the arguments of each)

    def __init__(
        self, model: str, *, runner: str = "auto", tokenizer: str | None = None, tokenizer_mode: str = "auto",
        skip_tokenizer_init: bool = False, trust_remote_code: bool = False, tensor_parallel_size: int = 1,
        dtype: str = "auto", quantization: str | None = None, revision: str | None = None, seed: int = 0,
        gpu_memory_utilization: float = 0.9, cpu_offload_gb: float = 0, enforce_eager: bool = False,
        kv_cache_memory_bytes: int | None = None, **engine_args: Any,
    ) -> None:
        if unknown := set(engine_args) - ENGINE_ARGS:
            raise TypeError(f"EngineArgs.__init__() got an unexpected keyword argument '{min(unknown)}'")
        self.made.append({k: v for k, v in locals().items() if k not in ("self", "engine_args")} | engine_args)
        if not 0 < gpu_memory_utilization <= 1:
            raise ValueError("gpu_memory_utilization must be over 0 and at most 1")
        self.llm_engine = LLMEngine(model, engine_args["max_model_len"], engine_args["max_num_seqs"])
        self._numbers = count()

    def enqueue(
        self, prompts: Sequence[dict[str, Any]], sampling_params: Sequence[SamplingParams] | None = None,
        lora_request: None = None, priority: list[int] | None = None, use_tqdm: bool = True,
        tokenization_kwargs: dict[str, Any] | None = None,
    ) -> list[str]:
        assert sampling_params is not None and len(prompts) == len(sampling_params)
        assert len({id(params) for params in sampling_params}) == len(prompts)      # the library writes into them
        ids = []
        for prompt, params in zip(prompts, sampling_params, strict=True):
            tokens = prompt["prompt_token_ids"]
            if len(tokens) >= self.llm_engine.longest:
                raise ValueError("The decoder prompt is longer than the maximum model length")
            number = next(self._numbers)
            self.llm_engine.waiting.append(_Sequence(str(number), list(tokens), params))
            ids.append(f"{number}-{number * 7919 % 65536:08x}")     # the name inside; outputs have the number alone
        return ids


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """`import vllm` gives this stand-in, and a GPU seems to be there."""
    import torch

    module, params = ModuleType("vllm"), ModuleType("vllm.sampling_params")
    module.LLM, module.SamplingParams = LLM, SamplingParams         # type: ignore[attr-defined]
    params.StructuredOutputsParams = StructuredOutputsParams        # type: ignore[attr-defined]
    params.SamplingParams = SamplingParams                          # type: ignore[attr-defined]
    LLM.made.clear()
    monkeypatch.setitem(sys.modules, "vllm", module)
    monkeypatch.setitem(sys.modules, "vllm.sampling_params", params)
    monkeypatch.delitem(sys.modules, "pipeline.engines.vllm", raising=False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (20_000_000_000, 24_000_000_000))
