"""The engine that costs nothing: deterministic, no model, no download. It runs the whole pipeline in tests.

Its answer is the last paragraph of the request; where only some characters are allowed, each run of others becomes the
word "echo" (or nothing, where its letters are not allowed either). So figures and terms that were localised come
through, and nothing else does.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.engines.engine import EngineOptions, LocalModel, Request, Result, check_length


class EchoEngine:
    """See the module."""

    kind: Literal["instruct", "seq2seq"] = "seq2seq"
    context_tokens = 100_000

    def count_tokens(self, text: str) -> int:
        return len(text)

    def generate(self, requests: Sequence[Request]) -> Iterator[Result]:
        for request in requests:
            check_length(len(request.text), request, self.context_tokens)
            text = request.text.strip().rsplit("\n\n", 1)[-1]
            if request.decoding.allowed is not None:
                others = re.compile(f"[^{request.decoding.allowed}]+")
                text = others.sub("", others.sub(" echo ", text)).strip()
            answer = text[: request.max_new_tokens]
            yield Result(answer, len(request.text), len(answer), "end" if answer == text else "limit", 0.0)


def open_model(model: LocalModel, options: EngineOptions) -> EchoEngine:
    """The same engine whatever the model."""
    return EchoEngine()
