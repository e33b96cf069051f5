"""What looks like a figure and is none (style rule N13): names, idioms, numbering, addresses, numbers of things.

A Chinese numeral without a unit, a scale or a counter is no quantity anyway (百姓, 一带一路, 三一重工, 千家万户), so
the tables hold only words in which a unit or a counter seems to follow (五台山, 一家人), and patterns of numbers that
name something (12345热线, 〔2025〕16号). To add a word, put it in its table; its numeral may be its first, second or
third character.
"""

import re
import string

from pipeline.text.zh.followers import follower_at
from pipeline.text.zh.words import longest_first, words

_PLACES = words("""
三门峡 七台河 五大连池 八大处 五棵松 五台山 三元桥 三台县 五家渠 六枝 三星堆 三乡 五里墩 五道口 五台县 十三行
九里堤 四道口 二里头 三家店 三家村 六里坪 三元区 十里堡 三里屯 十里河 八里庄 八里桥 五里店 七里河 九里山 三家子
五队镇 四方区 四平路
""")
_NAMES = words("""
百度 七匹狼 三只松鼠 三元股份 三元食品 六个核桃 三星 三桶油 四大行 四维图新 四方股份 九州通 十月稻田 两面针
三国演义 三国志 七国集团 八国集团 二十国集团 十国集团 五眼联盟 六国赛 四国集团 八路军 四人帮 五星红旗 五星级
四星级 三星级 六方会谈 十三五星 九三学社 百万庄 三个代表 二十四节气 三十六计 十二生肖 三十而立 四十不惑
十二月党人 七十七国集团 独中三元 连中三元
""")
_POLICY = words("""
一件事一次办 一件事 一人一策 一户一策 一枚印章 一颗印章 一台戏 一条心 一小时经济圈 一降一升 两手 两头 两面 两级
两个一百年 两个确立 两个维护 两个结合 三位一体 三大攻坚战 三维 三次产业 三包 三方 三线 三级跳 三支一扶 三元材料
三元正极 三元前驱体 三元锂 三角洲 三角 三轮车 三轮摩托 三维码 四个自信 四个意识 四个全面 四季 四处 四周 四面 四大名著
五位一体 五角大楼 五年级 八项规定 九州 十字 十面埋伏 八角 八方 百折 千斤顶 千亩方 万一 万元户 零件 零星 零头 零点
零担 三免三减半 两免三减半 二免三减半 五免五减半 一免五减半
一区多园 一站式 一次性 一门式 一口价 一口气 一套班子 百米冲刺 百米赛跑 一张网 一张图 一张蓝图 一件件
""")
_IDIOMS = words("""
一家人 一家之 一家子 一年一度 一年四季 一年级 一期一会 一天天 三番五次 四面八方 五花八门 七手八脚 八九不离十
十有八九 十年树木 数一数二 独一无二 接二连三 丢三落四 朝三暮四 挑三拣四 说一不二 一分为二 成千上万 成百上千 一年半载
上百上千 二百五 十万八千里 十万火急 十万个为什么 千千万万 千万个 千万家 三年五载 三天两头 一五一十 乱七八糟
七上八下 九牛一毛 十分 万分 一度 一万步 五年一度 四年一度 两年一度 三六九等 十月革命 九月开学季
技惊四座 语惊四座 艳惊四座 今明两年 今明两天 今明两日 明后两天 昨今两天 千言万语
""")
# A 一 behind these belongs to a word or tells which one (统一, 同一家, 每一个), even where a unit follows.
_BEFORE_ONE = words("""
统 唯 同 单 专 划 归 合而为 首屈 某 另 每 哪 任 这 那 又 之 逐 始终如 天人合 闻 万 上 下 头 新 如
""")
# A short numeral behind these names a thing: 周三, 高三, 附件二.
_BEFORE_NAME = words("周 星期 礼拜 初 高 大年 双 腊月 老 小 表 附件 附 图")
_NAMES_END = frozenset(word[-1] for word in _BEFORE_NAME)
_WEEKDAY = ("周", "星期", "礼拜")
_COUNTED_ALL_THE_SAME = ("家", "个", "项", "亿", "元", "米")
_DAY_PARTS = words("上午 下午 凌晨 中午 晚上 傍晚 清晨 早上 时间 晚间 夜里 午后 早晨")
# 三点半, 十时许; but 三点建议.
_POINTS_MADE = "建议|意见|要求|希望|体会|措施|共识|主张|倡议|想法|看法|原因"
_CLOCK = re.compile(
    f"点(?!{_POINTS_MADE}|[〇零一二三四五六七八九])|时(?:许|整|半)|[时点][〇零一二三四五六七八九十]{{1,3}}分(?![之钟])时?")
