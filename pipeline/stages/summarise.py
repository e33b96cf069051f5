"""Summarise: three to five Chinese sentences that an investor can use.

`extract` (the default) picks sentences by rule, lets the model shorten each, and keeps a shortening only when its
figures are exactly those of its source sentence and it adds no wording of its own. `rewrite`, for larger models, gives
the model the whole article and keeps the sentences that the article supports. A figure of a summary is a figure of the
article either way.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import pyarrow as pa
from pydantic import PositiveInt

from pipeline.config import TextFile, file_setting
from pipeline.engines.engine import Decoding, Engine, EngineName, Request, Task
from pipeline.schema import REJECTION, SUMMARY, table
from pipeline.stages.stage import Engines, Stage, Step, short, task_line
from pipeline.text.zh.pieces import split_to_fit
from pipeline.text.zh.salience import Candidate, candidates, choose, faithful, supported, trim
from pipeline.text.zh.sentences import split_sentences

# Candidates that the model shortens for each sentence that the summary may have: enough to choose from, and no more
# than a few seconds of work.
_CANDIDATES_PER_SENTENCE = 2
# Shorter sentences say their fact briefly enough already.
_WORTH_SHORTENING = 40
# A Chinese character is seldom more than one token; half again leaves room.
_TOKENS_PER_CHAR = 1.5
_CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]"
_GAP = re.compile(rf"(?<={_CHINESE}) +|(?<=\d) +(?=[\d.%])| +(?={_CHINESE})")


@dataclass(frozen=True)
class SummariseSettings:
    """`most_sentences` and `most_chars` bound the summary; `method` is extract or rewrite (see the module). `prefix`,
    `source_language`, `target_language` and `beam` are for summarisation models (seq2seq), which get no prompt."""

    method: Literal["extract", "rewrite"] = "extract"
    engine: EngineName = "openvino"
    model: str = "qwen2.5-coder-1.5b-instruct"
    prefix: str = ""
    source_language: str = ""
    target_language: str = ""
    beam: PositiveInt = 1
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
    ask = _asking(settings.shorten_prompt.text, settings, engine)
    requests = [ask(wordings[i][j], len(wordings[i][j])) for i, j in long]
    for (i, j), result in zip(long, engine.generate(requests), strict=True):
        text = _one_sentence(_read(result.text, engine))
        if result.stop == "end" and faithful(text, picked[i][j].text) and len(text) < len(wordings[i][j]):
            wordings[i][j] = text
    return wordings


def _rewrites(articles: Sequence[Sequence[str]], settings: SummariseSettings, engine: Engine) -> list[str | None]:
    """The whole-article way. What is longer than the model can read is read in parts, and the best sentences kept."""
    ask, room = _asking(settings.rewrite_prompt.text, settings, engine), 2 * settings.most_chars
    most_tokens = _readable_tokens(engine, settings.rewrite_prompt.text, room)
    parts = [_parts(paragraphs, lambda text: engine.count_tokens(text) <= most_tokens) for paragraphs in articles]
    results = engine.generate([ask(part, room) for some in parts for part in some])
    summaries: list[str | None] = []
    for paragraphs, some in zip(articles, parts, strict=True):
        article = "".join(paragraphs)
        written = [_whole(_read(r.text, engine), r.stop) for r in islice(results, len(some))]
        kept = [s.text.strip() for text in written for s in split_sentences(text) if supported(s.text, article)]
        ranked = candidates(kept, len(kept))
        chosen = choose([(c, c.text) for c in ranked], settings.most_sentences, settings.most_chars)
        summaries.append("".join(chosen) or None)
    return summaries


def _parts(paragraphs: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """The article in pieces that fit, cut between sentences (inside one only if it alone is longer)."""
    parts: list[str] = []
    for paragraph in paragraphs:
        for piece in split_to_fit(paragraph + "\n", fits):
            if parts and fits(parts[-1] + piece):
                parts[-1] += piece
            else:
                parts.append(piece)
    return [part for part in parts if part.strip()]


def _readable_tokens(engine: Engine, prompt: str, room: int) -> int:
    """Tokens of an article that the engine reads at once; where prompt and answer share its context, beside them."""
    template = 64
    if engine.kind == "seq2seq":
        return max(16, engine.context_tokens - template)
    return max(200, engine.context_tokens - engine.count_tokens(prompt) - _tokens(room) - template)


def _asking(prompt: str, settings: SummariseSettings, engine: Engine) -> Callable[[str, int], Request]:
    """How a model is asked for about so many characters: in words, or, where it was made for the one task, by giving it
    the text alone."""
    decoding = Decoding(beam=settings.beam)
    task = Task(settings.prefix, settings.source_language, settings.target_language)
    if engine.kind == "seq2seq":
        return lambda text, chars: Request(text.strip(), _tokens(chars), decoding=decoding, task=task)
    return lambda text, chars: Request(prompt.replace("{text}", text), _tokens(chars), decoding=decoding)


def _tokens(chars: int) -> int:
    return 16 + int(chars * _TOKENS_PER_CHAR)


def _whole(text: str, stop: str) -> str:
    """An answer that was cut off loses its last, unfinished sentence."""
    return text if stop == "end" else text[:text.rfind("。") + 1]


def _read(text: str, engine: Engine) -> str:
    """Tokenizers made of single characters (BERT's, of some summarisers) put a space between any two."""
    return _GAP.sub("", text) if engine.kind == "seq2seq" else text


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
    model = engines.identity(settings.engine, settings.model)
    return (settings.method, limits, model, *task_line(settings), f"prompt {short(prompt.text)}")


SUMMARISE = Stage(
    name="summarise", version=1, settings=SummariseSettings, reads=("paragraphs_zh",), writes=SUMMARY,
    open=open_summariser, signature=signature,
)
