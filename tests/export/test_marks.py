"""Where figures and terms stand in a text."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.export.marks import Mark, marks, runs
from pipeline.export.published import Segment, read_articles


def segment(zh: str, en: str, *terms: tuple[str, str, str]) -> Segment:
    rows = tuple({"zh": z, "en": e, "status": status} for z, e, status in terms)
    return Segment("p1", zh, en, "model", "", (), (), (), rows)


@pytest.mark.parametrize(("spans", "expected"), [
    ([], ["abcdef"]),
    ([(1, 3)], ["a", "<bc>", "def"]),
    ([(0, 6)], ["<abcdef>"]),
    ([(2, 4), (3, 5)], ["ab", "<cd>", "ef"]),
    ([(1, 2), (1, 4)], ["a", "<bcd>", "ef"]),
    ([(2, 2), (4, 99)], ["abcdef"]),
])
def test_a_text_is_cut_at_its_marks_and_nothing_is_lost(spans: list[tuple[int, int]], expected: list[str]) -> None:
    cut = runs("abcdef", [Mark(a, b, ("f0",), "matched") for a, b in spans])
    assert [f"<{run.text}>" if run.mark else run.text for run in cut] == expected


def test_an_empty_text_has_no_runs() -> None:
    assert runs("", []) == []


def found(texts: Segment, language: Any) -> list[str]:
    return [run.text for run in runs(texts.zh if language == "zh" else texts.en, marks(texts, language)) if run.mark]


def test_each_place_of_a_term_is_marked_and_the_longest_wins() -> None:
    terms = [("新区", "new area", "matched"), ("天衢新区", "Tianqu New Area", "matched")]
    both = segment("天衢新区是新区。", "Tianqu New Area is a New Area.", *terms)
    assert found(both, "zh") == ["天衢新区", "新区"]
    assert found(both, "en") == ["Tianqu New Area", "New Area"]


def test_a_term_is_marked_to_the_end_of_its_plural() -> None:
    plural = segment("四个新区", "four new areas, or new area systems", ("新区", "new area", "matched"))
    assert found(plural, "en") == ["new areas", "new area"]


def test_a_missing_term_is_marked_in_the_chinese_alone() -> None:
    missing = segment("新区", "the new area", ("新区", "new area", "missing"))
    assert marks(missing, "en") == [] and marks(missing, "zh")[0].verdict == "missing"


def test_figures_point_at_each_other_by_number_and_carry_their_verdict(output: Path) -> None:
    summary = next(read_articles(output)).segments[1]
    chinese, english = marks(summary, "zh", 7), marks(summary, "en", 7)
    assert [(m.refs, m.verdict, summary.zh[m.start:m.end]) for m in chinese if m.kind == "figure"] == [
        (("f7",), "matched", "2023年"), (("f8",), "wrong", "498.2亿元"), (("f9",), "matched", "4.7%")]
    assert [summary.en[m.start:m.end] for m in english if m.refs == ("f8",)] == ["498.2 billion yuan"]


def test_a_figure_that_no_grave_finding_is_about_is_marked_slightly() -> None:
    fact = {"zh": None, "en": "first", "status": "unsupported", "zh_start": None, "zh_end": None, "en_start": 4,
            "en_end": 9}
    finding = {"code": "figure_unsupported", "severity": "medium", "message": "The English says first; ..."}
    slight = finding | {"severity": "low"}
    for findings, verdict in (((), "slight"), ((slight,), "slight"), ((finding,), "unsupported")):
        (mark,) = marks(Segment("p1", "一期", "the first", "model", "", (), findings, (fact,), ()), "en")
        assert mark.verdict == verdict


@pytest.mark.parametrize(("severity", "verdict"), [("high", "missing"), ("medium", "doubtful"), ("low", "slight")])
def test_a_mark_is_as_grave_as_the_finding_about_it(severity: str, verdict: str) -> None:
    fact = {"zh": "3月5日", "en": "5 March", "status": "missing", "zh_start": 0, "zh_end": 4}
    finding = {"code": "figure_missing", "severity": severity, "message": "The Chinese says 3月5日 (5 March); ..."}
    (mark,) = marks(Segment("p1", "3月5日开工", "Work began", "model", "", (), (finding,), (fact,), ()), "zh")
    assert mark.verdict == verdict


def test_an_equal_value_that_is_said_otherwise_is_doubtful() -> None:
    fact = {"zh": "12个", "en": "12", "status": "matched", "wrong": "stage", "zh_start": 0, "zh_end": 3}
    finding = {"code": "stage_wrong", "severity": "medium", "message": "The Chinese says 12个; the English says 12."}
    for findings, verdict in (((finding,), "doubtful"), ((), "slight")):
        (mark,) = marks(Segment("p1", "12个项目", "12 projects", "model", "", (), findings, (fact,), ()), "zh")
        assert mark.verdict == verdict
