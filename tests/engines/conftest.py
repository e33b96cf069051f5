"""Tiny models with random weights and real tokenizers, saved as models are; and every engine behind one face."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import open_engine
from pipeline.engines.engine import Decoding, Engine, EngineOptions, LocalModel, Request

LINES = [
    "滨河新区签约三个项目，总投资12.5亿元，占地320亩，项目计划明年投产，力争年产值突破20亿元。",
    "The new area signed three projects with a total investment of 1.25 billion yuan on 21.3 hectares.",
    "今年上半年，全市实际使用外资2.16亿美元，同比增长12.4%，新设外商投资企业137家。",
    "In the first half of the year, foreign investment in actual use rose by 12.4% to US$216 million.",
] * 4
TEMPLATE = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
            "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
CONTEXT = 400


def save_causal(folder: Path, template: str | None = TEMPLATE) -> Path:
    """A GPT-2 of two layers (its positions are learnt, so there are none beyond the context) with a byte-level BPE
    tokenizer and a chat template."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    bpe = ByteLevelBPETokenizer()
    bpe.train_from_iterator(LINES, 400, special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>", "[TURN]"],
                            show_progress=False)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bpe._tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>", chat_template=template,
        additional_special_tokens=["<|im_start|>", "[TURN]"])
    torch.manual_seed(0)
    GPT2LMHeadModel(GPT2Config(
        vocab_size=len(tokenizer), n_embd=32, n_layer=2, n_head=2, n_positions=CONTEXT, initializer_range=0.5,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=None, pad_token_id=tokenizer.pad_token_id,
    )).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def save_marian(folder: Path) -> Path:
    """A Marian of one layer with a sentencepiece tokenizer, the shape of the opus-mt models."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(LINES), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "source"), vocab_size=200, character_coverage=1.0,
        hard_vocab_limit=False, minloglevel=2)
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    names = ["</s>", "<unk>", *(n for n in names if n not in ("<s>", "</s>", "<unk>")), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), "utf-8")
    tokenizer = MarianTokenizer(str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"))
    torch.manual_seed(0)
    MarianMTModel(MarianConfig(
        vocab_size=len(names), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=CONTEXT,
        init_std=0.5, pad_token_id=len(names) - 1, eos_token_id=0, decoder_start_token_id=len(names) - 1,
        forced_eos_token_id=None,
    )).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def causal(tmp_path_factory: pytest.TempPathFactory) -> LocalModel:
    pytest.importorskip("transformers")
    return LocalModel("tiny", "instruct", save_causal(tmp_path_factory.mktemp("causal")), CONTEXT)


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> LocalModel:
    pytest.importorskip("transformers")
    return LocalModel("tiny", "seq2seq", save_marian(tmp_path_factory.mktemp("marian")), CONTEXT)


@pytest.fixture(scope="session")
def default_model() -> LocalModel:
    """The real default model in the form that OpenVINO loads, with a small context so that it is soon full."""
    from pipeline.run.engines import local_model

    return replace(local_model("openvino", "qwen2.5-coder-1.5b-instruct", print), context_tokens=CONTEXT)


@dataclass(frozen=True)
class Bench:
    """An engine under test: `ends` is a request whose answer ends by itself, `chinese` one whose answer is not all
    ASCII, `mark` what is a control token to its model."""

    engine: Engine
    ends: Request
    chinese: Request
    mark: str


def _echo(find: Callable[[str], Any]) -> Bench:
    return Bench(open_engine("echo", LocalModel("echo", "seq2seq", Path(), 0), EngineOptions()),
                 Request("It ends.", 50), Request("总投资12.5亿元。", 50), "<|im_end|>")


def _transformers(model: LocalModel, mark: str) -> Bench:
    options = EngineOptions(device="cpu", threads=1, batch=3)
    nothing = Decoding(allowed="\u2603")      # in no token: only the end is left
    return Bench(open_engine("transformers", model, options), Request("It ends.", 50, decoding=nothing),
                 Request("总投资12.5亿元。", 50), mark)


def _openvino(model: LocalModel) -> Bench:
    engine = open_engine("openvino", model, EngineOptions(memory_gb=1.0, batch=8))
    return Bench(engine, Request("Answer with one word, yes or no: is water wet?", 40),
                 Request("请用中文写一句话，介绍山东省。", 60), "<|im_end|>")


@pytest.fixture(scope="session", params=[
    "echo", "transformers-instruct", "transformers-seq2seq", pytest.param("openvino", marks=pytest.mark.model),
])
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each engine in turn."""
    find = request.getfixturevalue
    makers: dict[str, Callable[[], Bench]] = {
        "echo": lambda: _echo(find),
        "transformers-instruct": lambda: _transformers(find("causal"), "<|im_end|>"),
        "transformers-seq2seq": lambda: _transformers(find("marian"), "</s>"),
        "openvino": lambda: _openvino(find("default_model")),
    }
    return makers[request.param]()
