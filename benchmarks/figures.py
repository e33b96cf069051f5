"""How fast figures are put into the source and compared with the English, on one core; and a megabyte of hostile text.

Run by hand: python benchmarks/figures.py [SOURCE TARGET], a Chinese and an English file that belong together line by
line. As in a run, all are put into the source before the first is compared. The sentences of the sample articles come
first, with the figures that each owes for English: a process that has just begun is slower, for nothing is in the
processor's cache.
"""

import argparse
import gc
import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from engines import sentences

from pipeline.config import load
from pipeline.run.explain import explain
from pipeline.run.settings import sections
from pipeline.stages.translate import TranslateSettings, load_glossary
from pipeline.text.assess import Assessment, assess
from pipeline.text.en.figures import Style, render
from pipeline.text.localise import localise
from pipeline.text.zh.figures import find_figures

_MEGABYTE = 1_000_000
_SENTENCE = "2025年1至10月，全市签约总投资498.2亿元的项目占地800亩，同比增长8.5%，力争翻一番。"


def main() -> None:
    """Print segments a second, then seconds for each hostile megabyte."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="SOURCE TARGET")
    files = parser.parse_args().files
    settings: TranslateSettings = load(None, sections()).sections["translate"]
    glossary = load_glossary(settings.glossary).warmed()        # the dictionaries are read once a process
    gc.freeze()                                                 # as `translate` does
    samples: list[str] = sentences(2000, None)  # type: ignore[arg-type]
    texts = [("sample sentences", samples, [_owed(zh) for zh in samples])]
    if files:
        texts.append((files[0].name, *(file.read_text("utf-8").splitlines() for file in files)))

    def compared(chinese: Sequence[str], english: Sequence[str]) -> list[Assessment]:
        localised = [localise(zh, glossary, Style(), zh) for zh in chinese]
        return [assess(zh, en, one.owed) for zh, en, one in zip(chinese, english, localised, strict=True)]

    for name, *pair in texts:
        seconds = _timed(lambda pair=pair: compared(*pair))  # type: ignore[misc]
        print(f"localise and compare, {name}: {len(pair[0])} segments, {len(pair[0]) / seconds:,.0f} a second")
    for name, text in _hostile():
        text = text.encode()[:_MEGABYTE].decode(errors="ignore")
        print(f"explain, 1 MB of {name}: {_timed(lambda text=text: list(explain(text, settings))):.1f} s")  # type: ignore[misc]


def _owed(zh: str) -> str:
    """The figures of `zh` in English; with a day of publishing, for which those of no text are remembered."""
    return ", ".join(render(f, Style()) for f in find_figures(zh, date(2025, 1, 1)))


def _timed(work: Callable[[], object]) -> float:
    """Seconds of this process, whatever else the machine does."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _hostile() -> list[tuple[str, str]]:
    mixed = "0123456789一二三四五六七八九十百千万亿元年月日第约近超，。、（）-—/.%倍成折半翻将增长至到US$每亩"
    pieces = {
        "digits": "7", "亿": "亿", "dots": "1.", "amounts": "1.2亿元，", "sentences": _SENTENCE, "brackets": "（",
        "growth": "增长5%",
    }
    told = [(name, piece * (_MEGABYTE // len(piece.encode()) + 1)) for name, piece in pieces.items()]
    return [*told, ("random numerals", "".join(random.Random(1).choices(mixed, k=_MEGABYTE // 2)))]


if __name__ == "__main__":
    main()
