"""The contract of an engine: text in, text out. It knows nothing of Chinese, articles or files of ours."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Protocol

from pydantic import Field, NonNegativeInt, PositiveInt

from pipeline.errors import EngineError

# What a model thinks aloud before it answers: templates that know `enable_thinking` are told not to, others not.
_THOUGHT = re.compile(r"^\s*(?:<think>.*?</think>|<think>.*\Z)\s*", re.DOTALL)

EngineName = Literal["auto", "openvino", "ctranslate2", "transformers", "vllm", "echo"]


@dataclass(frozen=True)
class Decoding:
    """How to generate. Deterministic always: no sampling.

    `allowed` is the inside of a regex character class (`" -~\\u00a0-\\u024f"`), a whitelist of what may be generated;
    None allows everything. An engine that cannot enforce it says so in its docstring and ignores it.
    `repetition_penalty` is 1.0 for none.
    """

    beam: int = 1
    allowed: str | None = None
    repetition_penalty: float = 1.0


@dataclass(frozen=True)
class Task:
    """What a seq2seq model that can do several things is to do: `prefix` stands before the text ("<2en> "), and the
    languages are in the model's own codes ("zho_Hans"). Instruct models are told in words and ignore it."""

    prefix: str = ""
    source_language: str = ""
    target_language: str = ""


@dataclass(frozen=True)
class Request:
    """One text to generate from. For an instruct model `text` is the user's message (the engine puts it into the
    model's chat template, and control tokens written inside it have no effect), `system` the system message, and
    `examples` what user and model said before, pair by pair; for a seq2seq model `text` is the source, `task` says what
    to do with it, and both are ignored."""

    text: str
    max_new_tokens: int
    system: str | None = None
    decoding: Decoding = Decoding()
    task: Task = Task()
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Result:
    """What came out. `stop` is "limit" when the text was cut off by max_new_tokens, and "failed" when the model gave
    nothing that can be used (then `text` is empty). `log_probability` is the mean per generated token (natural
    logarithm), None where the engine cannot tell."""

    text: str
    prompt_tokens: int
    new_tokens: int
    stop: Literal["end", "limit", "failed"]
    log_probability: float | None


@dataclass(frozen=True)
class EngineOptions:
    """How models run on this machine. None of it may change which text is asked for.

    `threads` 0 means all cores; `memory_gb` bounds the cache beside the weights; `device` is auto | cpu | cuda | mps;
    `deterministic` makes a result independent of the requests beside it, at the price that the engine's docstring says;
    `seconds` without a sign of life, and a request is given up. No request may generate more than `max_tokens`; what is
    longer is cut, and says so.
    """

    device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$")] = "auto"
    threads: NonNegativeInt = 0
    memory_gb: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    batch: PositiveInt = 64
    seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 120.0
    max_tokens: PositiveInt = 2_048
    deterministic: bool = False


@dataclass(frozen=True)
class LocalModel:
    """A verified model on disk: `path` is a GGUF file, or a folder in the form that the engine wants."""

    name: str
    kind: Literal["instruct", "seq2seq"]
    path: Path
    context_tokens: int


class Engine(Protocol):
    """A loaded model. One that works on many requests at once has a `pulse`: when, by time.monotonic, it last made a
    step, so that working is told from hanging before the first result comes. Where answers are ready before their turn
    it may tell how many requests of the present call have theirs: `finished`. One that takes requests while others run
    has `converse` (`pipeline.engines.conversation`)."""

    kind: Literal["instruct", "seq2seq"]
    context_tokens: int

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        """One result for each request, in their order, as they come. The engine batches by itself: hand it all
        there is.

        :raises EngineError: a request is longer than the model can read, or the model fails.
        """

    def count_tokens(self, text: str) -> int:
        """Number of tokens of `text` as the model reads it, without any template."""


def turns(request: Request, plain: Callable[[str], str]) -> list[dict[str, str]]:
    """A request to an instruct model as the messages of a conversation, each text made `plain` first."""
    said = [("system", request.system)] if request.system else []
    said += [turn for user, model in request.examples for turn in (("user", user), ("assistant", model))]
    return [{"role": role, "content": plain(text)} for role, text in (*said, ("user", request.text))]


def without_thoughts(text: str) -> str:
    """An answer without what the model thought aloud before it; empty where it did not come to an answer."""
    return _THOUGHT.sub("", text)


def check_length(prompt_tokens: int, request: Request, context_tokens: int) -> None:
    """Engines cut or crawl when a prompt is too long; ours refuse it.

    :raises EngineError: prompt and answer together do not fit into the model's context.
    """
    if prompt_tokens + request.max_new_tokens > context_tokens:
        raise EngineError(f"a text of {prompt_tokens} tokens with room for {request.max_new_tokens} more does not fit "
                          f"into the model's {context_tokens}; split it, or use a model that reads more")
