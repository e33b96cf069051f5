"""The engines on the same segments, in one run (`make bench`): a plain loop over transformers, CTranslate2's own batch
interface, and each engine of the project; then the pipeline around the model, on a run of 20 articles.

    python benchmarks/engines.py [--segments N] [--loop N] [--articles N] [--model NAME] [--rows ROW ...]

The segments are sentences of the sample articles, localised and prompted as the pipeline does it. Each row is a process
of its own, so that its peak of memory is its own; models are converted before. Loading is from a prepared store: every
digest is compared, the model loaded, and one request answered. CPU seconds are user and system time while generating,
so other work on the machine disturbs little; compare ratios within one run.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nightly import article, watch

from pipeline.config import load
from pipeline.engines import open_engine
from pipeline.engines.engine import EngineOptions, LocalModel, Request
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
# row -> what is loaded, and the package whose version is told
ROWS = {
    "plain loop": ("transformers", "transformers"),
    "transformers": ("transformers", "transformers"),
    "ctranslate2's own": ("ctranslate2", "ctranslate2"),
    "ctranslate2": ("ctranslate2", "ctranslate2"),
    "openvino": ("openvino", "openvino-genai"),
}
COMPARED = ("plain loop", "transformers", "ctranslate2's own")
Run = Callable[[Sequence[Request]], int]        # generates for all, gives the number of new tokens


def sentences(count: int, engines: Engines) -> list[str]:
    """The first `count` different sentences of the sample articles that are worth translating."""
    clean, found = STAGES[0], dict[str, None]()
    step = clean.open(load(None, sections()).sections[clean.name], engines)
    for chunk in Chunks(ARTICLES, Limits(), RunSettings()):
        for paragraphs in step(chunk.articles.select(list(clean.reads)))["paragraphs_zh"].to_pylist():
            for paragraph in paragraphs or ():
                found |= {s.text: None for s in split_sentences(paragraph) if 20 <= len(s.text) <= 150}
    return list(found)[:count]


class Kind:
    """What the pipeline asks of an engine before it generates: enough to make the requests without loading one."""

    context_tokens = 4_096

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def generate(self, requests: Sequence[Request]) -> Any:
        """Nothing is generated with it."""
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        """An upper bound is good enough."""
        return len(text)


def requests(count: int, model: LocalModel, settings: TranslateSettings) -> list[Request]:
    """What the pipeline asks first for `count` segments."""
    shop = workshop(settings, load_glossary(settings.glossary), Kind(model.kind))
    texts = sentences(count, None)       # type: ignore[arg-type]  # cleaning opens no engine
    return requests_of([p for text in texts for p in pieces_of(Segment("", text), shop, settings)], LADDER[0], shop)


def engine(name: str, model: LocalModel) -> Run:
    """One of the project's engines."""
    opened = open_engine(name, model, EngineOptions())
    return lambda asked: sum(r.new_tokens for r in opened.generate(asked))


def plain_loop(model: LocalModel) -> Run:
    """What a first script does: one request after the other, in the numbers that the processor computes best in."""
    import torch
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

    from pipeline.engines.reader import Reader

    reader = Reader(model.path, model.kind)
    loader = AutoModelForSeq2SeqLM if model.kind == "seq2seq" else AutoModelForCausalLM
    dtype = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
    network = loader.from_pretrained(model.path, dtype=dtype, use_safetensors=True, local_files_only=True).eval()

    def run(asked: Sequence[Request]) -> int:
        made = 0
        with torch.inference_mode():
            for request in asked:
                ids = torch.tensor([reader.encode(request)])
                out = network.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, max_length=None,
                                       max_new_tokens=request.max_new_tokens, top_k=None, top_p=None, temperature=None)
                made += out.shape[1] - (1 if model.kind == "seq2seq" else ids.shape[1])
        return made

    return run


def own_batches(model: LocalModel) -> Run:
    """CTranslate2 by its own interface, at its best: the shared start as a static prompt, 64 at a time, greedy."""
    import ctranslate2

    from pipeline.engines.batching import shared_start
    from pipeline.engines.reader import Reader

    reader = Reader(model.path / "tokenizer", model.kind)
    loader = ctranslate2.Translator if model.kind == "seq2seq" else ctranslate2.Generator
    network = loader(str(model.path), compute_type="int8", inter_threads=1)

    def run(asked: Sequence[Request]) -> int:
        ids, most = [reader.encode(r) for r in asked], max(r.max_new_tokens for r in asked)
        tokens = reader.tokenizer.convert_ids_to_tokens
        if model.kind == "seq2seq":
            translated = network.translate_batch([tokens(i) for i in ids], beam_size=1, max_batch_size=64,
                                                 max_decoding_length=most)
            return sum(len(o.hypotheses[0]) for o in translated)
        shared = shared_start(ids) if len(ids) > 1 else []
        outputs = network.generate_batch(
            [tokens(i[len(shared):]) for i in ids], static_prompt=tokens(shared) or None, max_batch_size=64,
            max_length=most, include_prompt_in_result=False, end_token=sorted(reader.ends))
        return sum(len(o.sequences_ids[0]) for o in outputs)

    return run


