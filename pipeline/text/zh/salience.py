"""Which sentences of a Chinese article an investor needs, and whether a shorter wording still says the same.

The default model drops nearly all figures when it summarises a whole article, so sentences are picked by rule and only
shortened by a model; a shortening is kept only when it is faithful by construction.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.figure import Figure
from pipeline.text.zh.figures import find_figures
from pipeline.text.zh.sentences import has_sentence, split_sentences

# What an investor looks for, by dimension; a date or an ordinal says little by itself.
_WEIGHTS = {
    "money": 1.5, "per-area-money": 1.5, "percent": 1.2, "points": 1.2, "area": 1.3, "power": 1.3, "energy": 1.2,
    "mass": 1.2, "multiple": 1.0, "duration": 0.8, "plan": 0.5, "period": 0.3, "date": 0.3, "ordinal": 0.3,
}
_MOST_FIGURES = 3.5            # beyond this a sentence is a table in prose
_ENOUGH = 3                    # a summary of so many sentences takes in no more that tell no fact
_TOPICS = re.compile(
    r"总投资|签约|开工|投产|竣工|落户|外资|招商|产值|营收|生产总值|进出口|出口|增长|占地|用地|税收|补贴|奖励|政策|措施|审批|信用|评级"
    r"|产业链|产业集群|基地|园区|开发区|自贸|合作|力争|计划|预计|目标")
_RATINGS = re.compile(r"(?<![A-Za-z])A{2,3}[+-]?(?![A-Za-z])|世界500强|独角兽|专精特新|上市")
# A clause that only leads up to what is said: 以国企改革三年行动为抓手.
_ADVERBIAL = re.compile(r"(?:以|围绕|按照|根据|随着|通过|针对|瞄准|为了?|在|自|从|截至|依托|聚焦|坚持)[^，,；;。]*")
# A clause that leaves its sentence hanging: 规划纲要提出, 党的十八大以来.
_DANGLING = re.compile(
    r"(?:指出|提出|表示|认为|强调|介绍|明确|显示|以来|期间|之际|时候?|之后|同时|背景下|基础上|下|中|的)$")
_TIMES = frozenset({"plan", "ordinal", "date", "period"})
# Who sends the report, before its first sentence: 新华社武汉12月11日电（记者王贤）.
_DATELINE = re.compile(
    r"^(?:[^，。；、]{2,14}(?:消息|讯)(?=[（(：:\s])|本[报台网]讯|[^，。；、]{2,4}社[^，。；、]{0,12}日电)"
    r"(?:\s?[（(][^）)]{1,24}[)）])?[：:]?\s*")
# Openings that carry no fact once the sentence stands alone.
_OPENING = re.compile(
    r"^(?:(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,]|(?:另)?一方面[，,]?|同时[，,]|此外[，,]|其中[，,]|目前[，,]"
    r"|据(?:悉|了解|介绍|统计)[，,]|记者(?:获悉|了解到)[，,]|[(（][一二三四五六七八九十\d]{1,2}[)）]))+")


@dataclass(frozen=True)
class Candidate:
    """A sentence in line for the summary: its place in the article, its text, its score."""

    index: int
    text: str
    score: float


def candidates(paragraphs: Sequence[str], most: int) -> list[Candidate]:
    """The `most` sentences with the best scores, best first. Empty where the article has no real sentence."""
    sentences = [s.text.strip() for p in paragraphs for s in split_sentences(p)]
    frequent = _frequent_bigrams(sentences)
    scored = [Candidate(i, _bare(s), _score(s, i, frequent)) for i, s in enumerate(sentences) if has_sentence(s)]
    unique = {c.text: c for c in reversed(scored)}.values()
    return sorted(unique, key=lambda c: (-c.score, c.index))[:most]


def _bare(sentence: str) -> str:
    """`sentence` without its dateline and without openings that carry no fact."""
    return _OPENING.sub("", _DATELINE.sub("", sentence))


def choose(options: Sequence[tuple[Candidate, str]], most_sentences: int, most_chars: int) -> list[str]:
    """From (candidate, wording) pairs the wordings that fit, best first in score for their length, in article order.

    A sentence whose figures all stand in those chosen already brings nothing and is passed over.
    """
    chosen: list[tuple[int, str]] = []
    told: set[str] = set()
    for candidate, wording in sorted(options, key=lambda o: (-_worth(o[0], o[1]), o[0].index)):
        figures = {f.text for f in find_figures(wording)}
        size = sum(len(text) for _, text in chosen) + len(wording)
        if len(chosen) == most_sentences or size > most_chars or (figures and figures <= told):
            continue
        if len(chosen) >= _ENOUGH and not (figures or _RATINGS.search(wording) or _TOPICS.search(wording)):
            continue
        chosen.append((candidate.index, wording))
        told |= figures
    return [text for _, text in sorted(chosen)]


def faithful(short: str, source: str) -> bool:
    """Whether `short` is a shorter wording of `source`: the same figures, each as often, in Chinese, and nearly all of
    its characters in the order in which the source has them (a model that invents does not pass)."""
    if len(short) >= len(source) or not has_sentence(short):
        return False
    if figure_values(short) != figure_values(source) or _RATINGS.findall(short) != _RATINGS.findall(source):
        return False
    if re.findall(r"[A-Za-z]+", short) != [w for w in re.findall(r"[A-Za-z]+", source) if w in short]:
        return False
    return _in_order(short, source) >= 0.9


def trim(sentence: str) -> str:
    """`sentence` without the clauses after its last figure or rating: they are its aims and slogans as a rule.

    Returned unchanged where nothing can go: no figure, or a quotation or bracket that the cut would leave open.
    """
    told = [f.end for f in find_figures(sentence) if "N3" not in f.rules and f.dimension not in _TIMES]
    told += [m.end() for m in _RATINGS.finditer(sentence)]
    cut = re.search(r"[，,；;]", sentence[max(told):]) if told else None
    if cut is None:
        return sentence
    short = sentence[:max(told) + cut.start()]
    if _ADVERBIAL.fullmatch(short) or _DANGLING.search(short):
        return sentence
    if any(short.count(a) != short.count(b) for a, b in ("“”", "《》", "（）", "()")):
        return sentence
    return short + "。"


def supported(sentence: str, article: str) -> bool:
    """Whether a freely written sentence may stand: its figures are the article's, and it shares a 4-gram with it."""
    known = figure_values(article)
    if any(known[value] == 0 for value in figure_values(sentence)):
        return False
    text = "".join(re.findall(r"[\u3400-\u9fff]+", sentence))
    return any(text[i:i + 4] in article for i in range(len(text) - 3))


