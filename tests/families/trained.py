"""A Marian that has learnt something: localised sentences of a few patterns become English that keeps the figures and
names that were put in. Trained from a fixed seed in about 40 seconds of one thread."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.text.en.figures import Style
from pipeline.text.glossary import Glossary, build, parse_glossary
from pipeline.text.localise import localise
from tests.families import tiny

FIRST = {"滨河": "Binhe", "天渠": "Tianqu", "云山": "Yunshan", "临江": "Linjiang", "金湾": "Jinwan", "北湖": "Beihu",
         "松原": "Songyuan", "白塔": "Baita", "青石": "Qingshi", "南浦": "Nanpu", "东岭": "Dongling", "西渡": "Xidu"}
KINDS = {"新区": "New Area", "产业园": "Industrial Park", "高新区": "High-tech Zone"}
PLACES = {zh + kind: f"{en} {words}" for zh, en in FIRST.items() for kind, words in KINDS.items()}
# Chinese -> English: {place} is kept, {money} and {jobs} are what localising made of them, {n} and {p} stay digits.
PATTERNS = {
    "{place}引进外资{usd}，同比增长{p}%。": "{place} attracted foreign investment of {money}, up {p}% year on year.",
    "{place}签约{n}个项目，总投资{yuan}。": "{place} signed {n} projects with a total investment of {money}.",
    "{place}实现地区生产总值{yuan}，增长{p}%。": "{place} achieved a regional GDP of {money}, up {p}%.",
    "{place}新设企业{jobs}家。": "{place} set up {people}.",
}
GLOSSARY = "zh,en,category,status,note\n" + "".join(f"{zh},{en},place,approved,\n" for zh, en in PLACES.items())
STEPS, BATCH = 600, 32


def sentence(chance: random.Random, glossary: Glossary) -> tuple[str, str, str]:
    """A Chinese sentence of a pattern, the same localised, and its English."""
    zh, en = chance.choice(list(PATTERNS.items()))
    place = chance.choice(list(PLACES))
    words = {"n": chance.randint(2, 98), "p": f"{chance.randint(1, 29)}.{chance.randint(1, 9)}",
             "usd": f"{chance.randint(1, 9)}.{chance.randint(11, 99)}亿美元",
             "yuan": f"{chance.randint(11, 990)}.{chance.randint(1, 9)}亿元",
             "jobs": f"{chance.randint(1, 9)}.{chance.randint(1, 9)}万"}
    zh = zh.format(place=place, **words)
    localised = localise(zh, glossary, Style())
    kept = dict.fromkeys(("money", "people"), localised.phrases[-1])
    return zh, localised.text, en.format(place=PLACES[place], **kept, **words)


def build_model(folder: Path) -> float:
    """Write the trained model into `folder`, as the hub would have it; the last loss."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    chance, glossary = random.Random(0), build(parse_glossary(GLOSSARY, "glossary"))
    pairs = [sentence(chance, glossary)[1:] for _ in range(4_000)]
    # Digit by digit a number of any value can be copied.
    names = tiny.marian_tokenizer(folder, [text for pair in pairs[:1_000] for text in pair], split_digits=True,
                                  model_type="bpe", vocab_size=320)
    tokenizer = MarianTokenizer.from_pretrained(folder)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    tiny.seeded()
    network = MarianMTModel(MarianConfig(
        vocab_size=len(names), d_model=96, encoder_layers=1, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=192, decoder_ffn_dim=192, max_position_embeddings=tiny.CONTEXT,
        activation_function="swish", scale_embedding=True, dropout=0.0, pad_token_id=len(names) - 1, eos_token_id=0,
        decoder_start_token_id=len(names) - 1, forced_eos_token_id=0, max_length=tiny.CONTEXT))
    try:
        loss = _train(network, tokenizer, pairs)
    finally:
        torch.set_num_threads(threads)
    network.save_pretrained(folder)
    return loss


def _train(network: Any, tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> float:
    import torch

    examples = [[torch.tensor(tokenizer(**some)["input_ids"]) for some in ({"text": source}, {"text_target": target})]
                for source, target in pairs]
    optimiser = torch.optim.AdamW(network.parameters(), betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=4e-3, total_steps=STEPS, pct_start=0.15)
    chance, pad, last = random.Random(1), tokenizer.pad_token_id, 0.0
    network.train()
    for _ in range(STEPS):
        sources, targets = zip(*chance.sample(examples, BATCH), strict=True)
        ids = torch.nn.utils.rnn.pad_sequence(sources, batch_first=True, padding_value=pad)
        labels = torch.nn.utils.rnn.pad_sequence(targets, batch_first=True, padding_value=-100)
        loss = network(input_ids=ids, attention_mask=ids.ne(pad).long(), labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        last = float(loss.detach())
    network.eval()
    return last
