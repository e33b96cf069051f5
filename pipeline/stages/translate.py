"""Translate: title, summary and every paragraph into English, with figures and terms localised first and checked after.

A segment is translated in pieces of one or two sentences. A piece whose English fails the questions that `check` asks
later is translated again, differently (sentence by sentence, in another prompt), and the best try is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, Literal

import pyarrow as pa

from pipeline.config import ReadFile, TextFile, file_setting
from pipeline.engines.engine import Decoding, Engine, Request
from pipeline.schema import REJECTION, TRANSLATION, table
from pipeline.stages.stage import Engines, Stage, Step, short
from pipeline.text.assess import assess
from pipeline.text.en.figures import Style
from pipeline.text.en.style import british, closed, headline, tidy
from pipeline.text.glossary import Entry, Glossary, build, parse_glossary
from pipeline.text.localise import Localised, localise
from pipeline.text.residue import has_han, strip_chatter
from pipeline.text.zh.pieces import split_pieces

# Latin letters with accents, dashes, quotation marks and currency signs: no Chinese can be generated.
_LATIN = r" -~\u00a0-\u024f\u2010-\u2026\u20ac\u00b2\u00b3"
# Two sentences of together 110 characters kept as many figures and names as one by one, at half the time, and read
# better; three lost a twelfth of the names.
_PIECE_SENTENCES, _PIECE_CHARS = 2, 110


@dataclass(frozen=True)
class TranslateSettings:
    """`tries` bounds how often a piece is generated; `money` and `dates` are forms of the English; `places` and
    `glossary` are tables that an editor owns, later ones win."""

    engine: str = "openvino"
    model: str = "qwen2.5-coder-1.5b-instruct"
    tries: int = 3
    money: Literal["yuan", "RMB", "CNY"] = "yuan"
    dates: Literal["british", "american"] = "british"
    spelling: Literal["british", "american"] = "british"
    system_prompt: TextFile = file_setting("prompts/system.txt")
    prompt: TextFile = file_setting("prompts/translate.txt")
    again_prompt: TextFile = file_setting("prompts/translate_again.txt")
    glossary: tuple[TextFile, ...] = file_setting(
        ("glossary/places.csv", "glossary/national.csv", "glossary/client.csv"))


@dataclass(frozen=True)
class Segment:
    """A segment to translate: `name` is title, summary, p1, ...; `context` the whole article, which settles names that
    could be read two ways."""

    name: str
    zh: str
    context: str = ""


@dataclass(frozen=True)
class Translated:
    """A translated segment: the fields of schema.TRANSLATED. `origin` is rule where no model was needed."""

    segment: str
    zh: str
    localised: str
    en: str
    origin: str
    model: str
    tries: int
    log_probability: float | None
    complete: bool
    terms: tuple[Entry, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a segment on its way: `en` is the best try so far, at `cost`."""

    zh: str
    localised: Localised
    en: str = ""
    cost: float = float("inf")
    log_probability: float | None = None
    complete: bool = True
    tries: int = 0


def translate(
    segments: Sequence[Segment], settings: TranslateSettings, glossary: Glossary, engine: Engine,
) -> list[Translated]:
    """One Translated for each segment, in order. All pieces of all segments go to the engine together."""
    look = partial(localise, glossary=glossary, style=Style(money=settings.money, dates=settings.dates))
    pieces = [
        [Piece(text, look(text, context=s.context)) for text in split_pieces(s.zh, _PIECE_SENTENCES, _PIECE_CHARS)]
        for s in segments
    ]
    flat = [_by_rule(p) for some in pieces for p in some]
    for attempt in range(settings.tries):
        flat = _improve(flat, attempt, settings, look, engine)
    done = iter(flat)
    return [
        _joined(segment, list(islice(done, len(some))), look(segment.zh, context=segment.context), settings)
        for segment, some in zip(segments, pieces, strict=True)
    ]


def _by_rule(piece: Piece) -> Piece:
    """A piece that holds no Chinese once it is localised needs no model."""
    text = piece.localised.text
    return piece if has_han(text) else replace(piece, en=tidy(text), cost=0.0)


def _improve(
    pieces: Sequence[Piece], attempt: int, settings: TranslateSettings, look: Any, engine: Engine,
) -> list[Piece]:
    """Generate for the pieces that are not right yet and keep what is better. Equal pieces are generated once."""
    failing = list(dict.fromkeys(p for p in pieces if p.cost > 0))
    parts = {p: [p] if attempt == 0 else _sentences(p, look) for p in failing}
    requests = [_request(part.localised, attempt, settings, engine) for some in parts.values() for part in some]
    results = engine.generate(requests)
    better: dict[Piece, Piece] = {}
    for piece, some in parts.items():
        came = list(islice(results, len(some)))
        en = " ".join(_cleaned(r.text, part.zh, settings) for r, part in zip(came, some, strict=True)).strip()
        complete = all(r.stop == "end" for r in came)
        cost = assess(piece.zh, en, [t.entry for t in piece.localised.terms], complete).cost
        likely = _mean([r.log_probability for r in came])
        tried = replace(piece, tries=piece.tries + 1)
        if (cost, -(likely or 0)) < (piece.cost, -(piece.log_probability or 0)):
            tried = replace(tried, en=en, cost=cost, log_probability=likely, complete=complete)
        better[piece] = tried
    return [better.get(p, p) for p in pieces]


