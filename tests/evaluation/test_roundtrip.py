"""The benchmark of figures written and read back runs, and finds no mismatch."""

from evaluation.roundtrip import main


def test_what_is_written_is_read_back() -> None:
    assert main(2000, 7) == 0
