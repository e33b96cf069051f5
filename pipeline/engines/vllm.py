"""The engine for instruct models on NVIDIA GPUs: vLLM, in this process, on a folder of safetensors.

All requests are in the scheduler at once and join the batch as others end; what prompts share is computed once. Prompts
go in as tokens, read as by the other engines, and texts are made of tokens here. `Decoding.allowed` is a regex of the
library's structured outputs, as in the engine openvino: a list of 100,000 permitted tokens it does not take. Greedy
only (`Decoding.beam` is ignored). The log-probability is that of the model itself, before the whitelist.

The same requests in the same order on the same GPU and release give the same results: scheduling in one process does
not depend on time. The wording of a result can depend on the requests beside it; `deterministic` asks for kernels whose
sums do not (`VLLM_BATCH_INVARIANT`, which needs compute capability 8.0).
"""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import torch
import vllm
from vllm.sampling_params import StructuredOutputsParams

from pipeline.engines.engine import EngineOptions, LocalModel, Request, Result
from pipeline.engines.reader import Reader, first_line
from pipeline.errors import EngineError

# No request of ours is longer, and the cache must hold at least one of the longest.
_MOST_TOKENS = 8_192
# Of the memory that is free: the rest is for what others begin to use meanwhile.
_SHARE_OF_FREE, _MOST_SHARE = 0.95, 0.9


class VllmEngine:
    """One loaded model; see the module."""

    def __init__(self, model: LocalModel, options: EngineOptions) -> None:
        if model.kind != "instruct":
            raise EngineError("the engine 'vllm' runs instruct models; run this translation model with ctranslate2 or "
                              "transformers")
        share = _share(options.device)
        self._reader = Reader(model.path, model.kind)
        self.kind = model.kind
        self.context_tokens = min(model.context_tokens, _MOST_TOKENS)
        self.pulse = 0.0
        if options.deterministic:
            os.environ["VLLM_BATCH_INVARIANT"] = "1"        # read when its kernels are first imported
        try:
            self._llm = vllm.LLM(
                model=str(model.path), trust_remote_code=False, load_format="safetensors", dtype="auto", seed=0,
                max_model_len=self.context_tokens, max_num_seqs=options.batch, enable_prefix_caching=True,
                kv_cache_memory_bytes=int(options.memory_gb * 1e9), gpu_memory_utilization=share,
                use_tqdm_on_load=False)
        except Exception as error:  # the library raises whatever a folder or a GPU makes it stumble over
            raise EngineError(f"{model.path}: vLLM cannot load this model ({first_line(error)}); it must be a folder "
                              "with config.json, tokenizer files and weights as safetensors, and weights and "
                              "engine.memory_gb must fit on the GPU") from error

    def count_tokens(self, text: str) -> int:
        return self._reader.count_tokens(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        prompts = self._reader.prompts(requests, self.context_tokens)
        done: dict[Request, Result] = {}
        try:
            waiting = dict(zip(self._enqueue(prompts), prompts, strict=True)) if prompts else {}
            for request in requests:
                while request not in done:
                    for number, output in self._step():
                        if number in waiting:       # others are left over from a call that was given up
                            asked = waiting.pop(number)
                            done[asked] = self._result(output, len(prompts[asked]))
                yield done[request]
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(f"the model failed ({first_line(error)}); where memory ran out, lower engine.batch or "
                              "engine.memory_gb") from error

    def _enqueue(self, prompts: dict[Request, list[int]]) -> Iterable[int]:
        """The number of each request in the scheduler."""
        ids = self._llm.enqueue([{"prompt_token_ids": tokens} for tokens in prompts.values()],
                                [self._params(request) for request in prompts], use_tqdm=False)
        return map(_number, ids)

    def _step(self) -> Iterator[tuple[int, Any]]:
        """One token for each request in the batch; number and output of those that end with it."""
        if not self._llm.llm_engine.has_unfinished_requests():
            raise EngineError("vLLM lost a request")
        outputs = self._llm.llm_engine.step()
        self.pulse = time.monotonic()
        yield from ((_number(o.request_id), o.outputs[0]) for o in outputs if o.finished)

    def _params(self, request: Request) -> Any:
        """Each request has its own: the library writes into them."""
        allowed = request.decoding.allowed
        return vllm.SamplingParams(
            n=1, temperature=0.0, max_tokens=request.max_new_tokens, logprobs=0, detokenize=False,
            repetition_penalty=request.decoding.repetition_penalty, stop_token_ids=sorted(self._reader.ends),
            structured_outputs=None if allowed is None else StructuredOutputsParams(regex=f"[{allowed}]+"))

    def _result(self, output: Any, prompt_tokens: int) -> Result:
        ids, sure = list(output.token_ids), output.cumulative_logprob
        if output.finish_reason not in ("stop", "length"):
            return Result("", prompt_tokens, len(ids), "failed", None)
        return Result(
            text=self._reader.text(ids), prompt_tokens=prompt_tokens, new_tokens=len(ids),
            stop="limit" if output.finish_reason == "length" else "end",
            log_probability=sure / len(ids) if ids and sure is not None else None)


def _number(request_id: str) -> int:
    """The library counts its requests, and puts something random behind the number in some places."""
    return int(request_id.partition("-")[0])


def _share(device: str) -> float:
    """The share of the GPU's memory that may be taken: of what is free now, nearly all.

    :raises EngineError: there is no GPU, or it is not the first.
    """
    if device not in ("auto", "cuda"):
        raise EngineError(f"vllm runs on the first NVIDIA GPU that it sees, and not on engine.device={device}; set "
                          "that to auto, and name another GPU in the environment (CUDA_VISIBLE_DEVICES=1)")
    if not torch.cuda.is_available():
        raise EngineError("vllm needs an NVIDIA GPU, and none is there; set the engine to auto, which takes what this "
                          "machine has")
    free, total = torch.cuda.mem_get_info()
    return float(min(_MOST_SHARE, _SHARE_OF_FREE * free / total))


def open_model(model: LocalModel, options: EngineOptions) -> VllmEngine:
    """Load a model; `model.path` is a folder with config.json, tokenizer files and safetensors."""
    return VllmEngine(model, options)


def convert(gguf: Path, folder: Path) -> None:
    """Write safetensors (bf16), configuration and tokenizer of a GGUF file into the empty `folder`."""
    from pipeline.engines import transformers

    transformers.convert(gguf, folder)