def _sentences(piece: Piece, look: Any) -> list[Piece]:
    return [Piece(text, look(text, context=piece.zh)) for text in split_pieces(piece.zh, 1, _PIECE_CHARS)]


def _request(source: Localised, attempt: int, settings: TranslateSettings, engine: Engine) -> Request:
    room = 48 + 3 * len(source.text)
    # A penalty makes the last try differ from the one before it, and breaks the loops that a small model falls into.
    decoding = Decoding(allowed=_LATIN, repetition_penalty=1.08 if attempt > 1 else 1.0)
    if engine.kind == "seq2seq":
        return Request(source.text, room, decoding=replace(decoding, beam=1 + 3 * min(attempt, 1)))
    prompt = settings.prompt if attempt == 0 else settings.again_prompt
    phrases = "; ".join(source.phrases)
    keep = f" Keep these phrases exactly as written: {phrases}." if phrases else ""
    text = prompt.text.strip().replace("{keep}", keep if attempt == 0 else keep.strip(), 1)
    return Request(text.replace("{text}", source.text, 1), room, settings.system_prompt.text.strip(), decoding)


def _cleaned(en: str, zh: str, settings: TranslateSettings) -> str:
    text = closed(tidy(strip_chatter(en)), zh)
    return british(text) if settings.spelling == "british" else text


def _joined(segment: Segment, pieces: Sequence[Piece], whole: Localised, settings: TranslateSettings) -> Translated:
    en = " ".join(p.en for p in pieces if p.en)
    tries = max((p.tries for p in pieces), default=0)
    return Translated(
        segment=segment.name, zh=segment.zh, localised=whole.text, en=headline(en) if segment.name == "title" else en,
        origin="model" if tries else "rule", model=settings.model if tries else "", tries=tries,
        log_probability=_mean([p.log_probability for p in pieces if p.tries]),
        complete=all(p.complete for p in pieces), terms=tuple(dict.fromkeys(t.entry for t in whole.terms)),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def load_glossary(files: Sequence[ReadFile]) -> Glossary:
    """The glossary of all layers; later ones win."""
    return build(*(parse_glossary(f.text, f.name) for f in files))


def translate_segments(
    segments: Iterable[Segment], settings: TranslateSettings, engines: Engines, most: int = 128,
) -> Iterator[Translated]:
    """Translate a stream of segments, in order: the first comes at once, the rest in batches that double up to `most`,
    so that a reader waits little and the engine is soon busy."""
    engine, glossary = engines.open(settings.engine, settings.model), load_glossary(settings.glossary)
    stream, size = iter(segments), 1
    while batch := list(islice(stream, size)):
        yield from translate(batch, settings, glossary, engine)
        size = min(2 * size, most)


def open_translator(settings: TranslateSettings, engines: Engines) -> Step:
    """The step: reads the cleaned article and its summary, adds TRANSLATION."""
    engine, glossary = engines.open(settings.engine, settings.model), load_glossary(settings.glossary)

    def step(articles: pa.Table) -> pa.Table:
        segments = [article_segments(row) for row in articles.to_pylist()]
        done = iter(translate([s for some in segments for s in some], settings, glossary, engine))
        rows = [{
            "translations": [as_row(t) for t in islice(done, len(some))], "error_code": None, "error_message": None,
        } for some in segments]
        return table(rows, TRANSLATION + REJECTION)

    return step


def article_segments(row: dict[str, Any]) -> list[Segment]:
    """The segments of one article (title_zh, summary_zh, paragraphs_zh), in the order in which they are read."""
    texts = {"title": row["title_zh"], "summary": row["summary_zh"]}
    texts |= {f"p{i}": text for i, text in enumerate(row["paragraphs_zh"], 1)}
    context = "\n".join(text for text in (row["title_zh"], *row["paragraphs_zh"]) if text)
    return [Segment(name, text, context) for name, text in texts.items() if text]


def as_row(translated: Translated) -> dict[str, Any]:
    """The values of schema.TRANSLATED."""
    return asdict(translated) | {"terms": [{"zh": e.zh, "en": e.en} for e in translated.terms]}


def signature(settings: TranslateSettings, engines: Engines) -> tuple[str, ...]:
    """What can change a translation."""
    prompts = short(settings.system_prompt.text, settings.prompt.text, settings.again_prompt.text)
    return (
        engines.identity(settings.engine, settings.model), f"tries {settings.tries}",
        f"{settings.money}, {settings.dates} dates, {settings.spelling} spelling", f"prompts {prompts}",
        f"glossary {short(*(f.text for f in settings.glossary))}",
    )


TRANSLATE = Stage(
    name="translate", version=1, settings=TranslateSettings, reads=("title_zh", "summary_zh", "paragraphs_zh"),
    writes=TRANSLATION, open=open_translator, signature=signature,
)
