"""Slips in lists of terms."""

from pipeline.text.glossary import parse_glossary
from pipeline.text.lint import lint

_HEADER = "zh,en,category,status,note\n"


def codes(*files: str) -> list[tuple[str, str, str]]:
    layers = [(f"{i}.csv", parse_glossary(_HEADER + text, f"{i}.csv")) for i, text in enumerate(files)]
    return [(s.code, s.file, s.zh) for s in lint(layers)]


def test_clean_lists_have_no_slips() -> None:
    assert codes("桥头堡,gateway\n", "天衢新区,Tianqu New Area\n") == []


def test_the_same_term_in_two_lists() -> None:
    assert codes("桥头堡,gateway\n", "桥头堡,gateway\n") == [("duplicate", "1.csv", "桥头堡")]
    assert codes("桥头堡,gateway\n", "桥头堡,bridgehead\n") == [("conflict", "1.csv", "桥头堡")]


def test_chinese_in_the_english_and_stray_marks() -> None:
    assert ("chinese_in_english", "0.csv", "桥头堡") in codes("桥头堡,gateway（堡\n")
    assert ("odd_marks", "0.csv", "桥头堡") in codes('桥头堡,"gateway,"\n')


def test_a_term_that_cannot_be_found() -> None:
    assert codes("内丘,Neiqiu\n") == [("unreachable", "0.csv", "内丘")]
    assert codes("天衢,Tianqu\n") == []


def test_a_longer_term_that_says_it_otherwise() -> None:
    assert codes("自贸区,free trade zone\n中国自贸区,China FTA\n") == [("shadowed", "0.csv", "中国自贸区")]
    assert codes("自贸区,free trade zone\n自贸区网络,network of free trade zones\n") == []
