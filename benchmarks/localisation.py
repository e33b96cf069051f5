"""Which form of localisation the model keeps best: each form on the same sentences, one try each, in one run.

Run by hand: python benchmarks/localisation.py [FILE with one Chinese segment a line]. Without a file, the sentences of
the sample articles. Figures are compared by value and terms by their approved English, as `check` does it.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from engines import sentences

from pipeline.config import load
from pipeline.engines import open_engine
from pipeline.engines.engine import Decoding, EngineOptions, Request
from pipeline.run.engines import local_model
from pipeline.run.settings import sections
from pipeline.stages.repair import LATIN, Piece
from pipeline.stages.translate import Segment, TranslateSettings, load_glossary, pieces_of, workshop
from pipeline.text.assess import assess
from pipeline.text.localise import Form, Localised, restore
from pipeline.text.residue import has_han, strip_chatter

Ask = Callable[[Localised], str]
_PLAIN = "Translate the following text from a Chinese news report into English. Output only the English translation."


def main() -> None:
    """Run every form and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--engine", default="openvino")
    options = parser.parse_args()
    settings: TranslateSettings = load(None, sections()).sections["translate"]
    engine = open_engine(options.engine, local_model(options.engine, settings.model, print), EngineOptions())
    shop = workshop(settings, load_glossary(settings.glossary), engine)
    lines = options.file.read_text("utf-8").splitlines() if options.file else sentences(64, None)  # type: ignore[arg-type]
    pieces = [p for line in lines for p in pieces_of(Segment("", line), shop, settings)]
    print("| form | figures right | sentences with all right | terms kept | with Chinese left | tokens |")
    print("|---|---|---|---|---|---|")
    for name, form, ask, latin in _FORMS:
        sources = [_raw(p) if form is None else shop.localise(p.zh, p.context, p.style, form, p.reading)
                   for p in pieces]
        decoding = Decoding(allowed=LATIN if latin else None)
        results = list(engine.generate([
            Request(f"{ask(s)}\n\n{s.text}", 64 + 3 * len(s.text), settings.system_prompt.text, decoding)
            for s in sources]))
        texts = [strip_chatter(restore(r.text, s)) for r, s in zip(results, sources, strict=True)]
        print(_row(name, pieces, texts, sum(r.new_tokens for r in results)), flush=True)


def _raw(piece: Piece) -> Localised:
    return piece.localised._replace(text=piece.zh)


def _glossary(source: Localised) -> str:
    pairs = [f"{t.entry.zh} = {t.entry.en}" for t in source.terms]
    return _PLAIN + " Use this glossary:\n" + "\n".join(pairs) if pairs else _PLAIN


def _listed(source: Localised) -> str:
    return f"{_PLAIN} Keep these phrases exactly as written: {'; '.join(source.phrases)}." if source.phrases else _PLAIN


_FORMS: tuple[tuple[str, Form | None, Ask, bool], ...] = (
    ("raw Chinese", None, lambda _: _PLAIN, False),
    ("raw, glossary in the prompt", None, _glossary, False),
    ("markers [T1], listed", "marker", _listed, True),
    ("substituted", "phrase", lambda _: _PLAIN, True),
    ("substituted and listed", "phrase", _listed, True),
)


def _row(name: str, pieces: list[Piece], texts: list[str], tokens: int) -> str:
    found = [assess(p.zh, en, [t.entry for t in p.localised.terms]) for p, en in zip(pieces, texts, strict=True)]
    figures = [m.status == "matched" for a in found for m in a.figures.matches]
    whole = [all(m.status == "matched" for m in a.figures.matches) for a in found if a.figures.matches]
    terms = [kept for a in found for _, kept in a.terms]
    han = sum(map(has_han, texts))
    return (f"| {name} | {_share(figures)} | {_share(whole)} | {_share(terms)} | {han} of {len(texts)} | {tokens:,} |")


def _share(values: list[bool]) -> str:
    return f"{sum(values)}/{len(values)} ({100 * sum(values) / max(len(values), 1):.1f}%)"


if __name__ == "__main__":
    main()
