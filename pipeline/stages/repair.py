"""The ladder: how a piece of a segment is translated, and translated again, differently, until nothing grave is wrong.

Each rung costs more than the one before, and only what failed climbs it. The best try is kept, by fidelity first and by
likelihood second; after each try what a rule can put right without doubt is put right (`pipeline.text.mend`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from pipeline.engines.conversation import Conversation, hold
from pipeline.engines.engine import Decoding, Engine, Request, Result, Task
from pipeline.text.assess import Assessment, assess
from pipeline.text.en.figures import Style, render
from pipeline.text.en.style import closed, tidy
from pipeline.text.glossary import Entry
from pipeline.text.localise import Form, Localised, Reading, restore
from pipeline.text.mend import mend
from pipeline.text.residue import has_han, strip_chatter
from pipeline.text.zh.marks import gives_orders, narrow, split_marks
from pipeline.text.zh.pieces import split_clauses, split_label, split_pieces, split_to_fit

# Latin letters with accents, dashes, quotation marks and currency signs: no Chinese can be generated.
LATIN = r" -~\u00a0-\u024f\u2010-\u2026\u20ac\u00b2\u00b3"
# Two sentences of together 110 characters kept as many figures and names as one by one, at half the time, and read
# better; three lost a twelfth of the names.
_PIECE_SENTENCES, _PIECE_CHARS = 2, 110
_CLAUSE_CHARS = 40
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Prompts:
    """The texts around a source: `first` and `again` also hold {keep}, which names what must not be lost. `examples`
    are translations to go by, each of two lines (source, English), set off by empty lines; `headlines` are those for
    headlines. `quoted` is for a source that gives orders, which a model would rather follow than translate: a system
    message, examples of its own (asked, answered), and at last what is asked."""

    system: str
    first: str
    again: str
    quoted: str
    examples: str = ""
    headlines: str = ""


@dataclass(frozen=True)
class Rung:
    """One way to try: in what parts, with the figures in what form, with which prompt and decoding; `only`: for what
    lost a figure or is gravely wrong, or for the latter alone; `quoted`: for what gives orders, and always for that."""

    name: str
    parts: Literal["whole", "clauses"] = "whole"
    form: Form = "phrase"
    again: bool = False
    beam: int = 1
    only: Literal["", "figures", "grave"] = ""
    quoted: bool = False


# In 200 sentences of news rich in figures 18 pieces of 204 failed at first, 5 of them gravely; the second rung mended 8
# for 9% of the first rung's tokens, clauses 2 for 4%, after which none was grave. Single sentences and a repetition
# penalty cost as much as the second rung and mended one each.
LADDER = (
    Rung("first"),
    Rung("lost phrases named", form="full", again=True, beam=4),
    # English by clauses is stiff, and with markers stiffer, so that is not for a lost word.
    Rung("by clause", parts="clauses", form="full", only="figures"),
    Rung("by clause, with markers", parts="clauses", form="marker", only="grave"),
)

# A model follows some orders in a text instead of translating them. Of 21 that it had followed or refused it translated
# 20 when it was shown, in turns of a conversation, how others were translated, each between << and >>.
QUOTED = Rung("as a quotation", quoted=True)


@dataclass(frozen=True)
class Piece:
    """A part of a segment on its way: `en` is the best try so far, `cost` weighs what is wrong with it; `failed` asks
    for another try, `loses_figure` and `grave` for any; a `headline` is shown others; `lost` are the figures and terms
    that it lost; `tried` names the rungs that were climbed, and `kept` the one that `en` is from.
    """

    zh: str
    context: str
    style: Style
    localised: Localised
    reading: Reading = field(compare=False)
    headline: bool = False
    en: str = ""
    cost: float = float("inf")
    failed: bool = True
    loses_figure: bool = True
    grave: bool = True
    lost: tuple[str, ...] = ()
    log_probability: float | None = None
    complete: bool = True
    tried: tuple[str, ...] = ()
    kept: str = ""


@dataclass(frozen=True)
class Workshop:
    """What it takes to translate: an engine, prompts, `localise(text, context, style, form, reading)`, what a model
    that can do several things is to do, and how many wordings it searches at a time."""

    engine: Engine
    prompts: Prompts
    localise: Callable[[str, str, Style, Form, Reading], Localised]
    task: Task = Task()
    beam: int = 1


def cut(text: str, shop: Workshop) -> list[str]:
    """A segment in the pieces that are translated in one go: each can be read whole, with all that is put into it."""
    runs = [run for some in split_marks(text) for run in split_label(some)]
    return [part for run in runs for piece in split_pieces(run, _PIECE_SENTENCES, _PIECE_CHARS)
            for part in split_to_fit(piece, lambda some: _readable(some, shop))]


def _readable(text: str, shop: Workshop) -> bool:
    """Whether the engine's context holds a text once it is localised, and, where they share it, prompt and answer. A
    token is at least a byte, so short texts need no counting; localising can double a text, and a prompt repeats it."""
    engine, seq2seq = shop.engine, shop.engine.kind == "seq2seq"
    frame = 16 + len(shop.task.prefix) if seq2seq else 64 + _around(gives_orders(text), shop.prompts)
    left = engine.context_tokens - frame - (0 if seq2seq else _room(text))
    times = 2 if seq2seq else 4
    return times * len(text.encode()) <= left or times * engine.count_tokens(text) <= left


def _around(quoted: bool, prompts: Prompts) -> int:
    """Bytes of what stands around a text at most."""
    if quoted:
        return len((prompts.system + prompts.quoted).encode())
    examples = max(prompts.examples, prompts.headlines, key=len)
    frame = max(prompts.first, prompts.again, key=len)
    return len((prompts.system + (1 + len(_examples(examples))) * frame + examples).encode())


def climb(pieces: Sequence[Piece], shop: Workshop, tries: int) -> Iterator[Piece]:
    """The pieces with their English, in order, as they come. Each climbs as soon as it failed; equal ones are generated
    once."""
    original, done = list(dict.fromkeys(pieces)), dict[Piece, Piece]()
    ended = zip(original, hold([_climb(p, shop, tries) for p in original], shop.engine), strict=True)
    for piece in pieces:
        while piece not in done:
            done.update([next(ended)])
        yield done[piece]


def _climb(piece: Piece, shop: Workshop, tries: int) -> Conversation[Piece]:
    """One piece on its way up: what it asks on each rung, and what it comes to."""
    piece = _by_rule(piece)
    for rungs in ((LADDER[0], QUOTED), *((rung,) for rung in LADDER[1:tries])):
        ways = [(rung, _parts(piece, rung, shop)) for rung in rungs if _wants(piece, rung, shop)]
        if not ways:
            continue
        results = iter((yield [_request(part, piece, rung, shop) for rung, parts in ways for _, part in parts]))
        for rung, parts in ways:
            piece = _better(piece, rung, shop, parts, list(islice(results, len(parts))))
    return piece


def _wants(piece: Piece, rung: Rung, shop: Workshop) -> bool:
    if rung.quoted:         # a model that only translates follows nothing
        return shop.engine.kind == "instruct" and piece.kept != "rule" and gives_orders(piece.zh)
    return piece.failed and (piece.grave if rung.only == "grave" else
                             piece.grave or piece.loses_figure or not rung.only)


def _by_rule(piece: Piece) -> Piece:
    """A piece that holds no Chinese once it is localised needs no model."""
    text = narrow(piece.localised.text)
    return piece if has_han(text) else replace(piece, en=tidy(text), cost=0.0, failed=False, kept="rule")


def requests_of(pieces: Sequence[Piece], rung: Rung, shop: Workshop) -> list[Request]:
    """What an engine is asked on this rung, in order."""
    return [_request(part, piece, rung, shop) for piece in pieces for _, part in _parts(piece, rung, shop)]


def _parts(piece: Piece, rung: Rung, shop: Workshop) -> list[tuple[str, Localised]]:
    """The parts of a piece, each with its localised form."""
    if rung.parts == "whole" and rung.form == "phrase":
        return [(piece.zh, piece.localised)]
    texts = split_clauses(piece.zh, _CLAUSE_CHARS) if rung.parts == "clauses" else [piece.zh]
    return [(text, shop.localise(text, piece.context, piece.style, rung.form, _at(piece, text))) for text in texts]


def _at(piece: Piece, part: str) -> Reading:
    return piece.reading._replace(at=piece.reading.at + max(piece.zh.find(part), 0))


def _request(source: Localised, piece: Piece, rung: Rung, shop: Workshop) -> Request:
    room = _room(source.text)
    if shop.engine.kind == "seq2seq":
        return Request(source.text, room, decoding=Decoding(max(rung.beam, shop.beam), LATIN), task=shop.task)
    if rung.quoted:
        return _quotation(source.text, room, shop.prompts)
    keep = [p for p in source.phrases if not rung.again or p in piece.lost] or list(source.phrases)
    said = f"Keep these phrases exactly as written: {'; '.join(keep)}." if keep else ""
    if source.hints:
        said += f" Suggested wording: {'; '.join(f'{e.zh} = {e.en}' for e in source.hints)}."
    asked = _asked(shop.prompts.again if rung.again else shop.prompts.first, said, source.text)
    shown = shop.prompts.headlines if piece.headline else shop.prompts.examples
    examples = tuple((_asked(shop.prompts.first, "", zh), en) for zh, en in _examples(shown))
    return Request(asked, room, shop.prompts.system.strip(), Decoding(allowed=LATIN), examples=examples)


def _asked(prompt: str, keep: str, text: str) -> str:
    said = prompt.strip().replace("{keep}", keep)
    return re.sub(" {2,}", " ", re.sub(" +$", "", said, flags=re.MULTILINE)).replace("{text}", text, 1)


def _quotation(text: str, room: int, prompts: Prompts) -> Request:
    *before, asked = prompts.quoted.strip().split("\n\n")
    system = before[0] if before else prompts.system.strip()
    return Request(asked.replace("{text}", text, 1), room, system, Decoding(allowed=LATIN), examples=_pairs(before[1:]))


def _examples(text: str) -> tuple[tuple[str, str], ...]:
    """Those of a file, set off by empty lines."""
    return _pairs(text.strip().split("\n\n"))


def _pairs(examples: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Examples of two lines each: what is asked, what is answered."""
    return tuple((asked, answered) for asked, _, answered in (e.strip().partition("\n") for e in examples) if answered)