_CLOCK_IN_WORDS = re.compile("时(?:[〇零一二三四五六七八九十]{1,3}分)?")

_WORDS = longest_first({*_PLACES, *_NAMES, *_POLICY, *_IDIOMS})
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两廿兆半数几")


def _by_offset() -> tuple[dict[str, tuple[str, ...]], ...]:
    """For each place of the first numeral character in a word: the word's first two characters -> such words, longest
    first."""
    tables: list[dict[str, list[str]]] = [{}, {}, {}]
    for word in _WORDS:
        offset = next((i for i, c in enumerate(word) if c in _NUMERALS), 9)
        if offset < 3:
            tables[offset].setdefault(word[:2], []).append(word)
    return tuple({head: tuple(some) for head, some in table.items()} for table in tables)


_BY_OFFSET = tuple(enumerate(_by_offset()))
_FESTIVALS = re.compile(r"双(?:11|12|十一|十二|十|百)|(?:五一|十一)(?=假期|国庆|黄金周|劳动|期间|小长假|节|前后)")
# Addresses, words with digits, document numbers: each with the example that taught it.
_CODES = (
    # GB/T 16159-2012
    r"(?:GB|DB|ISO|IEC|IEEE|ASTM|HJ|JGJ|CJJ|YD)\d{0,6}(?:/[A-Z]{1,2})?\s?\d[\d.]{1,8}(?:[-—:]\d{2,4})?(?![\d,.]*\s?[%万亿元])",
    r"https?://[!-~]{1,500}|www\.[!-~]{1,300}",                              # https://example.cn/2025/03/12
    r"[A-Za-z0-9_.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}",                     # zs2025@example.cn
    # C919, COVID-19, PM2.5, G20; but of GDP5.2% and AI500亿元 only the letters
    r"[A-Za-z][A-Za-z]{0,30}+(?:[-_]?\d[A-Za-z\d]{0,30}+(?:[-.+]\d[A-Za-z\d]{0,20}+){0,6}"
    r"(?![\d,.]*\s?(?:[%‰万亿倍]|元|美元)))?",
    r"[〔\[［(（【]\d{4}[〕\]］)）】]\s?(?:第\s?)?\d{1,5}\s?号",               # 〔2025〕16号
)
CODE = re.compile(rf"(?!USD|CNY|RMB|EUR|JPY|HKD|GBP|Q[1-4](?!\d))(?:{'|'.join(_CODES)})")
# Behind its first character, with no Latin letter before it, what may be one; of digits only an address.
MAYBE_CODE = r"(?<=[A-Za-z])|(?<=[〔\[(（【])(?=\d{4})|(?<=[0-9])(?=[A-Za-z0-9_.+-]{0,63}@[\w-]{1,64}\.[\w-])"
# A telephone number or a day in eight digits has no unit behind it: 500-10000元 is a range, 20000000元 an amount.
_NO_UNIT = r"(?![\d元万亿美港欧日英人家吨亩件个套台辆户平公立千瓦])"
# Numbers of things and numbers that are no amount, at their first digit; before each what its digits are followed by
# ("" where that may be anything).
_NUMBERED = (
    ("-", rf"\d{{3,4}}-\d{{7,8}}{_NO_UNIT}(?:-\d{{1,6}})?|\d{{3}}-\d{{3,4}}-\d{{4}}(?!\d)|\d{{3}}-\d{{5}}{_NO_UNIT}"),
    ("", rf"(?:86[- ]?)?1[3-9]\d{{9}}{_NO_UNIT}"),                                              # a mobile telephone
    ("”\"政服便热平专客网",                                                                        # 12345热线
     r"\d{3,12}(?=[”\"]?(?:政务)?(?:服务)?(?:便民)?(?:热线|平台热线|专线|客服|网站))"),
    ("比:：", r"\d{1,3}比\d{1,3}(?!\d)|\d{1,3}[:：]\d{1,3}(?:[:：]\d{2}|\.\d{1,2})?(?!\d)"),
    (".", r"\d{1,3}\.\d{1,2}(?:[:：]\d{1,3}(?:\.\d{1,2})?){1,3}(?![\d:：])"),                         # 4.5:41.2:54.3
    ("分·", r"\d{1,2}分\d{1,2}秒\d{0,3}|\d{1,2}·\d{1,2}"),                                       # 1分57秒79, 9·11
    # 7点50分, 9时许; but 3点建议
    ("时点 ", r"(?<![涨跌升降报])(?:[01]?\d|2[0-4])\s?"
     r"(?:时(?![代期速间])|点(?!意见|建议|要求|希望|体会|措施|共识|主张|倡议|几))"
     r"\s?(?:多|[0-5]?\d\s?分?(?:[0-5]?\d秒)?|半|整|许|一刻)?(?!\d)"),
    ("、后", r"(?:[0-9]0|00)(?:、[0-9]0){0,3}后(?!来|续|期|的|，|,|。)"),                              # 80、90后
    ("-", r"\d{1,2}(?:-\d{1,2}){2,40}+(?!\d)|\d{4}-\d{6}(?:-\d{2}){2}-\d{6}(?!\d)"        # 18-7-3, a project
     r"|[48]00-(?:\d{7}|\d{3,4}-\d{3,4})(?!\d)"),                                               # 400-123-4567
    ("", r"0\d{2,3}(?:[)）]|[-—–]{1,2})\s?\d{7,8}(?!\d)"),                                       # (0534)2345678
    ("、", r"\d{1,2}(?=(?:、\d{1,2}){1,3}[日号](?![线楼文院]))"),                                     # 29、30日
    (",号 ", r"\d[\d,]{0,12}\s?号(?!召|称|人(?![物选员才力]))"),                                       # 16号
    ("", rf"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{_NO_UNIT}"),                                    # 20250312
    (".", r"\d{1,2}\.\d(?=版|时代)|\d{4,6}\.(?:HK|SH|SZ|SS|BJ|US|N|O)\b"),                         # 3.0版, 1339.HK
    ("Pp", r"(?:480|720|1080|1440|2160)[Pp](?![A-Za-z算])"),                                       # 1080P
    ("胜平负", r"\d{1,2}(?=[胜平负]\d)|(?<=[胜平])\d{1,2}(?=[平负](?!债))"),                         # 39胜39平4负
    ("人", r"\d{1,2}(?=人队)"),                                                                   # 费城76人队
    ("国省县次路室房航医法频高局网代小",                                                            # 105国道
     r"\d{1,4}(?=(?:国道|省道|县道|次列车|次航班|路公交|次特快|室|房间|航班|医院|法庭|频道|高地|局域|网站"
     r"|代表团|小区|高速))"),
    (".", r"\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,5}(?!\d)"), ("", r"0\d{2,15}(?!\.?\d)"),    # 1.2.3, 007
    ("报急救指消民平电", r"(?:110|119|120|122)(?=报警|急救|救护|指挥|消防|民警|平台|电话)"),            # 110报警
    ("工高大院、”\"", r"(?:985|211)(?=工程|高校|大学|院校|、211|、985|[”\"])"),
    (".", r"\d\.0(?=阶段|模式|升级|方案|行动|政策|工程)|(?<=工业)\d\.0(?![\d%％‰万亿个倍])"),  # 工业4.0
    (")）.", r"\d{6}(?=[)）]|\.S[HZ])"),                                                          # (600519)
    ("×xX*", r"\d{1,2}[×xX*](?=\d{1,5}(?:\.\d{1,3})?\s?(?:万?千瓦|[兆吉]瓦|[kMG]W|万?吨|万?立方米))"),      # 2×66万千瓦
    ("+×xX*", r"\d{1,4}(?:[+×xX*]\d{1,4}){1,8}|\d{1,3}[+](?=[A-Za-zN”\"])"),                      # 1+5, 3+N
    ("小/", r"24小时(?=不间断|自助|在线|值班|营业|服务|热线|便利)|24/7|\d{1,2}/\d{1,2}/\d{2,4}"),     # 24小时服务
    (".", r"\d{1,2}\.\d{1,2}(?=大会|会议|讲话|事件|精神|强降雨|洪灾|特大|事故|案|地震)"),             # 7.19强降雨
    ("”\"大购工晚人", r"(?:618|996|315|4050)(?=[”\"]|大促|购物节|工作制|晚会)|4050(?=人员)"),       # 618购物节
)
# By what follows their digits; "" are those of the numbers that tell by themselves, for they are long or begin with 0.
_NUMBERS = {
    following: re.compile("|".join(pattern for near, pattern in _NUMBERED if not near or following in near))
    for following in {"", *(c for near, _ in _NUMBERED for c in near)}}
