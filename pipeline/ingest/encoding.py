"""Bytes to text, by evidence: a byte order mark, strict UTF-8, what the page declares, and which reading is Chinese."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})|encoding=["']([A-Za-z0-9_-]{2,20})["']""", re.I)
# The most frequent characters of news in each script; where a reading is right, they are about a third of its Han.
_COMMON = frozenset(
    "的一是在了不和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级义就年阶发成部民可出能方进同行面说种过命度革而多子后自社加小"
    "机也经力线本电高量长党得实家定深法表着水理化争现所二起政三好十战无农使性前等反体合斗路图把结第里正新开论之物从当两些还天资事队批如应形想"
    "制心样干都向变关点育重其思与间内去因件日利相由压员气业代全组数果期导平各基或月毛然问比展那它最及外没看治提五解系林者米群头意只明四道马"
    "认次文通但条较克又公孔领军流入接席位情运器并飞原油放立题质指建区验活众很教决特此常石强极土少已根共直团统式转别造切九你取西持总料连任志观"
    "调七么山程百报更见必真保热委手改管处己将修支识病象几先老光专什六型具示复安带每东增则完风回南广劳轮科北打积车计给节做务被整联步类集号列温"
    "装即毫知轴研单色坚据速防史拉世设达尔场织历花受求传口断况采精金界品判参层止边清至万确究书投资区项目企商省市县园招引签约亿元")
_COMMON_TRADITIONAL = frozenset(
    "的一是在了不和有大這主中人上為們地個用工時要動國產以我到他會作來分生對於學下級義就年階發成部民可出能方進同行面說種過命度革而多子後自社加小"
    "機也經力線本電高量長黨得實家定深法表著水理化爭現所二起政三好十戰無農使性前等反體合鬥路圖把結第裡正新開論之物從當兩些還天資事隊批如應形想"
    "制心樣幹都向變關點育重其思與間內去因件日利相由壓員氣業代全組數果期導平各基或月毛然問比展那它最及外沒看治提五解系林者米群頭意只明四道馬"
    "認次文通但條較克又公領軍流入接席位情運器並飛原油放立題質指建區驗活眾很教決特此常石強極土少已根共直團統式轉別造切九你取西持總料連任志觀"
    "調七麼山程百報更見必真保熱委手改管處己將修支識病象幾先老光專什六型具示復安帶每東增則完風回南廣勞輪科北打積車計給節做務被整聯步類集號列溫"
    "裝即知軸研單色堅據速防史拉世設達爾場織歷花受求傳口斷況採精金界品判參層止邊清至萬確究書投資區項目企商省市縣園招引簽約億元")
_MOST_BROKEN = 0.01
# A stray zero in a page is dropped; a file with more of them is no text.
_MOST_ZEROS = 0.001
# Text in UTF-8 with a broken byte here and there has so many whole characters for each broken one; other encodings read
# as UTF-8 are broken all through.
_LEAST_WHOLE = 10
_LETTERS = re.compile("[\u0080-\u07ff]")
_READINGS = ("gb18030", "big5hkscs", "utf-8", "pieces")
# Bytes that tell the encoding of all.
_LOOKED_AT = 400_000
_PIECES = re.compile(rb"[\n<]?[^\n<]+|[\n<]")
# What a broken sequence becomes; text that has one to begin with is not told apart, and loses it too.
_BROKEN = "\ufffd"


def decode(data: bytes) -> str | None:
    """The text of a file without its byte order mark; None where it is no text, or over a hundredth cannot be read.

    Bytes that cannot be read are left out: U+FFFD is never in the result. Lone surrogates neither.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _usable(data.decode(encoding if encoding != "utf-8" else "utf-8-sig", "replace"))
    if wide := _wide(data):
        return _usable(data.decode(wide, "replace"))
    if data[:65536].count(0) > _MOST_ZEROS * len(data[:65536]):
        return None
    data = data.replace(b"\0", b"")
    try:
        return _usable(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        cut_off = error.reason == "unexpected end of data"
        return _usable(data[:error.start].decode()) if cut_off else _legacy(data)


def looks_binary(text: str) -> bool:
    """Whether a decoded text is full of control characters: a program or an archive under a text's name."""
    head = text[:4096]
    control = sum(c < " " and c not in "\t\n\r\f\x0b\x1b" for c in head)
    return control > len(head) * 0.02


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: its ASCII (line ends, digits) has a zero for every other byte, always on the same side."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 1 or min(even, odd) > max(even, odd) / 10:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = data[:4096 - 4096 % 2].decode(encoding, "ignore")
    plausible = sum(c < "\x80" or "\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in text)
    return encoding if text and plausible / len(text) > 0.9 else None


def _legacy(data: bytes) -> str | None:
    """GB18030 or Big5, UTF-8 with broken bytes, or both of two encodings, whichever reads as Chinese; what a page
    declares breaks a tie."""
    head = data[:_LOOKED_AT]
    whole = head.decode("utf-8", "replace")
    if sum(c > "\x7f" for c in whole) > _LEAST_WHOLE * whole.count(_BROKEN):
        return _usable(data.decode("utf-8", "replace"))
    match = _DECLARED.search(data[:2048])
    declared = (match[1] or match[2]).decode().lower() if match else ""
    favour = "big5hkscs" if "big5" in declared else "utf-8" if "utf" in declared else "gb18030" if declared else ""
    bonus = {favour: 0.05, "pieces": -0.05}
    best = max(_READINGS, key=lambda name: _plausibility(_read(head, name)) + bonus.get(name, 0.0))
    return _usable(_read(data, best))


def _read(data: bytes, reading: str) -> str:
    return _by_pieces(data) if reading == "pieces" else data.decode(reading, "replace")


def _by_pieces(data: bytes) -> str:
    """A file of two encodings (a template of one, an article of the other): each line and each text between tags by
    itself in UTF-8 or GB18030, whose characters hold neither a line feed nor <."""
    return "".join(_piece(piece) for piece in _PIECES.findall(data))


def _piece(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    # Two characters of GB18030 may look like Latin or Cyrillic letters of UTF-8.
    return data.decode("gb18030", "replace") if not text or _LETTERS.search(text) else text


def _plausibility(text: str) -> float:
    """Share of common characters among the non-ASCII of a text, less what is broken in it."""
    foreign = [c for c in text[:20_000] if c > "\x7f"]
    if not foreign:
        return 0.0
    common = max(sum(c in table for c in foreign) for table in (_COMMON, _COMMON_TRADITIONAL))
    marks = sum(c in "，。、；：“”（）《》！？" for c in foreign)
    return (common + marks - 3 * foreign.count(_BROKEN)) / len(foreign)


def _usable(text: str) -> str | None:
    broken = text.count(_BROKEN)
    if broken > max(1, _MOST_BROKEN * len(text)):
        return None
    return clean_surrogates(text.replace(_BROKEN, "").removeprefix("\ufeff"))


def clean_surrogates(text: str) -> str:
    """`text` without lone surrogates (JSON may spell them), which no file and no Arrow column can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8") if re.search("[\ud800-\udfff]", text) else text
