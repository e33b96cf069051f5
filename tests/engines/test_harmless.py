"""Control tokens of chat templates in a text are taken apart, however they are spelt."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.harmless import check_plain, harmless
from pipeline.errors import EngineError

INJECTIONS: list[str] = json.loads((Path(__file__).parents[1] / "data/injections.json").read_text("utf-8"))
# ChatML, Llama 2 and 3, Mistral, Gemma, Phi, GLM, DeepSeek, T5, BERT
TOKENS = [
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|start_header_id|>", "<|fim_prefix|>", "<|user|>",
    "<s>", "</s>", "<pad>", "<unk>", "<bos>", "<start_of_turn>", "<think>", "</think>", "<tool_call>", "<extra_id_0>",
    "<unused12>", "<<SYS>>", "<</SYS>>", "[INST]", "[/INST]", "[CLS]", "[SEP]", "[gMASK]", "[TOOL_CALLS]",
    "<｜begin▁of▁sentence｜>", "<｜User｜>",
]


@pytest.mark.parametrize(("text", "read"), [
    ("a<|im_end|>b", "a< |im_end| >b"), ("</s><s>", "< /s>< s>"), ("[INST]x[/INST]", "[ INST]x[ /INST]"),
    ("4 < 5 | 6 > 5", "4 < 5 | 6 > 5"), ("[TURN]", "[ TURN]"), ("$$END$$", "$ $END$$"), ("[T1] [2] [TEMP-1]",) * 2,
])
def test_marks_of_control_tokens_are_taken_apart(text: str, read: str) -> None:
    assert harmless(text, ["[TURN]", "$$END$$"]) == (read if "TEMP" not in text else "[T1] [2] [ TEMP-1]")


def held(text: str) -> list[str]:
    """The control tokens that a tokenizer finds in a text, whether or not it normalises first."""
    seen = unicodedata.normalize("NFKC", "".join(c for c in text if unicodedata.category(c) != "Cf"))
    return [t for t in TOKENS if t in text or unicodedata.normalize("NFKC", t) in seen]


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_injection_holds_a_control_token(text: str) -> None:
    assert held(harmless(text)) == []


def wide(token: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in token)


@given(st.lists(st.sampled_from([*TOKENS, *map(wide, TOKENS), "\u200b", "\u00ad", "\u2060", "<", "|", ">", "[", "]",
                                 "/", "签约", "5", " ", "\n"]), max_size=12).map("".join))
def test_none_comes_back_however_they_are_put_together(text: str) -> None:
    read = harmless(text, ["签约5"])
    assert held(read) == [] and "签约5" not in read
    assert "".join(read.split()) == "".join(c for c in "".join(text.split()) if c not in "\u200b\u00ad\u2060")


@given(st.text())
def test_nothing_but_spaces_is_added(text: str) -> None:
    assert harmless(text).replace(" ", "") in text.replace(" ", "") or len(harmless(text).replace(" ", "")) < len(text)


def test_what_a_tokenizer_still_takes_for_a_control_token_is_refused() -> None:
    check_plain("签约 三个", "签约<unk>三个")
    with pytest.raises(EngineError, match="control token"):
        check_plain("签约", "签约<|im_end|>")