# Digits that are names with what follows them, 58同城, 7-11便利店, 304不锈钢, 18650电池; most are none of these.
_NAMED = {
    "58": words("同城 到家 赶集 集团"), "36": ("氪",),
    "360": words("集团 公司 安全 数科 数字安全 搜索 浏览器 杀毒 软件"),
    "7": words("-11便利 -11超市 -11门店"), "51": words("信用卡 社保"), "91": ("助手",), "163": words("邮箱 网站"),
    **dict.fromkeys(("304", "316", "201", "430"), ("不锈钢",)),
    **dict.fromkeys(("6061", "7075", "5052", "6063"), ("铝",)),
    **dict.fromkeys(("18650", "21700", "26650", "4680", "46800", "2170"), words("圆柱 大圆柱 电池 锂 型 电芯")),
}
_LONG = 8
_SCORE = re.compile(r"(\d{1,3})-(\d{1,3})(?![\d%‰.万亿千百年月日号/-]|,\d{3})")          # 以10-6领先; it counts down
_ABROAD = re.compile(r"86[- ]\d{2,4}[- ]\d{7,8}(?!\d)")        # +86 534 2345678
_RATES = frozenset({"percent", "points", "basis-points"})
_LATIN = re.compile(r"[A-Za-z][A-Za-z\d]{0,30}+")         # 5G, 4K, 3D; but 5MW is a quantity
_LISTED = re.compile(r"(?:^|(?<=[\n。；;：:、\s]))\d{1,2}(?:[.．)）](?!\d)|、(?!\d))")
_LISTS = frozenset(".．)）、")
_BRACKETED = re.compile(r"[(（]\d{1,2}[)）]")
_LABELS = words("""
电话 热线 邮编 邮政编码 传真 手机 微信 QQ 编号 代码 证号 备案号 备案 账号 帐号 房号 门牌 身份证 身份证号 许可证 文号
版本 型号 网安备 邮箱 附件 附表 附图
""")
_LABEL = re.compile(rf"(?:{'|'.join(_LABELS)}|(?:^|[（(，,。；;、见如和与及])[表图])[码]?[:：为是]?\s?$")
_LABELS_END = frozenset(": ：为是码表图").union(word[-1] for word in _LABELS)

