"""Any input at all: no exception but ours from the parsers, and time that grows with the length.

BRIDGEHEAD_FUZZ=20000 tries that many examples of each, by hand (about ten minutes).
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import config
from pipeline.errors import BridgeheadError
from pipeline.ingest import Limits, read
from pipeline.ingest.readers import READERS
from pipeline.run.settings import sections
from pipeline.stages.clean import CLEAN
from pipeline.text.assess import assess
from pipeline.text.en.figures import Style, parse, render
from pipeline.text.glossary import build
from pipeline.text.localise import localise
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.normalise import normalise

EXAMPLES = int(os.environ.get("BRIDGEHEAD_FUZZ", "25"))
any_input = settings(max_examples=EXAMPLES, deadline=None,
                     suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])



def strings(parts: list[str], most: int) -> st.SearchStrategy[str]:
    """Texts of some of `parts` in any order."""
    return st.lists(st.sampled_from(parts), max_size=most).map("".join)


ZH = strings([
    *"0123456789一二三四五六七八九十百千万亿两半零〇几数多余近约超逾第年月日号时分季度上下本去今明前后内亩元美欧港",
    *"英公里吨人家个倍成折点比至到—-~～.,，。、；%％‰¥$ \n（）\u0660½²", "同比增长", "下降", "百分点", "“十四五”",
    "平方公里", "万元", "亿美元", "2024年", "5月6日", "上半年", "分之", "星期",
], 40) | st.text(max_size=80)
EN = strings([
    *"0123456789.,%$€£¥ -–—/():'\n", " million", " billion", " yuan", " RMB", " US$", " hectares", " per cent", " half",
    " dozen", " two", "-fold", " first", "1st", " May", " 2024", " Q1", " over", " nearly", " year on year", " from",
    " to", " and", "th", "K",
], 40) | st.text(max_size=80)
HTML = strings([
    "<p>", "</p>", "<div>", "</div>", "<table>", "<tr><td>", "<a href='", "'>", "<script>", "</script>", "<!--", "-->",
    "<![CDATA[", "]]>", "&#x", "&amp;", "&#1114112;", ";", "<meta charset=", "<title>", "</title>", "<br", "/>", "<",
    ">", "签约仪式", "总投资12.5亿元。", "\x00", "<svg>", "<base href=//>", "<time datetime='2024-", "}", "\n", " ",
    "<script type='application/ld+json'>{", '"articleBody":"',
], 60)
YAML = strings([
    "translate", "tries", "run", ": ", ":", "\n", "  ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!", "|", ">", "'", '"',
    "!!python/object:", "#", "? ", "<<", "3", "true", "~", "2024-01-01", ".nan", "0x", "\t", "---", "...", "%", "\x07",
], 30) | st.text(max_size=60)


@any_input
@given(ZH)
def test_chinese_figures(text: str) -> None:
    for figure in find_figures(text):
        assert text[figure.start:figure.end] == figure.text
        assert isinstance(render(figure, Style()), str)
    localise(normalise(text), build(), Style())


@any_input
@given(EN, ZH)
def test_english_figures_and_the_comparison(en: str, zh: str) -> None:
    for figure in parse(en):
        assert en[figure.start:figure.end] == figure.text
    assess(zh, en, [])


@pytest.fixture(scope="module")
def clean() -> Callable[[str, str], None]:
    from pipeline.run.worker import run_step
    from pipeline.schema import SOURCE, table

    chosen = config.load(config.shipped("configs/echo.yaml"), sections()).sections["clean"]
    step = CLEAN.open(chosen, None)     # type: ignore[arg-type]

    def one(raw: str, markup: str) -> None:
        row = {c.name: None for c in SOURCE} | {
            "article_id": "a", "content_digest": "b", "source_uri": "c", "markup": markup, "raw": raw}
        out = run_step(CLEAN, step, table([row], SOURCE).select(list(CLEAN.reads))).to_pylist()[0]
        assert out["outcome"] in ("done", "rejected"), out["error_message"]

    return one


@any_input
@given(raw=HTML)
def test_pages(clean: Callable[[str, str], None], raw: str) -> None:
    clean(raw or "x", "html")


@any_input
@given(raw=ZH)
def test_articles_and_their_dates(clean: Callable[[str, str], None], raw: str) -> None:
    clean(f"标题\n来源：日报 {raw}\n{raw}\n2024年5月6日，滨河新区与三家企业签约。", "text")


@any_input
@given(text=YAML)
def test_configurations(tmp_path: Path, text: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    echo = config.shipped("configs/echo.yaml")
    for file, override in ((path, "run.processes=1"), (echo, f"translate.tries={text}")):
        try:
            config.load(file, sections(), [override])
        except BridgeheadError as error:
            assert error.exit_code == 2


@any_input
@given(content=st.binary(max_size=300) | HTML.map(str.encode) | YAML.map(lambda t: t.encode("utf-8", "replace")),
       suffix=st.sampled_from(sorted(READERS)))
def test_files(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert list(read(path, Limits(max_article_chars=10_000)))


@pytest.mark.slow
@pytest.mark.parametrize("unit", [
    "1", "1,", "1.", "一", "亿", "十", "1亿", "第", "年", "2024年", "5月", "至", "1至", "近", "%", "（", "“", "——",
    "同比", "亩、", "1-", "两三", "million ", "1 ", "two ", "and ", "US$", "1,000", "1st ", "half ", "May ", "-",
    "per cent ", " to ", "over ",
])
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        started = time.process_time()
        for find in (find_figures, parse, normalise):
            find(text)
        return time.process_time() - started

    short, long = seconds(2_000), seconds(16_000)
    assert long < max(40 * short, 4.0), f"{unit!r}: {short:.2f} s for 2,000 characters, {long:.2f} s for 16,000"
