"""Translate: title, summary and every paragraph into English, with figures and terms localised first and checked after.

A segment is translated in pieces of one or two sentences; a piece whose English fails the questions that `check` asks
later is translated again (`pipeline.stages.repair`), and the best try is kept.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Literal

import pyarrow as pa
from pydantic import PositiveInt

from pipeline.config import ReadFile, TextFile, file_setting
from pipeline.engines.engine import Engine, EngineName, Task
from pipeline.memory import Remembered
from pipeline.schema import REJECTION, TRANSLATION, table
from pipeline.stages.recall import Archive, Made, imported, key_of, read_made, remembered, usable
from pipeline.stages.repair import Piece, Prompts, Workshop, climb, cut
from pipeline.stages.stage import Engines, Stage, Step, short, task_line
from pipeline.text.en.figures import Style
from pipeline.text.en.style import british, headline, typed
from pipeline.text.glossary import Entry, Glossary, build, parse_glossary
from pipeline.text.localise import Form, Localised, Reading, localise


@dataclass(frozen=True)
class TranslateSettings:
    """`tries` bounds how often a piece is generated; `money` and `dates` are forms of the English; `places` and
    `glossary` are tables that an editor owns, later ones win. `prefix`, `source_language` and `target_language` are for
    translation models that can do several things: what stands before each text, and the model's own codes;
    with `beam` over 1 they search that many wordings at a time."""

    engine: EngineName = "openvino"
    model: str = "qwen2.5-coder-1.5b-instruct"
    prefix: str = ""
    source_language: str = ""
    target_language: str = ""
    beam: PositiveInt = 1
    tries: PositiveInt = 4
    money: Literal["yuan", "RMB", "CNY"] = "yuan"
    dates: Literal["british", "american"] = "british"
    spelling: Literal["british", "american"] = "british"
    system_prompt: TextFile = file_setting("prompts/system.txt")
    prompt: TextFile = file_setting("prompts/translate.txt")
    again_prompt: TextFile = file_setting("prompts/translate_again.txt")
    quoted_prompt: TextFile = file_setting("prompts/translate_quoted.txt")
    examples: TextFile = file_setting("prompts/translate_examples.txt")
    headline_examples: TextFile = file_setting("prompts/translate_headlines.txt")
    glossary: tuple[TextFile, ...] = file_setting(
        tuple(f"glossary/{name}.csv" for name in ("places", "zones", "world", "national", "client")))


@dataclass(frozen=True)
class Segment:
    """A segment to translate: `name` is title, summary, p1, ...; `context` the whole article, which settles names that
    could be read two ways; `introduces` whether land is first mentioned here, and so given in mu as well (U1);
    `reading` what its reader has read before (default: nothing)."""

    name: str
    zh: str
    context: str = ""
    introduces: bool = True
    reading: Reading | None = None


@dataclass(frozen=True)
class Translated:
    """A translated segment: the fields of schema.TRANSLATED. `origin` is rule where no model was needed; `tries` is how
    often its most stubborn piece was generated, and `tried` which ways of translating it again were gone."""

    segment: str
    zh: str
    localised: str
    en: str
    origin: str
    model: str
    tries: int
    tried: tuple[str, ...]
    log_probability: float | None
    complete: bool
    terms: tuple[Entry, ...]


def translate(
    segments: Sequence[Segment], settings: TranslateSettings, glossary: Glossary, engine: Engine,
    archive: Archive | None = None,
) -> list[Translated]:
    """One Translated for each segment, in order. What the archive does not hold goes to the engine, all pieces of all
    segments together, and into the archive."""
    shop = workshop(settings, glossary, engine)
    pieces = [pieces_of(s, shop, settings) for s in segments]
    if archive is None:
        return list(_generate(segments, pieces, shop, settings))
    blank = [_joined(s, some, settings) for s, some in zip(segments, pieces, strict=True)]
    keys = [key_of("title" if s.name == "title" else "text", some, shop, settings.tries, archive.made_by)
            for s, some in zip(segments, pieces, strict=True)]
    given, kept = archive.memory.given(s.zh for s in segments), archive.memory.recall(keys)
    known = [_known(t, given.get(t.zh), kept.get(key)) for t, key in zip(blank, keys, strict=True)]
    new = [i for i, t in enumerate(known) if t is None]
    generated = _generate([segments[i] for i in new], [pieces[i] for i in new], shop, settings)
    made = dict(zip(new, generated, strict=True))
    archive.memory.keep(
        remembered(keys[i], t.zh, t.en, Made(t.model, t.tries, t.tried, t.log_probability))
        for i, t in made.items() if t.origin == "model" and t.complete)
    return [made[i] if t is None else t for i, t in enumerate(known)]


def _generate(
    segments: Sequence[Segment], pieces: Sequence[Sequence[Piece]], shop: Workshop, settings: TranslateSettings,
) -> Iterator[Translated]:
    """Each as soon as it and all before it are there."""
    done = climb([p for some in pieces for p in some], shop, settings.tries)
    for segment, some in zip(segments, pieces, strict=True):
        yield _joined(segment, list(islice(done, len(some))), settings)


def translated(
    segments: Sequence[Segment], settings: TranslateSettings, glossary: Glossary, engine: Engine,
) -> Iterator[Translated]:
    """One Translated for each segment, in order, as soon as it is there."""
    shop = workshop(settings, glossary, engine)
    return _generate(segments, [pieces_of(s, shop, settings) for s in segments], shop, settings)


def _known(blank: Translated, given: Remembered | None, kept: Remembered | None) -> Translated | None:
    """A segment (`blank`: without its English) as the memory holds it."""
    if given and usable(given, blank.zh, blank.terms):
        return replace(blank, en=given.en, origin=given.origin)
    made = read_made(kept.made) if kept else None
    return replace(blank, en=kept.en, origin="model", **asdict(made)) if kept and made else None


def workshop(settings: TranslateSettings, glossary: Glossary, engine: Engine) -> Workshop:
    """What the settings make of an engine and a glossary."""

    def look(text: str, context: str, style: Style, form: Form, reading: Reading) -> Localised:
        return localise(text, glossary, style, context, form, reading)

    prompts = Prompts(settings.system_prompt.text, settings.prompt.text, settings.again_prompt.text,
                      settings.quoted_prompt.text, settings.examples.text, settings.headline_examples.text)
    task = Task(settings.prefix, settings.source_language, settings.target_language)
    return Workshop(engine, prompts, look, task, settings.beam)


def pieces_of(segment: Segment, shop: Workshop, settings: TranslateSettings) -> list[Piece]:
    """A segment in the pieces that are translated in one go, localised."""
    style = Style(money=settings.money, dates=settings.dates, mu=segment.introduces)
    context, reading, at = segment.context or segment.zh, segment.reading or Reading(segment.zh), 0
    pieces: list[Piece] = []
    for text in cut(segment.zh, shop):
        at = max(segment.zh.find(text, at), at)
        here = reading._replace(at=reading.at + at)
        found = shop.localise(text, context, style, "phrase", here)
        pieces.append(Piece(text, context, style, found, here, headline=segment.name == "title"))
        localised, at = pieces[-1].localised, at + len(text)
        if any(f.unit == "mu" for f in localised.figures):
            style = replace(style, mu=False)
    return pieces


def _joined(segment: Segment, pieces: Sequence[Piece], settings: TranslateSettings) -> Translated:
    en = typed(" ".join(p.en for p in pieces if p.en))
    en = british(en) if settings.spelling == "british" else en
    generated = [p for p in pieces if p.tried]
    terms = dict.fromkeys(e for p in pieces for e in p.localised.owed)
    return Translated(
        segment=segment.name, zh=segment.zh, localised=" ".join(p.localised.text for p in pieces),
        en=headline(en) if segment.name == "title" else en,
        origin="model" if generated else "rule", model=settings.model if generated else "",
        tries=max((len(p.tried) for p in pieces), default=0),
        tried=tuple(dict.fromkeys(name for p in generated for name in p.tried[1:])),
        log_probability=_mean([p.log_probability for p in generated]),
        complete=all(p.complete for p in pieces), terms=tuple(terms),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def load_glossary(files: Sequence[ReadFile]) -> Glossary:
    """The glossary of all layers; later ones win."""
    return build(*(parse_glossary(f.text, f.name) for f in files))


def translate_segments(
    segments: Iterable[Segment], settings: TranslateSettings, engines: Engines, most: int = 256,
) -> Iterator[Translated]:
    """Translate a stream of segments, in order, each as soon as it is there: the first alone, so that a reader waits
    little, the others up to `most` at a time."""
    glossary = load_glossary(settings.glossary).warmed()     # first: the engine may still be loading
    gc.freeze()         # the tables stay: a full collection would take a tenth of a second to go through them
    engine = engines.open(settings.engine, settings.model)
    stream, size = iter(segments), 1
    while batch := list(islice(stream, size)):
        yield from translated(batch, settings, glossary, engine)
        size = most


def open_translator(settings: TranslateSettings, engines: Engines) -> Step:
    """The step: reads the cleaned article and its summary, adds TRANSLATION."""
    engine, glossary = engines.open(settings.engine, settings.model), load_glossary(settings.glossary)
    archive = Archive(engines.memory(), (f"v{TRANSLATE.version}", *made_by(settings, engines)))

    def step(articles: pa.Table) -> pa.Table:
        segments = [article_segments(row) for row in articles.to_pylist()]
        done = iter(translate([s for some in segments for s in some], settings, glossary, engine, archive))
        rows = [{
            "translations": [as_row(t) for t in islice(done, len(some))], "error_code": None, "error_message": None,
        } for some in segments]
        return table(rows, TRANSLATION + REJECTION)

    return step


def article_segments(row: dict[str, Any]) -> list[Segment]:
    """The segments of one article (title_zh, summary_zh, paragraphs_zh), in the order in which they are read."""
    body = {f"p{i}": text for i, text in enumerate(row["paragraphs_zh"], 1) if text}
    context = "\n".join(text for text in (row["title_zh"], *body.values()) if text)
    first = next((name for name, text in body.items() if "亩" in text), None)
    texts = {"title": row["title_zh"], "summary": row["summary_zh"], **body}
    reading = _readings(body, row["title_zh"] or "")
    return [Segment(name, text, context, name in ("summary", first), reading.get(name))
            for name, text in texts.items() if text]


def _readings(body: Mapping[str, str], title: str) -> dict[str, Reading]:
    """What a reader has read before each paragraph; a headline introduces nothing."""
    whole, at = "\n".join(body.values()), 0
    readings = {"title": Reading(title, len(title))}
    for name, text in body.items():
        readings[name] = Reading(whole, at)
        at += len(text) + 1
    return readings


def as_row(translated: Translated) -> dict[str, Any]:
    """The values of schema.TRANSLATED."""
    return asdict(translated) | {"terms": [as_term(e) for e in translated.terms]}


def as_term(entry: Entry) -> dict[str, Any]:
    """The values of schema.TERM."""
    return {name: getattr(entry, name) for name in ("zh", "en", "category", "status", "rule", "also")}


def made_by(settings: TranslateSettings, engines: Engines) -> tuple[str, ...]:
    """What can change the English of any segment."""
    prompts = short(settings.system_prompt.text, settings.prompt.text, settings.again_prompt.text,
                    settings.quoted_prompt.text, settings.examples.text, settings.headline_examples.text)
    return (
        engines.identity(settings.engine, settings.model), *task_line(settings),
        f"tries {settings.tries}", f"{settings.money}, {settings.dates} dates, {settings.spelling} spelling",
        f"prompts {prompts}",
    )


def signature(settings: TranslateSettings, engines: Engines) -> tuple[str, ...]:
    """What can change a translation."""
    return *made_by(settings, engines), f"glossary {short(*(f.text for f in settings.glossary))}"


def recalls(rows: Sequence[Mapping[str, Any]], engines: Engines) -> list[str]:
    """What the translation memory was given for the segments of each article."""
    texts = [[t for t in (row["title_zh"], row["summary_zh"], *row["paragraphs_zh"]) if t] for row in rows]
    return imported(engines.memory(), texts)


TRANSLATE = Stage(
    name="translate", version=18, settings=TranslateSettings, reads=("title_zh", "summary_zh", "paragraphs_zh"),
    writes=TRANSLATION, open=open_translator, signature=signature, recalls=recalls,
)