# Numbers of fewer digits name something only by what stands beside them.
_SHORT = 5
_TELL_BEFORE = _LABELS_END.union("+#@_×*.:：/ -(（“\"双业", string.ascii_lowercase)
_TELL_BEHIND = _LISTS.union("”", _NUMBERS, filter(str.isspace, map(chr, range(0x3001))), map(chr, range(128))) - {"%"}
_JOINTS = frozenset(" 为是")                     # what tells may stand before one of these
_AMOUNTS = frozenset("% 万亿个元吨公平")         # before these a number with a point is an amount

# Wi-Fi 6, 东风-17, 伊尔-76; a unit, a scale or the end of a range behind the number makes a quantity of it.
_MODEL = re.compile(r"(?:[a-z]|\bMate|\bModel) $|[\u4e00-\u9fff](?<![为至到达约跌降升涨减增负是了下])-$")
_OPENS = ("", *"(（，、：: 为")
_HOTLINE = re.compile(r"(?:12306|12315|12333|12345|12348|12366|12369|12388|95598)(?![\d万亿千百余多]|[.,]\d)")
_MORE = tuple("万亿千百余多%至到-—~.,")


def past_word(text: str, start: int, end: int) -> int | None:
    """Where the word or name ends in which the numeral characters at `start`..`end` stand; None for a quantity."""
    first, last, following = text[start], text[start - 1:start], text[end:end + 1]
    for offset, table in _BY_OFFSET:
        for word in table.get(text[start - offset:start - offset + 2], ()):
            stop = start - offset + len(word)
            if stop >= end and start >= offset and text.startswith(word, start - offset) and (
                    text[stop - 1:stop + 1] != "分钟"):         # 十分重要, and not 十分钟
                return stop
    if first == "一" and end - start == 1 and text.endswith(_BEFORE_ONE, 0, start):
        return end
    if last in _NAMES_END and end - start <= 3 and text.endswith(_BEFORE_NAME, 0, start) and (
            (text.endswith(_WEEKDAY, 0, start) and end - start == 1) or following not in _COUNTED_ALL_THE_SAME) and (
            following != "成" or text.startswith("成绩", end)):             # 高两成; 高三成绩
        return end
    clock = following in ("时", "点") and (
        _CLOCK.match(text, end) or (_CLOCK_IN_WORDS.match(text, end) if text.endswith(_DAY_PARTS, 0, start) else None))
    if clock:
        return clock.end()
    match = _FESTIVALS.match(text, start - (last == "双")) if last == "双" or first in "五十" else None
    return match.end() if match else None


