"""A converted model says what the original says, token by token: in float32, where nothing is rounded."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engines.engine import Request, Task
from pipeline.errors import EngineError
from tests.families import tiny

pytestmark = pytest.mark.slow

TASKS = {"nllb": Task("", "zho_Hans", "eng_Latn"), "m2m100": Task("", "zh", "en"), "madlad": Task("<2en> ")}
SEQ2SEQ = ("marian", "nllb", "m2m100", "madlad", "mt5", "pegasus", "bart")
TEXTS = ("滨河新区签约三个项目，总投资12.5亿元。", "占地320亩")


@pytest.mark.parametrize("family", SEQ2SEQ)
@pytest.mark.parametrize("beam", [1, 3])
def test_a_seq2seq_model_says_the_same_before_and_after(
    family: str, beam: int, model_of: Callable[[str], Path], tmp_path: Path,
) -> None:
    same_before_and_after(model_of(family), TASKS.get(family, Task()), beam, tmp_path)


def test_a_marian_that_was_trained_further_begins_as_it_learnt_to(
    model_of: Callable[[str], Path], tmp_path: Path,
) -> None:
    """Marian's own training leaves the embedding that answers start from at zero, others move it."""
    import torch
    from transformers import MarianMTModel

    network = MarianMTModel.from_pretrained(model_of("marian"))
    with torch.no_grad():
        network.get_input_embeddings().weight[network.config.decoder_start_token_id] = torch.linspace(-2, 2, 32)
    shutil.copytree(model_of("marian"), tmp_path / "moved")
    network.save_pretrained(tmp_path / "moved")
    same_before_and_after(tmp_path / "moved", Task(), 1, tmp_path)


def same_before_and_after(folder: Path, task: Task, beam: int, tmp_path: Path) -> None:
    import ctranslate2
    import torch
    from transformers import AutoModelForSeq2SeqLM

    from pipeline.engines.ctranslate2_weights import SafeConverter
    from pipeline.engines.reader import Reader

    most = 12
    SafeConverter(str(folder)).convert(str(tmp_path / "out"), quantization="float32")
    reader = Reader(folder, "seq2seq")
    convert = reader.tokenizer.convert_ids_to_tokens
    forced = reader.forced(task)
    original = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    original.generation_config.forced_eos_token_id = None
    translator = ctranslate2.Translator(str(tmp_path / "out"), compute_type="float32", intra_threads=1)
    for text in TEXTS:
        ids = reader.encode(Request(text, most, task=task))
        with torch.inference_mode():
            before = original.generate(
                input_ids=torch.tensor([ids]), num_beams=beam, do_sample=False, max_new_tokens=most, max_length=None,
                forced_bos_token_id=forced)[0, 1:].tolist()
        after = translator.translate_batch(
            [convert(ids)], [[convert(forced)]] if forced is not None else None, beam_size=beam,
            max_decoding_length=most, return_end_token=True)[0].hypotheses[0]
        assert after == convert(before)


@pytest.mark.parametrize("family", ["nllb", "m2m100"])
def test_the_languages_are_told_in_the_models_own_tokens(family: str, model_of: Callable[[str], Path]) -> None:
    from pipeline.engines.reader import Reader

    reader, task = Reader(model_of(family), "seq2seq"), TASKS[family]
    name = reader.tokenizer.convert_ids_to_tokens
    assert name(reader.encode(Request("三个项目", 9, task=task)))[0].strip("_") == task.source_language
    assert name(reader.forced(task)).strip("_") == task.target_language
    with pytest.raises(EngineError, match="name two of its codes"):
        reader.encode(Request("三个项目", 9))
    with pytest.raises(EngineError, match="no language 'klingon'"):
        reader.encode(Request("三个项目", 9, task=Task("", "klingon", "klingon")))


def test_a_prefix_stands_before_the_text_and_a_text_brings_none(model_of: Callable[[str], Path]) -> None:
    from pipeline.engines.reader import Reader

    reader = Reader(model_of("madlad"), "seq2seq")
    tokens = reader.tokenizer.convert_ids_to_tokens(reader.encode(Request("三<2de>个", 9, task=TASKS["madlad"])))
    assert tokens[0] == "<2en>" and "<2de>" not in tokens


def test_qwen3_is_told_not_to_think(model_of: Callable[[str], Path]) -> None:
    from pipeline.engines.reader import Reader

    reader = Reader(model_of("qwen3"), "instruct")
    prompt = reader.tokenizer.decode(reader.encode(Request("三个项目", 9)))
    assert prompt.endswith("<think>\n\n</think>\n\n")


def test_what_a_model_thinks_aloud_is_not_its_answer(model_of: Callable[[str], Path]) -> None:
    from pipeline.engines.reader import Reader

    reader = Reader(model_of("qwen2.5"), "instruct")
    for said, answer in (("<think>\nso\n</think>\n\nThree.", "Three."), ("<think>\nand on", ""), ("Three.", "Three.")):
        assert reader.text(reader.tokenizer(said)["input_ids"]) == answer


def test_gemma_is_told_the_system_message_as_part_of_the_users(model_of: Callable[[str], Path]) -> None:
    from pipeline.engines.reader import Reader

    reader = Reader(model_of("gemma"), "instruct")
    prompt = reader.tokenizer.decode(reader.encode(Request("three", 9, system="be brief")))
    assert "user\nbe brief\n\nthree<end_of_turn>" in prompt


def test_every_configuration_of_a_family_is_tried() -> None:
    files = {p.stem for p in (Path(__file__).parents[2] / "configs/models").glob("*.yaml")}
    assert files == (tiny.TRANSLATORS | tiny.SUMMARISERS).keys()
