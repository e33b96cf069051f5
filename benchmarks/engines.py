"""Generated tokens per CPU second of each engine, on the same segments, in one run: `make bench`.

The segments are sentences of the sample articles, localised and prompted as the pipeline does it. CPU seconds are user
and system time of the whole process, so other work on the machine disturbs little; compare ratios within one run.
"""

import argparse
import platform
import time
from importlib.metadata import version
from pathlib import Path

from pipeline.config import load
from pipeline.engines import open_engine
from pipeline.engines.engine import EngineOptions
from pipeline.ingest import Limits
from pipeline.run.engines import local_model
from pipeline.run.settings import RunSettings, sections
from pipeline.run.source import Chunks
from pipeline.stages import STAGES
from pipeline.stages.repair import LADDER, requests_of
from pipeline.stages.stage import Engines
from pipeline.stages.translate import Segment, TranslateSettings, load_glossary, pieces_of, workshop
from pipeline.text.zh.sentences import split_sentences

ARTICLES = Path(__file__).parents[1] / "data/articles"


def sentences(count: int, engines: Engines) -> list[str]:
    """The first `count` different sentences of the sample articles that are worth translating."""
    clean, found = STAGES[0], dict[str, None]()
    step = clean.open(load(None, sections()).sections[clean.name], engines)
    for chunk in Chunks(ARTICLES, Limits(), RunSettings()):
        for paragraphs in step(chunk.articles.select(list(clean.reads)))["paragraphs_zh"].to_pylist():
            for paragraph in paragraphs or ():
                found |= {s.text: None for s in split_sentences(paragraph) if 20 <= len(s.text) <= 150}
    return list(found)[:count]


def main() -> None:
    """Time the engines and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=64)
    parser.add_argument("--engines", nargs="+", default=["openvino", "ctranslate2", "transformers"])
    options = parser.parse_args()
    settings: TranslateSettings = load(None, sections()).sections["translate"]
    texts = sentences(options.segments, None)       # type: ignore[arg-type]  # cleaning opens no engine
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, "
          f"{len(texts)} segments, model {settings.model}")
    print("| engine | version | tokens | CPU s | wall s | tokens/CPU s | ratio |\n|---|---|---|---|---|---|---|")
    first = None
    for name in options.engines:
        speed, row = measure(name, texts, settings)
        first = first or speed
        print(f"| {name} | {row} | {speed / first:.2f} |", flush=True)


def measure(name: str, texts: list[str], settings: TranslateSettings) -> tuple[float, str]:
    """Tokens per CPU second of one engine, and its row of the table. Loading is not counted."""
    model = local_model(name, settings.model, print)
    engine = open_engine(name, model, EngineOptions())
    shop = workshop(settings, load_glossary(settings.glossary), engine)
    pieces = [piece for text in texts for piece in pieces_of(Segment("", text), shop, settings)]
    requests = requests_of(pieces, LADDER[0], shop)
    list(engine.generate(requests[:1]))
    cpu, wall = time.process_time(), time.perf_counter()
    tokens = sum(r.new_tokens for r in engine.generate(requests))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    library = version({"openvino": "openvino-genai"}.get(name, name))
    return tokens / cpu, f"{library} | {tokens:,} | {cpu:.1f} | {wall:.1f} | {tokens / cpu:.1f}"


if __name__ == "__main__":
    main()
