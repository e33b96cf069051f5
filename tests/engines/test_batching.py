"""Batches are full but bounded, and memory that runs out costs speed, not texts."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.batching import batches, halved, shared_start, tokens_in
from pipeline.engines.engine import Decoding, Request


@given(st.lists(st.integers(1, 60), unique=True, max_size=40), st.integers(1, 8), st.integers(1, 300))
def test_every_request_is_in_one_batch_within_its_bounds(lengths: list[int], rows: int, tokens: int) -> None:
    requests = [Request("x" * n, 10) for n in lengths]
    sizes = {r: len(r.text) for r in requests}
    made = list(batches(requests, sizes, rows, tokens))
    assert sorted(r.text for some in made for r in some) == sorted(r.text for r in requests)
    for some in made:
        assert len(some) == 1 or (len(some) <= rows and len(some) * (sizes[some[0]] + 10) <= tokens)


def test_the_longest_come_first() -> None:
    requests = [Request("x" * n, 5) for n in (3, 9, 6)]
    (batch,) = batches(requests, {r: len(r.text) for r in requests}, 8, 1_000)
    assert [len(r.text) for r in batch] == [9, 6, 3]


def test_prompt_and_answer_that_share_a_context_stay_inside_it() -> None:
    long, wordy = Request("x" * 80, 10), Request("x" * 20, 70)
    made = list(batches([long, wordy], {long: 80, wordy: 20}, 8, 10_000, context=100))
    assert made == [[long], [wordy]]


@pytest.mark.parametrize("error", [RuntimeError("CUDA out of memory. Tried ..."), MemoryError(),
                                   RuntimeError("std::bad_alloc")])
def test_memory_that_runs_out_halves_the_batch_and_goes_on(error: Exception) -> None:
    tried = []

    def run(some: Sequence[Request]) -> list[str]:
        tried.append(len(some))
        if len(some) > 2:
            raise error
        return [r.text for r in some]

    assert halved([Request(c, 1) for c in "abcde"], run) == list("abcde")
    assert tried[0] == 5 and max(tried[1:]) < 5


def test_another_failure_or_one_request_alone_is_not_tried_again() -> None:
    def fail(some: Sequence[Request]) -> list[str]:
        raise RuntimeError("out of memory" if len(some) == 1 else "index out of range")

    for count in (1, 3):
        with pytest.raises(RuntimeError):
            halved([Request("a", 1)] * count, fail)


def test_a_ceiling_of_memory_is_a_number_of_tokens() -> None:
    marian = {"decoder_layers": 6, "d_model": 512}
    assert tokens_in(1.0, marian, Decoding()) == 40_690
    assert tokens_in(1.0, marian, Decoding(beam=4)) == 10_172
    assert tokens_in(1e-9, marian, Decoding()) == 1
    grouped = {"num_hidden_layers": 28, "hidden_size": 1536, "num_attention_heads": 12, "num_key_value_heads": 2}
    assert tokens_in(1.0, grouped, Decoding()) == int(1e9 / (28 * 256 * 2 * 4))


def test_what_prompts_share_leaves_a_token_of_each() -> None:
    assert shared_start([[1, 2, 3, 4], [1, 2, 3, 5]]) == [1, 2, 3]
    assert shared_start([[1, 2], [1, 2, 3]]) == [1]
    assert shared_start([[7], [8, 1]]) == []
