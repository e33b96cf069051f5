"""Tiny models with random weights and real tokenizers, saved as models are; and every engine behind one face."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.engines import converter, folder_converter, open_engine
from pipeline.engines.engine import Decoding, Engine, EngineOptions, LocalModel, Request
from tests.engines import fake_vllm

LINES = [
    "滨河新区签约三个项目，总投资12.5亿元，占地320亩，项目计划明年投产，力争年产值突破20亿元。",
    "The new area signed three projects with a total investment of 1.25 billion yuan on 21.3 hectares.",
    "今年上半年，全市实际使用外资2.16亿美元，同比增长12.4%，新设外商投资企业137家。",
    "In the first half of the year, foreign investment in actual use rose by 12.4% to US$216 million.",
] * 4
TEMPLATE = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
            "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
CONTEXT = 400


def save_causal(folder: Path, template: str | None = TEMPLATE, context: int = CONTEXT) -> Path:
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
        vocab_size=len(tokenizer), n_embd=32, n_layer=2, n_head=2, n_positions=context, initializer_range=0.5,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=None, pad_token_id=tokenizer.pad_token_id,
    )).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def save_gguf(path: Path, kind: str = "F16", family: str = "qwen2", template: str = TEMPLATE) -> Path:
    """A Qwen2 or Qwen3 of two layers with a byte-level BPE tokenizer, the kind of file that the registry names; its
    matrices are of the given `kind`."""
    import gguf
    import numpy as np
    from tokenizers import ByteLevelBPETokenizer

    bpe = ByteLevelBPETokenizer()
    bpe.train_from_iterator(LINES, 400, show_progress=False)
    trained = json.loads(bpe._tokenizer.to_str())["model"]
    plain = sorted(trained["vocab"], key=trained["vocab"].get)
    tokens = [*plain, "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    size, wide, deep, heads = 64, 128, 2, 2
    each = size // heads if family == "qwen2" else 128      # readers know no other width of a head of Qwen3
    writer = gguf.GGUFWriter(path, family)
    writer.add_block_count(deep)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(size)
    writer.add_feed_forward_length(wide)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_key_length(each)
    writer.add_value_length(each)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType[f"MOSTLY_{kind}"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.NORMAL] * len(plain) + [gguf.TokenType.CONTROL] * 3)
    writer.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in trained["merges"]])
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_pad_token_id(len(tokens) - 3)
    writer.add_add_bos_token(False)
    writer.add_chat_template(template)
    shapes = {"token_embd.weight": (len(tokens), size), "output.weight": (len(tokens), size),
              "output_norm.weight": (size,)}
    for i in range(deep):
        own = {f"attn_{x}.weight": (heads * each, size) for x in "qkv"} | {"attn_output.weight": (size, heads * each)}
        own |= {f"{x}_norm.weight": (size,) for x in ("attn", "ffn")}
        own |= ({f"attn_{x}.bias": (size,) for x in "qkv"} if family == "qwen2" else
                {f"attn_{x}_norm.weight": (each,) for x in "qk"})
        own |= {"ffn_gate.weight": (wide, size), "ffn_up.weight": (wide, size), "ffn_down.weight": (size, wide)}
        shapes |= {f"blk.{i}.{name}": shape for name, shape in own.items()}
    random = np.random.default_rng(0)
    for name, shape in shapes.items():
        values = (np.ones(shape) if "norm" in name else random.normal(scale=0.3, size=shape)).astype(np.float32)
        written = gguf.GGMLQuantizationType["F32" if len(shape) == 1 else kind]
        writer.add_tensor(name, gguf.quants.quantize(values, written), raw_dtype=written)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


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
def gguf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("gguf")
    pytest.importorskip("tokenizers")
    return save_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="session")
def quantised(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The tiny GGUF with its matrices in another kind of number."""
    pytest.importorskip("gguf")
    return lambda kind: save_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf", kind)


@pytest.fixture(scope="session")
def converted(gguf_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], LocalModel]:
    """The tiny GGUF in the form that an engine loads."""
    @cache
    def convert(engine: str) -> LocalModel:
        folder = tmp_path_factory.mktemp(engine)
        converter(engine)(gguf_file, folder)
        return LocalModel("tiny", "instruct", folder, CONTEXT)

    return convert


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


def _echo() -> Bench:
    return Bench(open_engine("echo", LocalModel("echo", "seq2seq", Path(), 0), EngineOptions()),
                 Request("It ends.", 50), Request("总投资12.5亿元。", 50), "<|im_end|>")


def _transformers(model: LocalModel, mark: str) -> Bench:
    options = EngineOptions(device="cpu", threads=1, batch=3)
    nothing = Decoding(allowed="\u2603")      # in no token: only the end is left
    return Bench(open_engine("transformers", model, options), Request("It ends.", 50, decoding=nothing),
                 Request("总投资12.5亿元。", 50), mark)


def _ctranslate2(model: LocalModel, mark: str, folder: Path) -> Bench:
    convert = folder_converter("ctranslate2")
    assert convert is not None
    convert(model.path, folder)
    options = EngineOptions(device="cpu", threads=1, batch=3)
    nothing = Decoding(allowed="\u2603")
    return Bench(open_engine("ctranslate2", replace(model, path=folder), options),
                 Request("It ends.", 50, decoding=nothing), Request("总投资12.5亿元。", 50), mark)


def _vllm(model: LocalModel, mark: str) -> Bench:
    letter = Decoding(allowed="b", repetition_penalty=5.0)      # a letter or the end: soon it is the end
    return Bench(open_engine("vllm", model, EngineOptions(batch=3)), Request("It ends.", 50, decoding=letter),
                 Request("总投资12.5亿元。", 50), mark)


def _openvino(model: LocalModel) -> Bench:
    letter = Decoding(allowed="b")      # a letter or the end: soon it is the end
    return Bench(open_engine("openvino", model, EngineOptions(memory_gb=1.0, threads=1, batch=3)),
                 Request("It ends.", 50, decoding=letter), Request("总投资12.5亿元。", 50), "<|im_end|>")


def _default(model: LocalModel) -> Bench:
    return Bench(open_engine("openvino", model, EngineOptions(memory_gb=1.0, batch=8)),
                 Request("Answer with one word, yes or no: is water wet?", 40),
                 Request("请用中文写一句话，介绍山东省。", 60), "<|im_end|>")


@pytest.fixture(scope="session", params=[
    "echo", "transformers-instruct", "transformers-seq2seq", "ctranslate2-instruct", "ctranslate2-seq2seq", "openvino",
    "vllm",
    pytest.param("openvino-default", marks=pytest.mark.model),
])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Each engine in turn."""
    find = request.getfixturevalue
    makers: dict[str, Callable[[], Bench]] = {
        "echo": _echo,
        "transformers-instruct": lambda: _transformers(find("causal"), "<|im_end|>"),
        "transformers-seq2seq": lambda: _transformers(find("marian"), "</s>"),
        "ctranslate2-instruct": lambda: _ctranslate2(find("causal"), "<|im_end|>", tmp_path_factory.mktemp("ct2")),
        "ctranslate2-seq2seq": lambda: _ctranslate2(find("marian"), "</s>", tmp_path_factory.mktemp("ct2")),
        "vllm": lambda: _vllm(find("causal"), "<|im_end|>"),
        "openvino": lambda: _openvino(find("converted")("openvino")),
        "openvino-default": lambda: _default(find("default_model")),
    }
    with pytest.MonkeyPatch.context() as patch:     # only here: others who look for vLLM would find the stand-in
        if request.param == "vllm":
            fake_vllm.install(patch)
        return makers[request.param]()
