"""Check: every problem is a finding in its segment, and only a grave one sends an article to a person."""

from typing import Any

import pytest

from pipeline import schema
from pipeline.engines.engine import Engine
from pipeline.memory import Memory
from pipeline.stages.check import CHECK, CheckSettings, check_article

ZH = "滨河新区总投资12.5亿元，占地30平方公里，同比增长6.2%。"
EN = "Binhe New Area has a total investment of 1.25 billion yuan on 30 square kilometres, up 6.2%."
TERM = {"zh": "滨河新区", "en": "Binhe New Area", "category": "zone", "status": "approved", "rule": "T1"}


def translated(en: str = EN, zh: str = ZH, name: str = "p1", complete: bool = True) -> dict[str, Any]:
    terms = [TERM] if TERM["zh"] in zh else []
    return {"segment": name, "zh": zh, "localised": zh, "en": en, "origin": "model", "model": "m", "tries": 1,
            "tried": [], "log_probability": None, "complete": complete, "terms": terms}


def check(*segments: dict[str, Any], strict: bool = False) -> dict[str, Any]:
    return check_article(list(segments), CheckSettings(strict))


def codes(found: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in found["findings"]}


def test_a_faithful_translation_is_ready_without_a_finding() -> None:
    found = check(translated())
    assert (found["status"], found["findings"]) == ("ready", [])
    assert found["terms"] == [{"segment": "p1", **TERM, "status": "matched", "also": []}]


def test_other_english_that_passes_is_published_with_its_term() -> None:
    segment = translated(EN.replace("Binhe New Area", "The Riverside Zone"))
    found = check({**segment, "terms": [{**TERM, "also": ["Riverside Zone"]}]})
    assert [(t["status"], t["also"]) for t in found["terms"]] == [("matched", ["Riverside Zone"])]
    assert found["findings"] == []


@pytest.mark.parametrize(("en", "code"), [
    (EN.replace(" of 1.25 billion yuan", ""), "figure_missing"),
    (EN.replace("1.25", "12.5"), "figure_wrong"),
    (EN.replace("6.2%", "6.2 percentage points"), "figure_wrong"),
    (EN.replace("30 square kilometres", "30 hectares"), "figure_wrong"),
    (EN + " It employs 5,000 people.", "figure_unsupported"),
    (EN.replace("Binhe New Area", "Riverside District"), "term_missing"),
    (EN.replace("total investment", "总投资"), "han_left"),
    (EN.replace("on 30", "，30"), "han_left"),
    ("", "empty"),
    ("Here is the translation: " + EN, "chatter"),
    (EN + " <|im_end|>", "template_token"),
    (EN + " and so on and so forth" * 8, "repetition"),
])
def test_a_problem_is_found_and_sends_the_article_to_review(en: str, code: str) -> None:
    found = check(translated(en))
    assert code in codes(found) and found["status"] == "review"


def test_an_answer_that_was_cut_off_is_found() -> None:
    found = check(translated(complete=False))
    assert (codes(found), found["status"]) == ({"cut_off"}, "review")


def test_a_finding_names_its_segment_and_speaks_to_an_editor() -> None:
    found = check(translated(name="title"), translated(EN.replace("1.25", "12.5"), name="p7"))
    (finding,) = found["findings"]
    assert finding["segment"] == "p7" and finding["severity"] == "high"
    assert "12.5亿元" in finding["message"] and "12.5 billion yuan" in finding["message"]


@pytest.mark.parametrize(("strict", "status"), [(False, "ready"), (True, "review")])
def test_a_slight_finding_counts_only_where_checks_are_strict(strict: bool, status: str) -> None:
    found = check(translated(zh=ZH.replace("。", "，新建学校3所。")), strict=strict)
    assert {f["severity"] for f in found["findings"]} == {"low"} and found["status"] == status


def test_one_bad_segment_among_good_ones_is_enough() -> None:
    assert check(translated(), translated("", name="p2"), translated(name="p3"))["status"] == "review"


def test_an_article_without_segments_has_nothing_wrong() -> None:
    assert check()["status"] == "ready"


class NoEngines:
    def open(self, engine: str, model: str) -> Engine:
        raise AssertionError("check needs no engine")

    def identity(self, engine: str, model: str) -> str:
        raise AssertionError("check needs no engine")

    def memory(self) -> Memory:
        raise AssertionError("check needs no memory")


def test_the_stage_gives_one_row_for_each_article_in_order_and_needs_no_engine() -> None:
    (column,) = schema.TRANSLATION
    names = {field.name for field in column.type.value_type}
    articles = [[translated()], [translated("")], []]
    rows = [{"translations": [{k: v for k, v in t.items() if k in names} for t in some]} for some in articles]
    out = CHECK.open(CheckSettings(), NoEngines())(schema.table(rows, schema.TRANSLATION))
    assert out["status"].to_pylist() == ["ready", "review", "ready"]
    assert set(out.column_names) == {c.name for c in schema.CHECKED + schema.REJECTION}


def test_strictness_changes_the_fingerprint() -> None:
    prints = {CHECK.fingerprint(CheckSettings(strict), NoEngines()) for strict in (True, False)}
    assert len(prints) == 2
