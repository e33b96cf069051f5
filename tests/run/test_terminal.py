"""What is printed cannot command a terminal, and JSON loses nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.terminal import one_line, safe, safe_json


@pytest.mark.parametrize(("text", "printed"), [
    ("总投资413亿元\x1b[2J", "总投资413亿元[2J"), ("a\r\nb\tc", "a\nb\tc"), ("\u202eevil\u2066", "evil"),
    ("\x9b31mred", "31mred"), ("零\u200b宽", "零宽"), ("é ñ — “”", "é ñ — “”"),
])
def test_controls_are_taken_out_and_text_is_left(text: str, printed: str) -> None:
    assert safe(text) == printed


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text())
def test_json_can_be_read_back_and_holds_nothing_that_commands(text: str) -> None:
    printed = safe_json({"a": text})
    assert json.loads(printed) == {"a": text}
    assert printed == safe(printed)
