"""What follows a number and makes a quantity of it: percent signs, currencies, units, counters (M1, M2, U1-U7, N15).

The spellings come from `pipeline.text.units`; the tables here say which of them begin another word (元素, 人工, 家具)
and which nouns are counted directly and stay in the text (65岁, 18层).
"""

import re
import string
from dataclasses import dataclass, replace

from pipeline.text.lexicon import lexicon
from pipeline.text.units import COUNTERS, CURRENCIES, UNITS, Unit
from pipeline.text.zh.words import words


@dataclass(frozen=True)
class Follower:
    """A unit behind a number. `kind`: percent, per-mille, points, basis-points, money, measure, counter, noun, times,
    tenths, discount; `name` is the unit or the ISO 4217 code; `measure` the unit of a measure; `stops` make another
    word of it where they follow; `is_latin` where it ends in a Latin letter."""

    kind: str
    name: str = ""
    measure: Unit | None = None
    stops: tuple[str, ...] = ()
    is_latin: bool = False


# Counters of whatever noun comes next, beside those of units.COUNTERS.
_MORE_COUNTERS = words("""
根 把 道 册 本 封 匹 羽 尾 盏 扇 门 副 幅 双 束 朵 样 桩 例 辆份 具 粒 枝 棵 顶 面 卷 桶 车 艘次 趟 遍 组 项次 眼
口井 人份 台次 宗次 余 起 批次 架次 列次 班次 车次 户次 家次 笔次 个亿 TEU 个标箱 个标准箱 个TEU
吨公里 人公里 号人
""")
_COUNTER_UNITS = {"架次": "flight", "班次": "flight", "TEU": "TEU", "个标箱": "TEU", "个标准箱": "TEU", "个TEU": "TEU",
                  "吨公里": "tonne-kilometre", "人公里": "passenger-kilometre", "号人": "person"}
