"""The default engine on a CPU: OpenVINO GenAI with continuous batching, on a folder in OpenVINO's own form.

Requests join the batch as others end, those first that follow from an answer. What prompts share is computed once, and
the key-value cache is kept in bf16 where the CPU computes in it (else in 8 bits, OpenVINO's own choice). Greedy only
(`Decoding.beam` is ignored). The wording of a result can depend on the requests beside it in the batch: activations are
rounded to 8 bits and near ties fall either way. `deterministic` computes in float32 with a cache in float32, in which
neighbours have not been seen to change a word, at more than twice the time. Where memory runs out the model is loaded
anew for half as many requests at a time, and what was not done goes on.

The CPU plugin copies the weights into a form of its own when it first computes, and keeps the file mapped: its pages
are given back then. Beside the weights only the cache grows, up to `memory_gb`; it is kept for prompts to come.
"""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
import openvino
import openvino_genai as genai

from pipeline.engines.batching import out_of_memory
from pipeline.engines.conversation import Follow
from pipeline.engines.engine import EngineOptions, LocalModel, Request, Result, check_length, turns, without_thoughts
from pipeline.engines.harmless import check_plain, harmless
from pipeline.engines.openvino_weights import convert
from pipeline.engines.pages import let_go
from pipeline.errors import EngineError

__all__ = ["convert", "open_model"]

_BLOCK_TOKENS = 32      # of the cache on a CPU
# Tokens that are computed in one step: few enough that answers go on while other prompts are still read, which shares
# what a step costs whatever is in it (64 sentences in 0.94 of the CPU time of steps of 1,024).
_STEP_TOKENS = 256
_BYTES = {"f32": 4.0, "bf16": 2.0, "": 1.25}       # a value; in 8 bits scales and zero points come with it
_SHAPE = re.compile(r'variable_shape="\?,(\d+),\?,(\d+)"')


@dataclass(frozen=True)
class _Asked:
    """A request that has no answer yet: its prompt, whether it follows from an answer, and the numbers under which it
    was asked."""

    prompt: Any
    follows: bool
    numbers: list[int]


