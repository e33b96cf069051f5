"""Normalise Chinese text: one spelling for each character and space, and nothing that changes what the text says.

Every change stands in a table below with its reason. NFKC is not used: it makes `12024年` of `①2024年`, `m2` of `㎡`
and half-width commas of Chinese ones. Digits keep their value: a space is never taken from between two numbers.
"""

import re
import unicodedata

# Bytes 0x80-0x9F of Windows code pages that reached us as C1 control characters: pages use them as quotes and dashes.
_WINDOWS = dict(zip(
    (0x80, 0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x9B),
    "€‚„…‹‘’“”•–—›", strict=True,
))

# Line ends of other systems, and the separators of Unicode.
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\u2028\u2029]")

# Characters that nobody sees: controls, zero-width marks, soft hyphens, direction marks (they can hide or reorder
# text), variation selectors, tag characters, halves of a surrogate pair (they cannot be written as UTF-8), the
# private-use codes in which web fonts keep their icons, and U+FFFD, which stands for what could not be read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\ud800-\uf8ff\U000e0000-\U0010ffff]"
)

# Spaces of every width become the ordinary one: fixed-width, no-break and ideographic spaces are layout.
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

# Letters, digits and signs that belong to numbers and Latin words, from their full-width to their ASCII form.
_FULL_WIDTH = {code: code - 0xFEE0 for code in (
    *range(ord("０"), ord("９") + 1), *range(ord("Ａ"), ord("Ｚ") + 1), *range(ord("ａ"), ord("ｚ") + 1),
    *map(ord, "％＋＝／＆＃＠＄＊＿＜＞＂＇＼＾｀"),
)}

# Forms for narrow columns and vertical setting, and look-alikes: the same mark, so one character.
_VARIANTS = str.maketrans({
    "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？",
    "﹗": "！", "﹙": "（", "﹚": "）", "﹪": "%",
    "︰": "：", "∶": "：", "︓": "：", "︐": "，", "︑": "、", "︒": "。", "︔": "；",
    "︕": "！", "︖": "？",
    "︵": "（", "︶": "）", "︻": "【", "︼": "】", "︽": "《", "︾": "》",
    "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』",
    "｡": "。", "､": "、", "｢": "「", "｣": "」", "〝": "“", "〞": "”", "〟": "”", "￥": "¥",
})

# Ideographs that Unicode encodes twice for the sake of old code pages, and Kangxi radicals, which PDF files use in
# place of the ideograph itself.
_TWICE_ENCODED = re.compile("[\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_NUMERAL = "〇零一二三四五六七八九十百千万亿两廿卅"
_MARK = "，。、；：？！（）《》〈〉“”‘’「」『』【】…—"
_PLAIN_HAN = rf"(?![{_NUMERAL}])[{_HAN}]"
_UNIT = "元美欧港日英人户个家亩吨辆台件次平立公千瓦册名只头株套度斤米箱份项条座所艘架"

_EDGES = re.compile(r" *\n *")
# Layout space between Chinese characters. Two numerals with a space between are two numbers (第一 二十亿元).
_HAN_GAP = re.compile(rf"(?<=[{_HAN}{_MARK}]) (?=[{_HAN}{_MARK}])")
_TWO_NUMERALS = re.compile(rf"(?<=[{_NUMERAL}]) (?=[{_NUMERAL}])")
# Space around a number in Chinese text: 占地 800 亩, 4.7 %, 498.2 亿元. A numeral after the number is only joined where
# a unit follows, so that neither 2023 万科 nor 3万 2023年 becomes another number.
_AROUND_NUMBER = re.compile(
    rf"(?<=\d) (?={_PLAIN_HAN}|[%‰℃，。、；：？！）》”])|(?<=\d) (?=[百千]?[万亿]亿?[余多]?[{_UNIT}])"
    rf"|(?<![{_NUMERAL}])(?<=[{_HAN}{_MARK}]) (?=\d)"
)
# Where spaces tell names or the two halves of a heading apart, they stay: (记者 张三 李四), lines without punctuation.
_NAMES = re.compile(r"[（(【\[][^（）()【】\[\]\n]{0,30}(?:记者|通讯员|作者|编辑)[^（）()【】\[\]\n]{0,60}[）)】\]]")
_CLAUSE = re.compile(r"[，。；！？,;!?]")

# Points and colons inside numbers and times: 4．7, 13：48. A year after the number of a list item (1．2024年) is no
# fraction, so its point stays full-width.
_INNER_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])|(?<=[A-Za-z])．(?=[A-Za-z])")
_LIST_POINT = re.compile(r"(?:^|(?<=[\n。；;：:]))\d{1,2}．(?=(?:19|20)\d\d年)")
_INNER_COLON = re.compile(r"(?<=[0-9])：(?=[0-9])")
_INNER_DASH = re.compile(r"(?<=[0-9A-Za-z%])－(?=[0-9A-Za-z])")
# A circle that stands for zero in a year: 二○二三年.
_CIRCLE = re.compile(r"(?<=[一二三四五六七八九〇○])[○◯](?=[一二三四五六七八九〇○◯年])")
# Dots between the parts of a foreign name.
_NAME_DOT = re.compile(rf"(?<=[{_HAN}])[•・‧∙⋅](?=[{_HAN}])")


# All of these at once: no value of one table is a key of another.
_ONE_FOR_ONE: dict[int, int | str] = {
    **_VARIANTS, **_FULL_WIDTH, **dict.fromkeys(map(ord, _SPACES), " "), **_WINDOWS,
}


def normalise(text: str) -> str:
    """`text` in normal form; lines stay lines, white space at their ends goes. Idempotent.

    Taken out: invisible characters, layout spaces between Chinese characters and around numbers. Kept as they are:
    Chinese punctuation and quotes, ASCII punctuation, circled numbers (①), squared units (㎡), traditional
    characters.
    """
    text = _LINE_ENDS.sub("\n", text.translate(_ONE_FOR_ONE))
    text = _INVISIBLE.sub("", text)
    text = _TWICE_ENCODED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    if " " in text:
        text = re.sub(" {2,}", " ", text)
        text = _EDGES.sub("\n", text).strip(" \n")
        text = "\n".join(map(_close_gaps, text.split("\n")))
    return _numbers(_NAME_DOT.sub("·", text.strip("\n")))


def _close_gaps(line: str) -> str:
    """One line without its layout spaces; a heading keeps those between Chinese characters."""
    if " " not in line:
        return line
    if not _CLAUSE.search(line):
        return _AROUND_NUMBER.sub("", line)
    pieces, at = [], 0
    for names in _NAMES.finditer(line):
        pieces += [_close(line[at:names.start()]), names[0]]
        at = names.end()
    return _AROUND_NUMBER.sub("", "".join([*pieces, _close(line[at:])]))


def _close(text: str) -> str:
    kept = {m.start() for m in _TWO_NUMERALS.finditer(text)}
    return _HAN_GAP.sub(lambda m: m[0] if m.start() in kept else "", text)


def _numbers(text: str) -> str:
    if "．" in text:
        list_points = {m.end() - 1 for m in _LIST_POINT.finditer(text)}
        text = _INNER_POINT.sub(lambda m: m[0] if m.start() in list_points else ".", text)
    if "：" in text:
        text = _INNER_COLON.sub(":", text)
    if "－" in text:
        text = _INNER_DASH.sub("-", text)
    return _CIRCLE.sub("〇", text) if "○" in text or "◯" in text else text
