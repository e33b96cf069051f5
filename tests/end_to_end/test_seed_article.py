"""The whole pipeline on the seed article with the real default model: facts, not wording."""

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

SEED = Path(__file__).parents[2] / "data/articles/seed-article.txt"
HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")

pytestmark = pytest.mark.model


def bridgehead(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pipeline", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed") / "output"
    done = bridgehead("run", "--input", str(SEED), "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def article(output: Path) -> dict[str, Any]:
    (row,) = ds.dataset(output / "articles").to_table().to_pylist()
    return dict(row)


def english(article: dict[str, Any]) -> str:
    return "\n".join((article["title_en"], article["summary_en"], article["body_en"]))


@pytest.mark.parametrize("fact", [
    r"49\.82 billion yuan", r"41\.3 billion yuan", r"53\.3 hectares", r"4\.7%", r"30 square kilometres",
    r"(2|two)( to |[-–])(6|six) months", r"Dezhou", r"Tianqu", r"Xiong'an", r"AA\+",
])
def test_the_english_keeps_the_fact(article: dict[str, Any], fact: str) -> None:
    assert re.search(fact, article["body_en"])


def test_no_figure_is_off_by_a_power_of_ten(article: dict[str, Any]) -> None:
    assert not re.search(r"498\.2 billion|4\.982 billion|413 billion|800 acres", english(article))
    assert not [f for f in article["findings"] if f["code"] == "figure_wrong" and f["severity"] == "high"]


def test_no_chinese_is_left(article: dict[str, Any]) -> None:
    assert not HAN.search(english(article))
    assert not any(HAN.search(p["en"]) for p in article["paragraphs"])


def test_the_page_is_read_and_its_chrome_left_out(article: dict[str, Any]) -> None:
    assert article["published_at"] == datetime.date(2023, 6, 16)
    assert article["outlet"] == "闪电新闻"
    assert article["title_zh"].startswith("德州天衢新区以改革思维破发展瓶颈")
    for chrome in ("分享", "热点推荐", "Copyright", "鲁ICP备", "+86", "版权所有", ".png"):
        assert chrome not in article["body_zh"]
        assert chrome not in article["body_en"]


def test_the_summary_is_short_and_keeps_the_key_figures(article: dict[str, Any]) -> None:
    summary = article["summary_zh"]
    assert len(summary) <= 300
    assert len(re.findall(r"[。！？]", summary)) <= 5
    keys = ("498.2亿元", "4.7%", "30平方公里", "413亿元", "30个大项目", "800亩", "2-6个月", "AA+")
    assert sum(key in summary for key in keys) >= 5


def test_every_paragraph_is_translated(article: dict[str, Any]) -> None:
    assert len(article["paragraphs"]) == 5
    assert all(len(p["en"].split()) > len(p["zh"]) / 4 for p in article["paragraphs"])


def test_a_second_run_does_no_model_work(output: Path) -> None:
    before = (output / "manifest.json").read_bytes()
    done = bridgehead("run", "--input", str(SEED), "--output", str(output))
    assert done.returncode == 0
    assert "no model work" in done.stdout + done.stderr
    assert json.loads(before)


def test_translate_prints_one_line_for_each(output: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "translate", "--lines"], text=True, capture_output=True, check=False,
        input="总投资413亿元。\n\n占地800亩。\n")
    lines = done.stdout.split("\n")
    assert len(lines) == 4
    assert "41.3 billion yuan" in lines[0]
    assert lines[1] == "" and lines[3] == ""
    assert "53.3 hectares" in lines[2]