class OpenVinoEngine:
    """One loaded model; see the module."""

    def __init__(self, model: LocalModel, options: EngineOptions) -> None:
        self._model, self._options, self._rows = model, options, options.batch
        self._pipe: Any = None
        self._tokenizer: Any = None
        self._open()
        self._next_id = self.finished = 0
        self.pulse = 0.0
        self._begun: dict[Request, Any] = {}        # what the scheduler works on
        self.kind = model.kind
        self.context_tokens = model.context_tokens

    def _open(self) -> None:
        """Load the model for `_rows` requests at a time."""
        self._pipe = self._tokenizer = None     # first: there may be no room for two
        properties = _properties(self._options)
        try:
            self._pipe = genai.ContinuousBatchingPipeline(
                str(self._model.path), _scheduler(self._model.path, self._options, self._rows, properties), "CPU",
                properties)
        except RuntimeError as error:
            raise EngineError(f"{self._model.path}: OpenVINO cannot load this model "
                              f"({str(error).strip()[:200]})") from error
        self._tokenizer = self._pipe.get_tokenizer()
        self._has_computed = False
        self._warmed: set[object] = set()       # what prompts begin with that is in the cache

    def count_tokens(self, text: str) -> int:
        return int(self._tokenizer.encode(text, add_special_tokens=False).input_ids.shape[1])

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        ends, done = self._ends(requests, lambda *_: ()), dict[int, Result]()
        for number in range(len(requests)):
            while number not in done:
                done.update([next(ends)])
            yield done.pop(number)

    def converse(self, requests: Sequence[Request], follow: Follow) -> Iterator[None]:
        return (None for _ in self._ends(requests, follow))

    def _ends(self, requests: Sequence[Request], follow: Follow) -> Iterator[tuple[int, Result]]:
        """The number of each request and its result, as they end. Equal ones are generated once."""
        self._begun, self.finished = {}, 0
        numbers, left = count(), dict[Request, _Asked]()
        self._ask(requests, left, numbers, follows=False)
        try:
            while left:
                for request, result in self._some(left):
                    for number in left.pop(request).numbers:
                        self._ask(follow(number, result), left, numbers, follows=True)
                        yield number, result
        finally:
            self._drop()

    def _drop(self) -> None:
        """Let go of what still runs, for which nobody waits any more."""
        begun, self._begun = self._begun, {}
        for handle in begun.values():
            handle.cancel()
        if begun:
            with suppress(RuntimeError):        # what went wrong has been said
                self._pipe.step()

    def _ask(
        self, requests: Iterable[Request], left: dict[Request, _Asked], numbers: Iterator[int], *, follows: bool,
    ) -> None:
        for request in requests:
            if request not in left:
                prompt = self._tokenizer.encode(self._prompt(request), add_special_tokens=False).input_ids
                check_length(int(prompt.shape[1]), request, self.context_tokens)
                left[request] = _Asked(prompt, follows, [])
            left[request].numbers.append(next(numbers))

    def _some(self, left: Mapping[Request, _Asked]) -> list[tuple[Request, Result]]:
        """Those that end next, with their results; none where memory ran out, and all must begin again."""
        try:
            self._begin(left)
            ended = self._step()
            self.finished += sum(len(left[request].numbers) for request in ended)
            return [(r, self._result(self._begun.pop(r), int(left[r].prompt.shape[1]))) for r in ended]
        except (RuntimeError, MemoryError) as error:
            if not out_of_memory(error) or self._rows == 1:
                raise EngineError(f"the model failed ({str(error).strip()[:200]}); where memory ran out, lower "
                                  "engine.memory_gb") from error
        # outside the handler: an exception keeps alive what it was raised over
        self._rows, self._begun = max(1, min(self._rows, len(left)) // 2), {}
        self._open()
        return []

    def _step(self) -> list[Request]:
        """Go on until some requests have ended; which."""
        while True:
            self._pipe.step()
            self.pulse = time.monotonic()
            ended = [r for r, handle in self._begun.items() if handle.get_status() != genai.GenerationStatus.RUNNING]
            if ended:
                return ended

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

    def _begin(self, left: Mapping[Request, _Asked]) -> None:
        """Fill the batch: first what follows from an answer, for more may follow from that; then what may become
        longest, for what ends last runs in the company of few."""
        waiting = [request for request in left if request not in self._begun]
        waiting.sort(key=lambda request: (not left[request].follows, -request.max_new_tokens))
        asked = {request: left[request].prompt for request in waiting[: self._rows - len(self._begun)]}
        self._warm(asked)
        for request, prompt in asked.items():
            self._begun[request] = self._add(prompt, _config(request))

    def _add(self, prompt: Any, config: Any) -> Any:
        self._next_id += 1
        return self._pipe.add_request(self._next_id, prompt, config)

    def _warm(self, asked: Mapping[Request, Any]) -> None:
        """Of those that begin alike compute the first alone: what they share is then in the cache when all come. Up to
        64 that come at once would each compute it."""
        alike = Counter((r.system, r.examples) for r in asked)
        for request, prompt in asked.items():
            start = (request.system, request.examples)
            if alike[start] > 2 and start not in self._warmed:
                self._warmed.add(start)
                handle = self._add(prompt, _config(Request(request.text, max_new_tokens=1)))
                while handle.get_status() == genai.GenerationStatus.RUNNING:
                    self._pipe.step()
                    self.pulse = time.monotonic()

    def _result(self, handle: Any, prompt_tokens: int) -> Result:
        if not self._has_computed:
            self._has_computed = True
            let_go(self._model.path / "openvino_model.bin")
        (output,) = handle.read_all()
        ids, scores = list(output.generated_ids), list(output.generated_log_probs)
        return Result(
            text=without_thoughts(str(self._tokenizer.decode(ids))).strip(),
            prompt_tokens=prompt_tokens, new_tokens=len(ids),
            stop="limit" if output.finish_reason == genai.GenerationFinishReason.LENGTH else "end",
            log_probability=sum(scores) / len(scores) if scores else None,
        )


def _scheduler(folder: Path, options: EngineOptions, rows: int, properties: dict[str, Any]) -> Any:
    """What shares the cache, and how large it may grow."""
    scheduler = genai.SchedulerConfig()
    scheduler.enable_prefix_caching = True
    scheduler.max_num_seqs, scheduler.max_num_batched_tokens = rows, _STEP_TOKENS
    if blocks := _blocks(folder, options.memory_gb, properties.get("KV_CACHE_PRECISION", "")):
        scheduler.num_kv_blocks = blocks
    else:
        scheduler.cache_size = max(1, int(options.memory_gb))       # it counts whole gigabytes
    return scheduler


def _blocks(folder: Path, memory_gb: float, precision: str) -> int:
    """Blocks of the cache in `memory_gb` gigabytes, by what the model keeps of each token; 0 where it does not say."""
    try:
        shapes = _SHAPE.findall((folder / "openvino_model.xml").read_text("utf-8"))
    except (OSError, ValueError):
        return 0
    token = sum(int(heads) * int(width) for heads, width in shapes) * _BYTES[precision]
    return max(1, int(memory_gb * 1e9 / (token * _BLOCK_TOKENS))) if token else 0


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
