"""The gate: how well articles come out of the pages in evaluation/clean, and that it is no worse than the floors.

    python -m evaluation.gate              print the figures; exit code 1 if one of them is below its floor

The pages are our own, written to be true to their kind. Body is F1 on runs of four characters, mean over the pages;
title, date and outlet are shares of exact matches; chrome is the share of pages without a word of the page around it.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_GRAM = 4
_CHROME = re.compile(
    r"分享到|相关阅读|相关新闻|推荐阅读|猜你喜欢|责任编辑|版权所有|ICP备|公网安备|Copyright|当前位置|打印|字体：|上一篇|下一篇|网站地图"
    r"|联系我们|举报|免责声明|网友评论|扫一扫|二维码|延伸閱讀|All Rights Reserved"
)


def gold() -> list[dict[str, Any]]:
    """The pages: file, and what should come out."""
    lines = (HERE / "clean" / "gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def floors() -> dict[str, float]:
    """Name of a figure -> the least it may be."""
    return dict(json.loads((HERE / "floors.json").read_text("utf-8"))["clean"])


def cleaned(pages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the pipeline makes of `pages`, with the shipped settings; empty where it rejects one."""
    from pipeline.config import load
    from pipeline.ingest import Limits, Reject, read, to_table
    from pipeline.run.settings import sections
    from pipeline.stages.clean import CLEAN

    step = CLEAN.open(load(None, sections()).sections["clean"], None)       # type: ignore[arg-type]
    rows = []
    for page in pages:
        (article,) = read(HERE / "clean" / page["file"], Limits())
        rows += [{}] if isinstance(article, Reject) else step(to_table([article])).to_pylist()
    return rows


def score(pages: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The figures, each between 0 and 1."""
    found = [_of_page(page, row) for page, row in zip(pages, rows, strict=True)]
    return {name: sum(figures[name] for figures in found) / len(found) for name in found[0]}


def below(figures: Mapping[str, float], least: Mapping[str, float]) -> list[str]:
    """One sentence for each figure that is below its floor."""
    return [f"{name} is {figures.get(name, 0.0):.3f}, below its floor of {floor:.3f}"
            for name, floor in least.items() if figures.get(name, 0.0) < floor]


def _of_page(page: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, float]:
    body = "\n".join(row.get("paragraphs_zh") or [])
    return {
        "body": f1(page["body"], body),
        "title": float(_fold(row.get("title_zh") or "") == _fold(page["title"])),
        "date": float(str(row.get("published_at")) == page["published"]),
        "outlet": float(row.get("outlet") == page["outlet"]),
        "no_chrome": float(not set(_CHROME.findall(body)) - set(_CHROME.findall(page["body"]))),
    }


def f1(expected: str, found: str) -> float:
    """F1 on multisets of runs of four characters, white space and full-width forms aside."""
    want, have = _grams(_fold(expected)), _grams(_fold(found))
    common = sum((want & have).values())
    return 2 * common / (sum(want.values()) + sum(have.values())) if want or have else 1.0


def _grams(text: str) -> Counter[str]:
    return Counter(text[i:i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1)) if text)


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _say(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def main() -> int:
    """Print the figures and what is wrong with them; 1 if anything is."""
    pages = gold()
    figures, least = score(pages, cleaned(pages)), floors()
    _say(f"clean {name:10} {value:.3f}  floor {least[name]:.3f}" for name, value in figures.items())
    wrong = below(figures, least)
    _say(wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