# Nouns that are counted without a counter and say something of themselves: they stay outside the figure.
_NOUNS = words("""
单 岁 周岁 层 分 点 级 度 章 页 字 票 步 席 床 股 名额 轮 届 期 场 类 间 集 站 段 线 班 队 组 部门 领域 方面 大
手 回 维 折页 人口 人大代表 学校 城市 企业 项目 园区 国家 地区 省份 村庄 词 学分 车间 校区 行业 工种 学科 专业 路
块 环 代 字节 参数 万像素 像素 瓶 盒 袋 箱 包 碗 杯 毛 角 人家 年级 厘 码 季 行 列车 支线 航班 小组 比特 次方 平台
片区 标段 链 县市 省区市 区县 镇 乡 街道 区 州 倍速 公升 卡 千卡 头牛 亩地 户人家 条线路 千字 万字 席位 床位 车位
工位 泊位 桩位 人年 机组 家庭 职工 党员 群众 村 县 市 省 国
""")
_OTHERS = {
    "%": "percent", "％": "percent", "‰": "per-mille", "个百分点": "points", "百分点": "points", "个pct": "points",
    "个基点": "basis-points", "基点": "basis-points", "个bp": "basis-points",
    "个点": "points", "bp": "basis-points", "BP": "basis-points", "Bp": "basis-points", "bps": "basis-points",
    "BPs": "basis-points", "个BP": "basis-points",
    "倍": "times", "成": "tenths", "折": "discount",
}
# A spelling, then what makes another word of it where it follows: characters, or words where there is more than one.
# After Arabic digits a counter is always one (120家电子企业), after Chinese ones it may not be (一家电器).
_STOPS = """
元 素旦宵月首器件气老勋年凶锂
人 工智 民 才 均 类 脸 形机 文 居 社 力 造 机 士 生 性 流 行道 物 道主义 事局
家 具 居 庭 电 园 乡 长会 长们 装 禽 政 纺 属 族 喻 校 底 访 常 畜
个 体性
个亿 元美万级
个点 位子赞评击亮心火
号人 物选员才力
条 例件款约形纹码理龙
台 湾州商胞账资海阶企风
部 分门署队长委级件属
件 套
名 单称片牌誉录次义列气人胜酒医师校企
位 于居列次置移数
口 岸号径感碑头味罩腔粮
户 籍外口型用县
套 利路餐娃
次 年日序要级品于区月生贷
种 植子业粮养苗田
只 有是要能需见用会
支 持付撑柱部出援配行架点
所 有以属在谓得需
期 间货刊望末待权限中
处 于在理置罚分境方级
类 似型别
对 于外接口标应象比策称
间 接隔断
张 家某力开贴
款 项式待
场 所景地内外馆次均
级 别联市领
层 级次面
片 区段面
头 部条牌脑号寸等
块 链状茎
批 发准复示评
轮 胎椅船换回廓
份 额
米 粉饭兰粒其线哈
里 程氏面边屯铺河桥店庄营台坡长约昂海堡弄尔
尺 寸度码子素
丈 夫量母二
克 服隆制强勤林里
升 至到级高为值温学旗起降格入幅势
斤 斤计
担 当负任忧心保纲架子
圆 柱形桌锥满盘孔钢弧心环
平 均价民原安等衡稳房行息时台静常凡
方 面式向案便法针位程可能才阵舱圆略队
度 假过夏汛日汇量
年 级代轻货度报均底初末会
天 津然空猫河山水府使际天桥目
日 本 元 圆 常 期 志 益 均 韩 瓦 产 报社 报纸 报》
周 边转年围岁期末口刊易
分 别布析为类成支钟散公期部行子工局会红配解拆享居之流割校店包数司
点 位面赞评击阵亮多半钟心火对
股 份权东票市改价息海
手 续段机工术游法
步 入伐行骤履
段 时落
线 上下路索城市
班 列车子轮
队 伍员
组 织成建合团件
站 位点在稳式
字 节号幕体化
起 来步到源草点重诉
面 积向对临粉料板
道 路德教理
本 地级科次市省土届领金身期报着质月年周应轮书
门 槛户市票类诊店窗
把 握关控手
双 方边向创循碳
列 入为车举出
倍 受感加增道速
成 立为功员长果本就都品交熟分绩型效套份规材灾因语像不片批群
折 叠射旧腰断合返算弯
桶 装
路 径线桥由灯网面演
车 辆间站位企牌祸主型票道展险库
票 据价房务面
单 位一个元价独体边项打日笔月户车
秒 杀
环 境节保比评卫形
代 表替码理价办谢言购
区 域块别间县
省 级内外会委市钱
市 级场委值政民占区县长
县 级域委区
村 民委镇级
国 家 有企 内 际 外 务院 产
大 会学幅量力型大约概使家厦于楼批部道小多
瓶 颈
包 括装容裹机含
杯 赛
箱 包体
角 度落色逐
季 度报节后
行 业动政为程使情走列长
维 护修持度权生
例 如外行
具 有体备
毛 利
集 团中聚群成合约装体资
回 升落暖报应收归购
卡 车通脖塔
顶 层
根 据本植
码 头
厘 米清
磅 礴
伏 特安
镇 江海静
乡 村镇
链 条接主长
席 位
床 位
词 汇
尾 气款
眼 镜下前
样 本品板式
遍 及布
粒 子度
余 额热粮地
卷 烟
束 缚
幅 度员
册 封
桩 基
封 闭面关顶装测控口
匹 配敌
枝 江
篇 幅章
届 时满
城市 群
国家 级
"""
_BY_NAME = {u.name: u for u in UNITS}


def _followers() -> dict[str, Follower]:
    table = {word: Follower("noun") for word in _NOUNS}
    table |= {word: Follower("counter", _COUNTER_UNITS.get(word, "")) for word in _MORE_COUNTERS}
    table |= {word: Follower("counter", unit) for word, unit in COUNTERS.items() if unit or word not in table}
    table |= {spelling: Follower("measure", u.name, u) for u in UNITS for spelling in u.zh}
    table |= {spelling: Follower("money", c.code) for c in CURRENCIES for spelling in c.zh}
    table |= {word: Follower(kind) for word, kind in _OTHERS.items()}
    rows = (line.split() for line in _STOPS.strip().splitlines())
    stops = {spelling: tuple(rest[0]) if len(rest) == 1 else tuple(rest) for spelling, *rest in rows}
    return {spelling: replace(follower, stops=stops.get(spelling, ()), is_latin=spelling[-1] in string.ascii_letters)
            for spelling, follower in table.items()}


