"""The default engine on a CPU: OpenVINO GenAI with continuous batching, on a folder in OpenVINO's own form.

All requests are in the scheduler at once and join the batch as others end. What prompts share is computed once, and the
key-value cache is kept in bf16 where the CPU computes in it (else in 8 bits, OpenVINO's own choice). Greedy only
(`Decoding.beam` is ignored). The wording of a result can depend on the requests beside it in the batch: activations are
rounded to 8 bits and near ties fall either way. `deterministic` computes in float32 with a cache in float32, in which
neighbours have not been seen to change a word, at more than twice the time.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import openvino
import openvino_genai as genai

from pipeline.engines.engine import EngineOptions, LocalModel, Request, Result, check_length, turns, without_thoughts
from pipeline.engines.harmless import check_plain, harmless
from pipeline.engines.openvino_weights import convert
from pipeline.errors import EngineError

__all__ = ["convert", "open_model"]


class OpenVinoEngine:
    """One loaded model; see the module."""

    def __init__(self, model: LocalModel, options: EngineOptions) -> None:
        scheduler = genai.SchedulerConfig()
        scheduler.cache_size = max(1, int(options.memory_gb))
        scheduler.enable_prefix_caching = True
        scheduler.max_num_seqs, scheduler.max_num_batched_tokens = options.batch, 1024
        try:
            self._pipe = genai.ContinuousBatchingPipeline(str(model.path), scheduler, "CPU", _properties(options))
        except RuntimeError as error:
            raise EngineError(f"{model.path}: OpenVINO cannot load this model ({str(error).strip()[:200]})") from error
        self._tokenizer = self._pipe.get_tokenizer()
        self._next_id = 0
        self.pulse = 0.0
        self.kind = model.kind
        self.context_tokens = model.context_tokens

    def count_tokens(self, text: str) -> int:
        return int(self._tokenizer.encode(text, add_special_tokens=False).input_ids.shape[1])

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        prompts = [self._tokenizer.encode(self._prompt(r), add_special_tokens=False).input_ids for r in requests]
        for request, prompt in zip(requests, prompts, strict=True):
            check_length(int(prompt.shape[1]), request, self.context_tokens)
        self._warm(prompts, requests)
        handles: dict[Request, Any] = {}
        for request, prompt in zip(requests, prompts, strict=True):
            if request not in handles:
                handles[request] = self._add(prompt, _config(request))
        sizes = [int(p.shape[1]) for p in prompts]
        done: dict[Request, Result] = {}
        for request, size in zip(requests, sizes, strict=True):
            if request not in done:
                done[request] = self._await(handles[request], size)
            yield done[request]

    def _prompt(self, request: Request) -> str:
        messages = turns(request, self._plain)
        return str(self._tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, extra_context={"enable_thinking": False}))

    def _plain(self, text: str) -> str:
        """`text` without control tokens, as the tokenizer itself sees it."""
        text = harmless(text)
        ids = self._tokenizer.encode(text, add_special_tokens=False).input_ids
        check_plain(*(str(self._tokenizer.decode(ids, skip_special_tokens=skip)) for skip in (True, False)))
        return text

    def _add(self, prompt: Any, config: Any) -> Any:
        self._next_id += 1
        return self._pipe.add_request(self._next_id, prompt, config)

    def _warm(self, prompts: Sequence[Any], requests: Sequence[Request]) -> None:
        """Compute the first prompt alone: what the others share with it is then in the cache when they all come."""
        if len(prompts) > 2:
            self._await(self._add(prompts[0], _config(Request(requests[0].text, max_new_tokens=1))), 0)

    def _await(self, handle: Any, prompt_tokens: int) -> Result:
        while handle.get_status() == genai.GenerationStatus.RUNNING:
            self._pipe.step()
            self.pulse = time.monotonic()
        (output,) = handle.read_all()
        ids, scores = list(output.generated_ids), list(output.generated_log_probs)
        return Result(
            text=without_thoughts(str(self._tokenizer.decode(ids))).strip(),
            prompt_tokens=prompt_tokens, new_tokens=len(ids),
            stop="limit" if output.finish_reason == genai.GenerationFinishReason.LENGTH else "end",
            log_probability=sum(scores) / len(scores) if scores else None,
        )


def _properties(options: EngineOptions) -> dict[str, Any]:
    """What the CPU plugin is told."""
    properties: dict[str, Any] = {}
    if options.deterministic:
        properties |= {"EXECUTION_MODE_HINT": "ACCURACY", "KV_CACHE_PRECISION": "f32"}
    elif "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        properties["KV_CACHE_PRECISION"] = "bf16"
    if options.threads:
        properties["INFERENCE_NUM_THREADS"] = options.threads
    return properties


def _config(request: Request) -> Any:
    config = genai.GenerationConfig()
    config.do_sample, config.apply_chat_template = False, False
    config.max_new_tokens, config.logprobs = request.max_new_tokens, 1
    config.repetition_penalty = request.decoding.repetition_penalty
    if request.decoding.allowed is not None:
        # without an upper bound: counting characters costs a tenth of the time, and max_new_tokens ends a text anyway
        config.structured_output_config = genai.StructuredOutputConfig(regex=f"[{request.decoding.allowed}]+")
    return config


def open_model(model: LocalModel, options: EngineOptions) -> OpenVinoEngine:
    """Load a model; `model.path` is a folder with openvino_model.xml and its tokenizers."""
    return OpenVinoEngine(model, options)