def past_number(text: str, start: int, end: int, last: str, following: str) -> int | None:
    """Where the name or number of a thing ends of which the digits at `start`..`end`, between the characters `last` and
    `following`, are part; None for a quantity."""
    digits = text[start:end]
    if digits in _NAMED and text.startswith(_NAMED[digits], end):
        return end + 3 * (following == "-")
    if (text[start - 2:start - 1] if last in _JOINTS else last) not in _TELL_BEFORE:
        # Most numbers have nothing beside them that tells more.
        if end - start < _SHORT and digits.isdigit() and digits[0] != "0":
            if following not in _TELL_BEHIND:
                return None
        elif "." in digits and following in _AMOUNTS:
            return None
    before = text[max(0, start - 8):start]
    if last == "+" and before[-2:-1] in _OPENS and not _LISTED.match(text, start) and follower_at(text, end, True):
        return None                     # (+2.8%)
    if last == "+" and digits == "86" and (abroad := _ABROAD.match(text, start)):
        return abroad.end()
    if last and (last in "+#@_×*" or (last in ".:：/" and before[-2:-1].isascii() and before[-2:-1].isalnum())):
        unit = follower_at(text, end + (following in "万亿"), True) if following and last in "/×xX*+" else None
        measured = unit and (unit[1].kind in _RATES if last == "+" else unit[1].measure)
        return None if measured else end            # 50MW/100MWh, 2×66万千瓦, LPR+50BP
    near = following if digits.isdigit() else "," if "," in digits else "."
    numbers = _NUMBERS.get(" " if near.isspace() else near)
    if numbers is None and (len(digits) >= _LONG or digits[0] == "0"):
        numbers = _NUMBERS[""]
    match = numbers.match(text, start) if numbers else None
    if match is None and following == "-" and (score := _SCORE.match(text, start)) and int(score[1]) > int(score[2]):
        return score.end()
    if match is None and following in _LISTS:
        match = _LISTED.match(text, start)
    if match:
        return match.end()
    if following.isascii() and (latin := _LATIN.match(text, end)) and not follower_at(text, end, True):
        return latin.end()
    if last in _LABELS_END and _LABEL.search(before):
        return end
    named = (last and last in " -" and _MODEL.search(before) and not text.startswith(_MORE, end)) or (
        digits[0] in "19" and _HOTLINE.match(text, start))
    if named and not follower_at(text, end, True):
        return end
    if last and last in "(（" and (bracketed := _BRACKETED.match(text, start - 1)):
        return bracketed.end()
    if last and last in "“\"" and following in ("”", "\""):
        return end                      # “1233”工作法
    if (last == "双" and digits in ("11", "12")) or (digits[0] == "0" and digits[1:2].isdigit()):
        return end                      # 高光谱01、02星
    return None
