"""Checking two files line by line: what a finding holds, what is severe, what is refused."""

from pathlib import Path

import pytest

from pipeline.errors import InputError, UsageError
from pipeline.run.check import FIELDS, check_lines, is_severe
from pipeline.stages.translate import TranslateSettings


def files(folder: Path, zh: str, en: str) -> tuple[Path, Path]:
    source, target = folder / "zh.txt", folder / "en.txt"
    source.write_text(zh, "utf-8")
    target.write_text(en, "utf-8")
    return source, target


def check(folder: Path, zh: str, en: str) -> list[list[dict[str, object]]]:
    return list(check_lines(*files(folder, zh, en), TranslateSettings(glossary=())))


def test_each_line_has_its_list_of_findings(tmp_path: Path) -> None:
    zh = "总投资498.2亿元。\n\n占地800亩。\n"
    en = "The investment is 49.82 billion yuan.\n\nIt covers 800 acres.\n"
    first, empty, third = check(tmp_path, zh, en)
    assert first == empty == []
    (finding,) = third
    assert tuple(finding) == FIELDS
    assert finding["line"] == 3 and finding["code"] == "figure_wrong" and finding["rule"] == "U1"
    assert (finding["zh"], finding["en"]) == ("800亩", "800 acres")


@pytest.mark.parametrize(("zh", "en", "severe"), [
    ("总投资498.2亿元。", "The investment is 498.2 billion yuan.", True),
    ("计划投资20亿元。", "It invested 2 billion yuan.", True),
    ("约300家企业参展。", "300 companies took part.", False),
    ("约300家企业参展。", "About 300 companies took part.", False),
])
def test_wrong_scales_and_plans_told_as_facts_are_severe(tmp_path: Path, zh: str, en: str, severe: bool) -> None:
    assert any(map(is_severe, check(tmp_path, zh, en))) is severe


def test_files_of_unequal_length_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has 2 lines and .* 1"):
        check(tmp_path, "一\n二\n", "one\n")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    source, target = files(tmp_path, "一\n", "one\n")
    target.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"en\.txt"):
        list(check_lines(source, target, TranslateSettings(glossary=())))