def measure(row: str, options: argparse.Namespace) -> dict[str, float]:
    """One row, in this process."""
    settings: TranslateSettings = load(None, sections()).sections["translate"]
    kind, _ = ROWS[row]
    if options.prepare:
        local_model(kind, options.model, lambda text: print(text, file=sys.stderr))
        return {}
    started = time.perf_counter()
    model = local_model(kind, options.model, print)
    run = {"plain loop": plain_loop, "ctranslate2's own": own_batches}.get(row, lambda m: engine(kind, m))(model)
    loaded = time.perf_counter() - started
    asked = requests(options.loop if row == "plain loop" else options.segments, model, settings)
    started = time.perf_counter()
    run([Request("一", 1, task=asked[0].task)])
    loaded += time.perf_counter() - started
    cpu, wall = time.process_time(), time.perf_counter()
    tokens = run(asked)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return {"segments": len(asked), "tokens": tokens, "cpu": cpu, "wall": wall, "load": loaded, "peak": peak}


def child(row: str, options: argparse.Namespace, *more: str) -> dict[str, float]:
    """`measure` in a process of its own."""
    words = [sys.executable, __file__, "--measure", row, "--model", options.model, "--segments", str(options.segments),
             "--loop", str(options.loop), *more]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def table(options: argparse.Namespace) -> None:
    """One row for each engine, and what it says of the project's aims."""
    print("| | version | segments | tokens | CPU s | wall s | tokens/CPU s | to the loop | to transformers "
          "| to CTranslate2's own | load s | peak GB |\n|" + "---|" * 12)
    speeds: dict[str, float] = {}
    for row in options.rows:
        child(row, options, "--prepare")
        found = child(row, options)
        speeds[row] = found["tokens"] / found["cpu"]
        ratios = " | ".join(f"{speeds[row] / speeds[other]:.2f}" if other in speeds else "" for other in COMPARED)
        print(f"| {row} | {version(ROWS[row][1])} | {found['segments']} | {found['tokens']:,} | {found['cpu']:.1f} "
              f"| {found['wall']:.1f} | {speeds[row]:.1f} | {ratios} | {found['load']:.1f} | {found['peak']:.2f} |",
              flush=True)
        if row == "openvino":
            print(f"\nopenvino, loaded from a prepared store: {found['load']:.1f} s (aim: under 5)")
    for other, aim in (("transformers", 3.2), ("ctranslate2's own", 2.0)):
        if {"openvino", other} <= speeds.keys():
            print(f"openvino to {other}: {speeds['openvino'] / speeds[other]:.2f} (aim: {aim})")


def pipeline_around(options: argparse.Namespace) -> None:
    """A run over sample and made articles: how much of it is the pipeline's own work, and its peak of memory."""
    with tempfile.TemporaryDirectory() as scratch:
        source, output, peak = Path(scratch) / "in", Path(scratch) / "out", [0.0]
        source.mkdir()
        samples = sorted(p for p in ARTICLES.iterdir() if p.is_file())[: options.articles]
        for path in samples:
            (source / path.name).write_bytes(path.read_bytes())
        for number in range(options.articles - len(samples)):
            (source / f"{number}.txt").write_text(article(number), "utf-8")
        words = [sys.executable, "-m", "pipeline", "run", "--input", str(source), "--output", str(output), "--quiet",
                 *(word for setting in options.set for word in ("--set", setting))]
        process = subprocess.Popen(words, text=True)
        watcher = threading.Thread(target=watch, args=(process, peak))
        watcher.start()
        process.wait()
        watcher.join()
        if process.returncode:
            raise SystemExit(f"the run ended with {process.returncode}")
        told = json.loads((output / "manifest.json").read_text("utf-8"))
    whole, engines = told["seconds"], told["engines"]
    own = whole - engines["generate_seconds"]
    print(f"\nA run of {options.articles} articles: {whole:.1f} s, of which generating "
          f"{engines['generate_seconds']:.1f}; loading, beside other work, {engines['load_seconds']:.1f}")
    print(f"the pipeline's own work: {own:.1f} s, {own / whole:.1%} of the run (aim: 3%)")
    print(f"peak memory of all its processes: {peak[0] * 2**20 / 1e9:.2f} GB (aim: under 4.5)")


def main() -> None:
    """Time the engines and the pipeline, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=64)
    parser.add_argument("--loop", type=int, default=6, help="segments of the plain loop, which takes 14 times as long")
    parser.add_argument("--articles", type=int, default=20, help="articles of the run; 0 leaves it out")
    parser.add_argument("--model", default=load(None, sections()).sections["translate"].model)
    parser.add_argument("--rows", nargs="*", default=list(ROWS), choices=list(ROWS))
    parser.add_argument("--set", action="append", default=[], help="a setting of the run (as of `bridgehead run`)")
    parser.add_argument("--measure", choices=list(ROWS), help=argparse.SUPPRESS)
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options)))
        return
    print(f"{time.strftime('%d %B %Y')}; {platform.processor() or platform.machine()}, Python "
          f"{platform.python_version()}, model {options.model}\n")
    if options.rows:
        table(options)
    if options.articles:
        pipeline_around(options)


if __name__ == "__main__":
    main()