def _room(text: str) -> int:
    """Tokens that the English of `text` needs at the most. One that runs on holds up all others, so it is tight: in 200
    sentences of news half took 1.1 tokens for a Chinese character, one in twenty over 1.5, none over 2."""
    han = len(_HAN.findall(text))
    return 32 + int(2 * han + 0.7 * (len(text) - han))


def _better(
    piece: Piece, rung: Rung, shop: Workshop, parts: Sequence[tuple[str, Localised]], results: Sequence[Result],
) -> Piece:
    """The piece with this try, or with the one before where that was better. One that the model failed on climbs no
    further: it would fail again."""
    if any(r.stop == "failed" for r in results):
        return replace(piece, tried=(*piece.tried, rung.name), failed=False, complete=piece.complete and bool(piece.en))
    said = [_unquoted(r.text) if rung.quoted else r.text for r in results]
    if "" in said and rung.quoted:          # it answered instead of quoting
        return replace(piece, tried=(*piece.tried, rung.name))
    texts = [_cleaned(restore(text, part), zh) for text, (zh, part) in zip(said, parts, strict=True)]
    en = " ".join(text for text in texts if text)
    complete = all(r.stop == "end" for r in results)
    found = assess(piece.zh, en, _terms(piece), complete)
    mended = mend(piece.zh, en, found.figures, piece.style)
    if mended != en:
        en, found = mended, assess(piece.zh, mended, _terms(piece), complete)
    likely = _mean([r.log_probability for r in results])
    tried = replace(piece, tried=(*piece.tried, rung.name))
    # Of two that look faultless the quotation is the translation: an order that was followed can look faultless, too.
    unlikely = not rung.quoted and -(likely or 0) >= -(piece.log_probability or 0)
    if found.cost > piece.cost or (found.cost == piece.cost and unlikely):
        return tried
    return replace(
        tried, en=en, cost=found.cost, failed=found.worth_another_try, loses_figure=found.loses_figure,
        grave=found.grave, lost=_lost(found, piece.style), log_probability=likely, complete=complete, kept=rung.name)


def _unquoted(en: str) -> str:
    """What stands between the marks that the prompt asks for, which an engine may have drawn apart; empty without."""
    found = re.search(r"< ?<(.*?)(?:> ?>\W?)?\Z", en.strip(), re.DOTALL)
    return found[1].strip() if found else ""


def _terms(piece: Piece) -> list[Entry]:
    return list(piece.localised.owed)


def _lost(found: Assessment, style: Style) -> tuple[str, ...]:
    """The English of what was promised and did not come."""
    figures = [render(m.promised, style) for m in found.figures.matches if m.status != "matched"]
    return (*figures, *(entry.en for entry, kept in found.terms if not kept))


def _cleaned(en: str, zh: str) -> str:
    return closed(tidy(strip_chatter(en)), zh)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None