def figure_values(text: str) -> Counter[tuple[object, ...]]:
    """The figures of `text` as values, so that 4.98百亿 and 498亿 count as one."""
    return Counter(_value(f) for f in find_figures(text))


def _value(f: Figure) -> tuple[object, ...]:
    return (f.dimension, f.value, f.low, f.high, f.unit, f.currency, f.when)


def _worth(candidate: Candidate, wording: str) -> float:
    return candidate.score / math.pow(40 + len(wording), 0.7)    # half the length is 1.5 times the worth


def _score(sentence: str, index: int, frequent: frozenset[str]) -> float:
    figures = find_figures(sentence)
    told = min(sum(_WEIGHTS.get(f.dimension, 0.7) for f in figures if "N3" not in f.rules), _MOST_FIGURES)
    told += 0.8 * min(len(_RATINGS.findall(sentence)), 2)
    pairs = _bigrams(sentence)
    central = sum(p in frequent for p in pairs) / len(pairs) if pairs else 0.0
    topics = 0.25 * min(len(set(_TOPICS.findall(sentence))), 4)
    return 1.5 * told + 2 * central + topics + (1.0 if index == 0 else 0.0) - (1.0 if len(sentence) > 160 else 0.0)


def _bigrams(text: str) -> list[str]:
    han = re.sub(r"[^\u3400-\u9fff]+", " ", text)
    return [han[i:i + 2] for i in range(len(han) - 1) if " " not in han[i:i + 2]]


def _frequent_bigrams(sentences: Sequence[str]) -> frozenset[str]:
    """Pairs of characters that stand in three sentences or more: what the article is about."""
    seen = Counter(pair for s in sentences for pair in set(_bigrams(s)))
    return frozenset(pair for pair, n in seen.items() if n >= 3)


def _in_order(short: str, source: str) -> float:
    """Share of the characters of `short` that form a common subsequence with `source` (both at most some hundred)."""
    row = [0] * (len(source) + 1)
    for a in short:
        before = 0
        for j, b in enumerate(source, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1] / len(short)