FOLLOWERS, NO_FOLLOWER = _followers(), Follower("")
_SPELLINGS = lexicon(FOLLOWERS, 2)
_LENGTHS, _SHORT = _SPELLINGS.lengths, _SPELLINGS.short
FOLLOWERS_BEGIN = frozenset(spelling[0] for spelling in FOLLOWERS)
_SPLIT_BEGINS = frozenset({"个多", "个半", "个余", "个来"})
# 个多月, 个半小时, 个余月: the half or the rest stands inside the unit.
_SPLIT = re.compile(r"个(?P<inner>[多半余来])(?P<unit>月|小时|世纪|星期|工作日|百分点|亿)")
PER_BEGINS = frozenset(" \u00a0/／每")
PER = re.compile(r"[ \u00a0]?[/／每][ \u00a0]?(?P<per>亩|公顷|平方米|平米|㎡|平方公里|年|个?月|天|日|小时|分钟|秒"
                 r"|吨|公斤|千克|斤|克|人|户|度|千瓦时|千瓦|瓦|立方米|立方|升|桶|股|台|辆|套|件|只|头|次|标箱|箱|公里|千米|米|张|晚|块|片|平方英尺|kWh|Wh|W|kg|t|m2|㎡)")


def follower_at(text: str, start: int, sure: bool) -> tuple[int, Follower, str, str] | None:
    """End, follower, spelling and inner word (半, 多, 余 of 个半月) of the unit at `start`; a space may come before it.

    `sure` says that the number before cannot be part of a word, so a counter is a counter whatever comes after it.
    """
    at = start + 1 if text[start:start + 1] in (" ", "\u00a0") else start
    head = text[at:at + 2]
    if head in _SPLIT_BEGINS and (split := _SPLIT.match(text, at)):
        return split.end(), FOLLOWERS["个" + split["unit"]], split[0], split["inner"]
    for length in _LENGTHS.get(head, _SHORT):
        spelling = text[at:at + length]
        if (follower := FOLLOWERS.get(spelling)) is None:
            continue
        end, stops = at + len(spelling), follower.stops
        if follower.is_latin and _goes_on(text, end):
            continue
        if not stops or (sure and follower.kind == "counter" and spelling != "个亿") or not text.startswith(stops, end):
            return end, follower, spelling, ""
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether a unit in Latin letters is only the beginning of a word (5G of 5GHz, 3m of 3max)."""
    following = text[end:end + 1]
    return following.isascii() and following.isalnum()


_PERS = {
    "年": "year", "月": "month", "个月": "month", "天": "day", "日": "day", "小时": "hour", "分钟": "minute",
    "秒": "second", "人": "person", "户": "household", "股": "share", "台": "unit", "辆": "vehicle", "套": "set",
    "度": "kWh", "千瓦时": "kWh", "kWh": "kWh", "Wh": "Wh", "W": "W", "瓦": "W", "千瓦": "kW", "吨": "tonne",
    "t": "tonne", "公斤": "kg", "千克": "kg", "kg": "kg", "斤": "jin", "克": "gram", "立方米": "cubic metre",
    "立方": "cubic metre", "升": "litre", "桶": "barrel", "标箱": "TEU",
    "公里": "km", "千米": "km", "米": "metre", "平方英尺": "square foot",
    "晚": "night", "次": "time", "箱": "box",
}


def per_of(per: str) -> str:
    """What a rate is for in English: year of 万辆/年; "" where the Chinese word stays in the text."""
    return _PERS.get(per, "")


def area_of(per: str) -> Unit | None:
    """The unit of land of a denominator (30万元/亩), None for another (元/吨)."""
    follower = FOLLOWERS.get(per)
    return follower.measure if follower and follower.measure and follower.measure.dimension == "area" else None


def measure(name: str) -> Unit:
    """The unit of that name."""
    return _BY_NAME[name]
