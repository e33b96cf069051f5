"""A tiny model of each family, of random weights, with a real tokenizer of its kind, saved as the hub has it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

LINES = [
    "滨河新区签约三个项目，总投资12.5亿元，占地320亩，项目计划明年投产，力争年产值突破20亿元。",
    "The new area signed three projects with a total investment of 1.25 billion yuan on 21.3 hectares.",
    "今年上半年，全市实际使用外资2.16亿美元，同比增长12.4%，新设外商投资企业137家。",
    "In the first half of the year, foreign investment in actual use rose by 12.4% to US$216 million.",
    "请把下面的文本翻译成英文，不要额外解释。只输出摘要，不要评论，不要标题。",
    "Translate the following text into English. Keep these phrases exactly as written. Output only the translation.",
] * 4
CONTEXT = 512
CHATML = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
          "{% if add_generation_prompt %}<|im_start|>assistant\n"
          "{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}{% endif %}")
GEMMA = ("{{ bos_token }}{% for m in messages %}{% if m['role'] == 'system' %}"
         "{{ raise_exception('System role not supported') }}{% endif %}"
         "<start_of_turn>{{ m['role'] }}\n{{ m['content'] }}<end_of_turn>\n{% endfor %}"
         "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}")
HUNYUAN = ("{% for m in messages %}{% if m['role'] == 'user' %}<｜hy_User｜>{{ m['content'] }}"
           "{% else %}{{ m['content'] }}<｜hy_place▁holder▁no▁3｜>{% endif %}{% endfor %}"
           "{% if add_generation_prompt %}<｜hy_Assistant｜>{% endif %}")


def pieces(folder: Path, name: str, lines: Sequence[str] = LINES, **options: Any) -> Path:
    """A sentencepiece model trained on `lines`."""
    import sentencepiece

    prefix = str(folder / name.rpartition(".")[0])
    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(lines), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=prefix, character_coverage=1.0, minloglevel=2,
        **{"vocab_size": 260, "hard_vocab_limit": False} | options)
    corpus.unlink()
    Path(f"{prefix}.vocab").unlink()
    return Path(f"{prefix}.model").rename(folder / name)


def seeded() -> None:
    import torch

    torch.manual_seed(0)


def marian_tokenizer(folder: Path, lines: Sequence[str] = LINES, **options: Any) -> list[str]:
    """The tokenizer of a Marian: one sentencepiece model for both sides. Returns its vocabulary."""
    import sentencepiece
    from transformers import MarianTokenizer

    source = pieces(folder, "source.spm", lines, **options)
    (folder / "target.spm").write_bytes(source.read_bytes())
    spm = sentencepiece.SentencePieceProcessor(model_file=str(source))
    names = [spm.id_to_piece(i) for i in range(spm.get_piece_size())]
    names = ["</s>", "<unk>", *(n for n in names if n not in ("<s>", "</s>", "<unk>")), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), "utf-8")
    MarianTokenizer(str(source), str(folder / "target.spm"), str(folder / "vocab.json")).save_pretrained(folder)
    return names


def marian(folder: Path) -> None:
    from transformers import MarianConfig, MarianMTModel

    names = marian_tokenizer(folder)
    seeded()
    MarianMTModel(MarianConfig(
        vocab_size=len(names), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=CONTEXT,
        init_std=0.5, pad_token_id=len(names) - 1, eos_token_id=0, decoder_start_token_id=len(names) - 1,
        forced_eos_token_id=0, max_length=CONTEXT,
    )).save_pretrained(folder)


def _many_languages(folder: Path, size: int, **tokens: int) -> None:
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    seeded()
    M2M100ForConditionalGeneration(M2M100Config(
        vocab_size=size, d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=CONTEXT,
        init_std=0.5, scale_embedding=True, **tokens)).save_pretrained(folder)


def nllb(folder: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import NllbTokenizer

    bpe = Tokenizer(models.BPE(unk_token="<unk>"))
    bpe.pre_tokenizer = pre_tokenizers.Metaspace()
    bpe.train_from_iterator(LINES, trainers.BpeTrainer(
        vocab_size=400, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], show_progress=False))
    trained = json.loads(bpe.to_str())["model"]
    tokenizer = NllbTokenizer(vocab=trained["vocab"], merges=[tuple(m) for m in trained["merges"]])
    tokenizer.save_pretrained(folder)
    _many_languages(folder, len(tokenizer), bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2)


def m2m100(folder: Path) -> None:
    import sentencepiece
    from transformers import M2M100Tokenizer

    path = pieces(folder, "sentencepiece.bpe.model", model_type="bpe")
    spm = sentencepiece.SentencePieceProcessor(model_file=str(path))
    names = ["<s>", "<pad>", "</s>", "<unk>", *(
        n for n in map(spm.id_to_piece, range(spm.get_piece_size())) if n not in ("<s>", "</s>", "<unk>"))]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}), "utf-8")
    tokenizer = M2M100Tokenizer(str(folder / "vocab.json"), str(path))
    tokenizer.save_pretrained(folder)
    _many_languages(folder, max(tokenizer.lang_token_to_id.values()) + 9, bos_token_id=0, pad_token_id=1,
                    eos_token_id=2, decoder_start_token_id=2)


def _t5(folder: Path, config: Any, model: Any, symbols: tuple[str, ...] = ()) -> None:
    from transformers import T5Tokenizer

    pieces(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=list(symbols))
    tokenizer = T5Tokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    seeded()
    model(config(
        vocab_size=len(tokenizer) + 5, d_model=32, d_kv=16, d_ff=64, num_layers=1, num_decoder_layers=1, num_heads=2,
        initializer_factor=3.0, decoder_start_token_id=0, feed_forward_proj="gated-gelu", tie_word_embeddings=False,
        pad_token_id=0, eos_token_id=1)).save_pretrained(folder)


def madlad(folder: Path) -> None:
    from transformers import T5Config, T5ForConditionalGeneration

    _t5(folder, T5Config, T5ForConditionalGeneration, ("<2en>", "<2de>", "<2zh>"))


def mt5(folder: Path) -> None:
    from transformers import MT5Config, MT5ForConditionalGeneration

    _t5(folder, MT5Config, MT5ForConditionalGeneration)


def pegasus(folder: Path) -> None:
    from transformers import PegasusConfig, PegasusForConditionalGeneration, PegasusTokenizer

    pieces(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = PegasusTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    seeded()
    PegasusForConditionalGeneration(PegasusConfig(
        vocab_size=len(tokenizer) + 5, d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=CONTEXT,
        init_std=0.5, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, forced_eos_token_id=1,
    )).save_pretrained(folder)


def bart(folder: Path) -> None:
    from transformers import BartConfig, BartForConditionalGeneration, BertTokenizer

    names = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted({c.lower() for c in "".join(LINES)})]
    names += [f"##{n}" for n in names[6:] if n.isascii()]
    tokenizer = BertTokenizer(vocab={name: i for i, name in enumerate(names)})
    tokenizer.save_pretrained(folder)
    seeded()
    network = BartForConditionalGeneration(BartConfig(
        vocab_size=len(names), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=CONTEXT,
        init_std=0.5, pad_token_id=0, bos_token_id=3, eos_token_id=4, decoder_start_token_id=4, forced_eos_token_id=4))
    network.generation_config.forced_bos_token_id = 3
    network.save_pretrained(folder)


def _byte_level(tokens: list[str]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    from tokenizers import ByteLevelBPETokenizer

    bpe = ByteLevelBPETokenizer()
    bpe.train_from_iterator(LINES, 500, special_tokens=tokens, show_progress=False)
    trained = json.loads(bpe._tokenizer.to_str())["model"]
    return trained["vocab"], [tuple(m) for m in trained["merges"]]


def _causal(folder: Path, config: Any, model: Any, tokenizer: Any, **more: Any) -> None:
    tokenizer.save_pretrained(folder)
    seeded()
    model(config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, head_dim=16, max_position_embeddings=4096, initializer_range=0.5,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, bos_token_id=tokenizer.bos_token_id,
        **more)).save_pretrained(folder)


def _qwen_tokenizer(template: str) -> Any:
    from transformers import Qwen2Tokenizer

    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    vocab, merges = _byte_level(special)
    return Qwen2Tokenizer(vocab=vocab, merges=merges, eos_token="<|im_end|>", chat_template=template,
                          additional_special_tokens=special)


def qwen2(folder: Path) -> None:
    from transformers import Qwen2Config, Qwen2ForCausalLM

    _causal(folder, Qwen2Config, Qwen2ForCausalLM, _qwen_tokenizer(CHATML))


def qwen3(folder: Path) -> None:
    from transformers import Qwen3Config, Qwen3ForCausalLM

    _causal(folder, Qwen3Config, Qwen3ForCausalLM, _qwen_tokenizer(CHATML))


def gemma(folder: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, trainers
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig, GemmaTokenizer

    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "<start_of_turn>", "<end_of_turn>"]
    bpe = Tokenizer(models.BPE(unk_token="<unk>"))
    bpe.normalizer = normalizers.Replace(" ", "▁")
    bytes_ = [f"<0x{i:02X}>" for i in range(256)]
    bpe.train_from_iterator(LINES, trainers.BpeTrainer(vocab_size=700, special_tokens=[*special, *bytes_],
                                                       show_progress=False))
    trained = json.loads(bpe.to_str())["model"]
    tokenizer = GemmaTokenizer(vocab=trained["vocab"], merges=[tuple(m) for m in trained["merges"]],
                               additional_special_tokens=special[5:], chat_template=GEMMA)
    _causal(folder, Gemma3TextConfig, Gemma3ForCausalLM, tokenizer, sliding_window=128, query_pre_attn_scalar=16,
            layer_types=["sliding_attention", "full_attention"])


def hunyuan(folder: Path) -> None:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import HunYuanDenseV1Config, HunYuanDenseV1ForCausalLM, PreTrainedTokenizerFast

    special = ["<｜hy_begin▁of▁sentence｜>", "<｜hy_User｜>", "<｜hy_Assistant｜>", "<｜hy_place▁holder▁no▁2｜>",
               "<｜hy_place▁holder▁no▁3｜>", "<｜hy_▁pad▁｜>"]
    vocab, merges = _byte_level(special)
    bpe = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    bpe.pre_tokenizer, bpe.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bpe, bos_token=special[0], eos_token=special[3], pad_token=special[5], chat_template=HUNYUAN,
        additional_special_tokens=special)
    _causal(folder, HunYuanDenseV1Config, HunYuanDenseV1ForCausalLM, tokenizer)


# configuration file -> what builds a model of its family
TRANSLATORS: dict[str, Callable[[Path], None]] = {
    "marian": marian, "nllb": nllb, "m2m100": m2m100, "madlad": madlad,
    "qwen2.5": qwen2, "qwen3": qwen3, "gemma": gemma, "hunyuan-mt": hunyuan,
}
SUMMARISERS: dict[str, Callable[[Path], None]] = {"mt5": mt5, "pegasus": pegasus, "bart": bart}
