"""How requests share batches: sorted by length, bounded by rows and tokens, halved where memory runs out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, TypeVar

from pipeline.engines.engine import Decoding, Request

T = TypeVar("T")
# What libraries say when memory is gone; they raise RuntimeError for nearly everything.
_OUT_OF_MEMORY = ("out of memory", "allocate memory", "bad_alloc", "failed to allocate", "not enough memory")


def kind_of(request: Request) -> tuple[str, ...]:
    """Equal for requests that may share a batch: those of one decoding and one task."""
    decoding, task = request.decoding, request.task
    return (str(decoding.beam), decoding.allowed or "", str(decoding.repetition_penalty),
            task.prefix, task.source_language, task.target_language)


def batches(
    requests: Sequence[Request], sizes: Mapping[Request, int], rows: int, tokens: int, context: int | None = None,
) -> Iterator[list[Request]]:
    """Longest prompt first, at most `rows` requests a batch and `tokens` tokens, padding and answers counted. With
    `context` no batch lets its longest prompt and longest answer together grow beyond it: where prompt and answer share
    one context, all rows grow by as many tokens."""
    batch: list[Request] = []
    for request in sorted(requests, key=lambda r: (-sizes[r], -r.max_new_tokens)):
        row = sizes[(*batch, request)[0]] + max(r.max_new_tokens for r in (*batch, request))
        full = len(batch) == rows or (len(batch) + 1) * row > tokens
        if batch and (full or (context is not None and row > context)):
            yield batch
            batch = []
        batch.append(request)
    if batch:
        yield batch


def halved(batch: Sequence[Request], run: Callable[[Sequence[Request]], Sequence[T]]) -> list[T]:
    """`run(batch)`, or, where memory runs out, that of each half, and so on down to one request.

    :raises Exception: whatever `run` raises for another reason, or for one request alone.
    """
    try:
        return list(run(batch))
    except Exception as error:
        if len(batch) == 1 or not out_of_memory(error):
            raise
    half = len(batch) // 2      # outside the handler: an exception keeps alive what it was raised over
    return [*halved(batch[:half], run), *halved(batch[half:], run)]


def out_of_memory(error: Exception) -> bool:
    """Whether a library says that memory ran out."""
    return isinstance(error, MemoryError) or any(word in str(error).lower() for word in _OUT_OF_MEMORY)


def tokens_in(memory_gb: float, config: Mapping[str, Any], decoding: Decoding) -> int:
    """Tokens whose keys and values take `memory_gb` gigabytes in float32: `config` is a model's config.json. Each beam
    has its own; a decoder that reads an encoder keeps both; where heads share keys and values, few are kept."""
    config = config.get("text_config") or config
    layers = config.get("decoder_layers") or config.get("num_decoder_layers") or config.get("num_hidden_layers") \
        or config.get("num_layers") or config.get("n_layer") or 32
    width = config.get("d_model") or config.get("hidden_size") or config.get("n_embd") or 4096
    heads, shared = config.get("num_attention_heads"), config.get("num_key_value_heads")
    if heads and shared:
        width = int(config.get("head_dim") or int(width) // int(heads)) * int(shared)
    return max(1, int(memory_gb * 1e9 / (int(layers) * int(width) * 2 * 4) / decoding.beam))


def shared_start(prompts: Sequence[list[int]]) -> list[int]:
    """What all prompts begin with; of each at least its last token is left."""
    first, last = min(prompts), max(prompts)
    most = min(map(len, prompts)) - 1
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return [token for token, _ in same][:most]
