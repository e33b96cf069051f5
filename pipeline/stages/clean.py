"""Clean: the article out of its page, with its title, outlet, author and date; what was taken out is kept, with why.

What the source states in fields of its own (a JSON record's title, ...) wins over what its page says.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pyarrow as pa

from pipeline.config import TextFile, file_setting
from pipeline.errors import ArticleError, ConfigError
from pipeline.schema import CLEANED, REJECTION, digest, table
from pipeline.stages.stage import Engines, Stage, Step, short
from pipeline.text.zh.chrome import ChromeRules, parse_rules
from pipeline.text.zh.extract import Extract, extract_text
from pipeline.text.zh.lines import TooManyLinesError
from pipeline.text.zh.metadata import author_names, outlet_name
from pipeline.text.zh.normalise import normalise
from pipeline.text.zh.timestamps import parse_date, parse_time
from pipeline.text.zh.traditional import open_converter

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Letters of a Chinese article may be half Latin (names of firms and products), not nearly all of it.
_LEAST_HAN_SHARE = 0.2

_READS = ("markup", "raw", "given_title", "given_url", "given_outlet", "given_author", "given_published")

HtmlReader = Callable[[str, ChromeRules, str | None], tuple[Extract, str | None]]


@dataclass(frozen=True)
class CleanSettings:
    """`chrome` holds the rules for lines that are no article; a body of fewer than `min_chars` characters is
    rejected. `traditional` Chinese is converted to simplified, or kept. Of the copies of one story (`near_duplicates`)
    the fullest goes on and the others are listed with it, or all are kept."""

    chrome: TextFile = file_setting("chrome/lines.txt")
    min_chars: int = 20
    traditional: Literal["convert", "keep"] = "keep"
    near_duplicates: Literal["group", "keep"] = "group"


def open_cleaner(settings: CleanSettings, engines: Engines) -> Step:
    """The step: reads the source's columns, adds CLEANED.

    :raises ConfigError: a chrome rule that cannot be read.
    """
    from pipeline.stages.html_body import extract_html

    try:
        rules = parse_rules(settings.chrome.text)
    except ValueError as error:
        raise ConfigError(f"{settings.chrome.name}: {error}") from error

    convert = open_converter() if settings.traditional == "convert" else None

    def step(articles: pa.Table) -> pa.Table:
        rows = articles.select(_READS).to_pylist()
        return table([_clean(row, rules, settings.min_chars, extract_html, convert) for row in rows],
                     CLEANED + REJECTION)

    return step


def _clean(
    row: Mapping[str, Any], rules: ChromeRules, min_chars: int, extract_html: HtmlReader,
    convert: Callable[[str], str] | None,
) -> dict[str, Any]:
    """One row of CLEANED and REJECTION. Whatever is wrong with the article is a rejection, never an exception."""
    title = _line(row["given_title"])
    try:
        if row["markup"] == "html":
            found, url = extract_html(row["raw"], rules, title)
        else:
            found, url = extract_text(row["raw"] or "", rules, title), None
        _judge(found, min_chars)
    except ArticleError as error:
        return _rejected(error.code, str(error))
    except TooManyLinesError as error:
        return _rejected("too_many_lines", f"It cannot be an article: {error}.")
    except Exception as error:  # a parser on hostile input: the row can never work, and the run must go on
        return _rejected(f"unreadable_{row['markup']}", f"The content cannot be read ({type(error).__name__}).")
    found = _with_given(found, row)
    found = _converted(found, convert) if convert else found
    return {
        "title_zh": found.title, "url": _line(row["given_url"]) or url, "outlet": found.outlet, "author": found.author,
        "published_at": found.published, "published_time": found.published_time,
        "paragraphs_zh": list(found.paragraphs),
        "body_digest": digest("".join("".join([found.title or "", *found.paragraphs]).split())),
        "removed": [{"text": text, "rule": rule} for text, rule in found.removed],
        "error_code": None, "error_message": None,
    }


def _judge(found: Extract, min_chars: int) -> None:
    """Raise ArticleError for a body that is no Chinese article."""
    body = "".join("".join(found.paragraphs).split())
    han = len(_HAN.findall(body))
    if not body:
        raise ArticleError("no_body", "No text is left once the page's own lines are taken out.")
    if not han or han < _LEAST_HAN_SHARE * sum(map(str.isalpha, body)):
        raise ArticleError("not_chinese", "The text is not in Chinese.")
    if len(body) < min_chars:
        raise ArticleError("too_short", f"The body has {len(body)} characters; clean.min_chars asks for {min_chars}.")


def _with_given(found: Extract, row: Mapping[str, Any]) -> Extract:
    """`found` with what the source states in its own fields in place of what its page says."""
    outlet, author = _line(row["given_outlet"]), _line(row["given_author"])
    given = row["given_published"] or ""
    published = parse_date(given)
    return replace(
        found,
        outlet=(outlet_name(outlet) or outlet) if outlet else found.outlet,
        author=(author_names(author) or author) if author else found.author,
        published=published or found.published,
        published_time=parse_time(given) or (found.published_time if published in (None, found.published) else None),
    )


def _converted(found: Extract, convert: Callable[[str], str]) -> Extract:
    """`found` in simplified characters; the whole is looked at to tell which script it is in."""
    texts = [found.title or "", found.outlet or "", found.author or "", *found.paragraphs]
    title, outlet, author, *paragraphs = convert("\0".join(texts)).split("\0")
    return replace(found, title=title or None, outlet=outlet or None, author=author or None,
                   paragraphs=tuple(paragraphs))


def _line(text: str | None) -> str | None:
    """`text` normalised, on one line; None where nothing is left."""
    return " ".join(normalise(text).split()) or None if text else None


def _rejected(code: str, message: str) -> dict[str, Any]:
    empty: dict[str, Any] = {column.name: None for column in CLEANED}
    return empty | {"paragraphs_zh": [], "removed": [], "error_code": code, "error_message": message}


def signature(settings: CleanSettings, engines: Engines) -> tuple[str, ...]:
    """What can change a cleaned article."""
    parts = f"chrome {short(settings.chrome.text)}", f"at least {settings.min_chars} characters"
    return (*parts, "traditional converted") if settings.traditional == "convert" else parts


def groups(settings: CleanSettings) -> bool:
    """Whether reprints are grouped."""
    return settings.near_duplicates == "group"


CLEAN = Stage(
    name="clean", version=5, settings=CleanSettings, reads=_READS, writes=CLEANED, open=open_cleaner,
    signature=signature, unique="body_digest", groups=groups, parallel=True,
)
