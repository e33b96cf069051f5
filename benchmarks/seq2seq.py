"""Seq2seq engines on the shape of opus-mt-zh-en: a plain loop, batches, CTranslate2; in one run (`make bench`).

The weights are random and never end a sentence, so that every answer has as many tokens; what comes out is no language.
CPU seconds are user and system time of the whole process; compare ratios within one run. Memory is the most that the
process has taken so far, so it is comparable only where each engine runs alone (--engines).
"""

import argparse
import json
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.engines import folder_converter, open_engine
from pipeline.engines.engine import Decoding, EngineOptions, LocalModel, Request

ARTICLES = Path(__file__).parents[1] / "data/articles"
_VOCABULARY, _CONTEXT = 65_001, 512
# name -> engine, beam; the first is the plain loop, which all are compared with
_ROWS = {
    "plain loop, float32": ("loop", 1),
    "transformers, batches": ("transformers", 1),
    "ctranslate2, int8": ("ctranslate2", 1),
    "ctranslate2, int8, beam 4": ("ctranslate2", 4),
}


def sentences(count: int) -> list[str]:
    """Lines of the sample articles of the length of a sentence, again and again with a number before them."""
    lines = [line for path in sorted(ARTICLES.glob("*.txt")) for line in path.read_text("utf-8", "ignore").split("。")]
    fit = [line.strip() for line in lines if 20 <= len(line.strip()) <= 80]
    return [f"{i}、{fit[i % len(fit)]}。" for i in range(count)]


def save_marian(folder: Path, texts: Sequence[str]) -> None:
    """The shape of opus-mt-zh-en with a tokenizer trained on `texts`."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(texts), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "source"), vocab_size=2_000, character_coverage=1.0,
        hard_vocab_limit=False, minloglevel=2)
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    spm = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pieces = [p for p in map(spm.id_to_piece, range(spm.get_piece_size())) if p not in ("<s>", "</s>", "<unk>")]
    names = ["</s>", "<unk>", *pieces]
    names += [f"filler{i}" for i in range(_VOCABULARY - 1 - len(names))] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), "utf-8")
    MarianTokenizer(str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json")).save_pretrained(
        folder)
    torch.manual_seed(0)
    network = MarianMTModel(MarianConfig(
        vocab_size=_VOCABULARY, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048, max_position_embeddings=_CONTEXT,
        activation_function="swish", scale_embedding=True, pad_token_id=_VOCABULARY - 1, eos_token_id=0,
        decoder_start_token_id=_VOCABULARY - 1))
    network.final_logits_bias[0, 0] = -1e4
    network.save_pretrained(folder)


def plain_loop(folder: Path) -> Callable[[Sequence[str], int, int], int]:
    """What a first script does: one sentence after the other."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    network = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()

    def run(texts: Sequence[str], tokens: int, beam: int) -> int:
        made = 0
        with torch.inference_mode():
            for text in texts:
                ids = network.generate(**tokenizer(text, return_tensors="pt"), num_beams=beam, do_sample=False,
                                       max_new_tokens=tokens, max_length=None)
                made += ids.shape[1] - 1
        return made

    return run


def engine(name: str, folder: Path, scratch: Path) -> Callable[[Sequence[str], int, int], int]:
    """One of the project's engines."""
    model = LocalModel("marian shape", "seq2seq", folder, _CONTEXT)
    if convert := folder_converter(name):
        converted = scratch / name
        converted.mkdir(exist_ok=True)
        if not any(converted.iterdir()):
            convert(folder, converted)
        model = LocalModel(model.name, model.kind, converted, _CONTEXT)
    opened = open_engine(name, model, EngineOptions(device="cpu"))
    return lambda texts, tokens, beam: sum(
        r.new_tokens for r in opened.generate([Request(t, tokens, decoding=Decoding(beam)) for t in texts]))


def measured(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Name, sentences per CPU second and per second, and memory of each row."""
    texts = sentences(options.sentences)
    for name, (kind, beam) in _ROWS.items():
        if kind not in options.engines:
            continue
        run: Any = plain_loop(folder) if kind == "loop" else engine(kind, folder, folder.parent)
        some = texts[: options.loop] if kind == "loop" else texts
        run(some[:1], 4, 1)
        cpu, wall = time.process_time(), time.perf_counter()
        made = run(some, options.tokens, beam)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if made != len(some) * options.tokens:
            raise SystemExit(f"{name}: {made} tokens instead of {len(some) * options.tokens}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        yield name, len(some) / cpu, len(some) / wall, f"{peak:.1f}"


def main() -> None:
    """Time the engines and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=192)
    parser.add_argument("--loop", type=int, default=24, help="sentences of the plain loop")
    parser.add_argument("--tokens", type=int, default=32, help="tokens of every answer")
    parser.add_argument("--engines", nargs="+", default=["loop", "transformers", "ctranslate2"])
    options = parser.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("torch", "transformers", "ctranslate2"))
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {libraries}; "
          f"{options.sentences} sentences, {options.tokens} tokens each")
    print("| engine | sentences/CPU s | sentences/s | ratio (CPU) | ratio (wall) | peak GiB |")
    print("|---|---|---|---|---|---|")
    first: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "model"
        folder.mkdir()
        save_marian(folder, sentences(options.sentences))
        for name, by_cpu, by_wall, peak in measured(options, folder):
            first = first or (by_cpu, by_wall)
            print(f"| {name} | {by_cpu:.2f} | {by_wall:.2f} | {by_cpu / first[0]:.1f} | {by_wall / first[1]:.1f} "
                  f"| {peak} |", flush=True)


if __name__ == "__main__":
    main()
