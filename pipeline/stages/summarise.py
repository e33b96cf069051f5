"""Summarise: three to five Chinese sentences that an investor can use.

`extract` (the default) picks sentences by rule, lets the model shorten each, and keeps a shortening only when its
figures are exactly those of its source sentence and it adds no wording of its own. `rewrite`, for larger models, gives
the model the whole article and keeps the sentences that the article supports. A figure of a summary is a figure of the
article either way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import pyarrow as pa

from pipeline.config import TextFile, file_setting
from pipeline.engines.engine import Engine, EngineName, Request
from pipeline.schema import REJECTION, SUMMARY, table
from pipeline.stages.stage import Engines, Stage, Step, short
from pipeline.text.zh.salience import Candidate, candidates, choose, faithful, supported, trim
from pipeline.text.zh.sentences import split_sentences

# Candidates that the model shortens for each sentence that the summary may have: enough to choose from, and no more
# than a few seconds of work.
_CANDIDATES_PER_SENTENCE = 2
# Shorter sentences say their fact briefly enough already.
_WORTH_SHORTENING = 40
# A Chinese character is seldom more than one token; half again leaves room.
_TOKENS_PER_CHAR = 1.5


@dataclass(frozen=True)
class SummariseSettings:
    """`most_sentences` and `most_chars` bound the summary; `method` is extract or rewrite (see the module)."""

    method: Literal["extract", "rewrite"] = "extract"
    engine: EngineName = "openvino"
    model: str = "qwen2.5-coder-1.5b-instruct"
    shorten: bool = True
    shorten_prompt: TextFile = file_setting("prompts/shorten.txt")
    rewrite_prompt: TextFile = file_setting("prompts/summarise.txt")
    most_sentences: int = 5
    most_chars: int = 300


def summarise(
    articles: Sequence[Sequence[str]], settings: SummariseSettings, engine: Engine | None,
) -> list[str | None]:
    """One summary for each article (its paragraphs, in Chinese); None where an article has no real sentence.

    `engine` may be None where nothing is to be generated: method extract with `shorten` off.
    """
    picked = [candidates(paragraphs, _CANDIDATES_PER_SENTENCE * settings.most_sentences) for paragraphs in articles]
    extracts = _extracts(picked, settings, engine)
    if settings.method == "extract" or engine is None:
        return extracts
    rewritten = _rewrites(articles, settings, engine)
    return [new or extract for new, extract in zip(rewritten, extracts, strict=True)]


def _extracts(
    picked: Sequence[Sequence[Candidate]], settings: SummariseSettings, engine: Engine | None,
) -> list[str | None]:
    wordings = [[trim(c.text) for c in some] for some in picked]
    if settings.shorten and settings.method == "extract" and engine is not None:
        wordings = _shortened(picked, wordings, settings, engine)
    return [
        "".join(choose(list(zip(some, texts, strict=True)), settings.most_sentences, settings.most_chars)) or None
        for some, texts in zip(picked, wordings, strict=True)
    ]


def _shortened(
    picked: Sequence[Sequence[Candidate]], wordings: list[list[str]], settings: SummariseSettings, engine: Engine,
) -> list[list[str]]:
    """`wordings` with the model's shorter version of each long one where it is faithful."""
    long = [(i, j) for i, texts in enumerate(wordings) for j, text in enumerate(texts) if len(text) > _WORTH_SHORTENING]
    requests = [_request(settings.shorten_prompt.text, wordings[i][j], len(wordings[i][j])) for i, j in long]
    for (i, j), result in zip(long, engine.generate(requests), strict=True):
        text = _one_sentence(result.text)
        if result.stop == "end" and faithful(text, picked[i][j].text) and len(text) < len(wordings[i][j]):
            wordings[i][j] = text
    return wordings


def _rewrites(articles: Sequence[Sequence[str]], settings: SummariseSettings, engine: Engine) -> list[str | None]:
    """The whole-article way. What is longer than the model can read is read in parts, and the best sentences kept."""
    prompt, room = settings.rewrite_prompt.text, 2 * settings.most_chars
    parts = [list(_parts(paragraphs, _readable_chars(engine, prompt, room))) for paragraphs in articles]
    requests = [_request(prompt, part, room) for some in parts for part in some]
    results = engine.generate(requests)
    summaries: list[str | None] = []
    for paragraphs, some in zip(articles, parts, strict=True):
        article = "".join(paragraphs)
        written = [r.text if r.stop == "end" else r.text[:r.text.rfind("。") + 1] for r in islice(results, len(some))]
        kept = [s.text.strip() for text in written for s in split_sentences(text) if supported(s.text, article)]
        ranked = candidates(kept, len(kept))
        chosen = choose([(c, c.text) for c in ranked], settings.most_sentences, settings.most_chars)
        summaries.append("".join(chosen) or None)
    return summaries


def _parts(paragraphs: Sequence[str], most_chars: int) -> Iterator[str]:
    """The article in pieces of at most `most_chars`, cut between sentences (inside one only if it alone is longer)."""
    part = ""
    for paragraph in paragraphs:
        for sentence in split_sentences(paragraph + "\n"):
            whole = sentence.text + sentence.gap
            for piece in (whole[i:i + most_chars] for i in range(0, len(whole), most_chars)):
                if len(part) + len(piece) > most_chars:
                    yield part
                    part = ""
                part += piece
    if part.strip():
        yield part


def _readable_chars(engine: Engine, prompt: str, room: int) -> int:
    template = 64
    tokens = engine.context_tokens - engine.count_tokens(prompt) - int(room * _TOKENS_PER_CHAR) - template
    return max(200, int(tokens / _TOKENS_PER_CHAR))


def _request(prompt: str, text: str, chars: int) -> Request:
    return Request(prompt.replace("{text}", text), max_new_tokens=16 + int(chars * _TOKENS_PER_CHAR))


def _one_sentence(text: str) -> str:
    line = text.strip().split("\n")[0].strip()
    line = re.sub(r"^(?:压缩后的句子|压缩|答案)[:：]\s*", "", line)
    return line if line.endswith(("。", "！", "？")) else line + "。"


def open_summariser(settings: SummariseSettings, engines: Engines) -> Step:
    """The step: reads `paragraphs_zh`, adds SUMMARY."""
    needs_engine = settings.shorten or settings.method == "rewrite"
    engine = engines.open(settings.engine, settings.model) if needs_engine else None

    def step(articles: pa.Table) -> pa.Table:
        summaries = summarise(articles["paragraphs_zh"].to_pylist(), settings, engine)
        rows = [{"summary_zh": text, "error_code": None, "error_message": None} for text in summaries]
        return table(rows, SUMMARY + REJECTION)

    return step


def signature(settings: SummariseSettings, engines: Engines) -> tuple[str, ...]:
    """What can change a summary."""
    limits = f"{settings.most_sentences} sentences, {settings.most_chars} characters"
    if settings.method == "extract" and not settings.shorten:
        return ("extract", limits)
    prompt = settings.shorten_prompt if settings.method == "extract" else settings.rewrite_prompt
    return (settings.method, limits, engines.identity(settings.engine, settings.model), f"prompt {short(prompt.text)}")


SUMMARISE = Stage(
    name="summarise", version=1, settings=SummariseSettings, reads=("paragraphs_zh",), writes=SUMMARY,
    open=open_summariser, signature=signature,
)
