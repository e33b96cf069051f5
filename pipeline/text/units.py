"""Units of measurement and currencies: one table for the Chinese grammar, the English grammar and the renderer.

Factors are exact, to the base unit of the dimension. Sources: Circular on legal units of land area (1990) for mu
(1 mu = 1/15 hectare = 2000/3 m2), the market system of 1930 for jin, dan and li; ISO 4217 for currencies.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Unit:
    """`name` is canonical and singular (what Figure.unit holds); `zh` and `en` are spellings; the first of `en` is the
    singular and the second the plural that we print (equal for symbols)."""

    name: str
    dimension: str
    factor: Fraction
    zh: tuple[str, ...]
    en: tuple[str, ...]


def _unit(name: str, dimension: str, factor: str, zh: str, en: str) -> Unit:
    return Unit(name, dimension, Fraction(factor), tuple(zh.split()), tuple(e.strip() for e in en.split(",")))


UNITS: tuple[Unit, ...] = (
    _unit("square metre", "area", "1", "平方米 平米 平方 平 ㎡ m² m2", "square metre, square metres, square meter, square meters, sq m, sqm, m2, m²"),
    _unit("mu", "area", "2000/3", "亩", "mu, mu"),
    _unit("hectare", "area", "10000", "公顷 hm²", "hectare, hectares, ha"),
    _unit("qing", "area", "200000/3", "顷", "qing, qing"),
    _unit("square kilometre", "area", "1000000", "平方公里 平方千米 km² km2", "square kilometre, square kilometres, square kilometer, square kilometers, sq km, km2, km²"),
    _unit("acre", "area", "316160658/78125", "英亩", "acre, acres"),
    _unit("square foot", "area", "145161/1562500", "平方英尺 平方呎", "square foot, square feet, sq ft"),
    _unit("square mile", "area", "40468564224/15625", "平方英里", "square mile, square miles"),
    _unit("metre", "length", "1", "米", "metre, metres, meter, meters, m"),
    _unit("kilometre", "length", "1000", "公里 千米 km", "kilometre, kilometres, kilometer, kilometers, km"),
    _unit("li", "length", "500", "里", "li, li"),
    _unit("zhang", "length", "10/3", "丈", "zhang, zhang"),
    _unit("chi", "length", "1/3", "尺 市尺", "chi, chi"),
    _unit("centimetre", "length", "1/100", "厘米 公分 cm", "centimetre, centimetres, centimeter, centimeters, cm"),
    _unit("millimetre", "length", "1/1000", "毫米 mm", "millimetre, millimetres, millimeter, millimeters, mm"),
    _unit("micrometre", "length", "1/1000000", "微米 μm um", "micrometre, micrometres, micrometer, micrometers, micron, microns"),
    _unit("nanometre", "length", "1/1000000000", "纳米 nm", "nanometre, nanometres, nanometer, nanometers, nm"),
    _unit("nautical mile", "length", "1852", "海里", "nautical mile, nautical miles"),
    _unit("mile", "length", "1609344/1000", "英里", "mile, miles"),
    _unit("inch", "length", "254/10000", "英寸 吋 寸", "inch, inches, in"),
    _unit("foot", "length", "3048/10000", "英尺 呎", "foot, feet, ft"),
    _unit("light-year", "length", "9460730472580800", "光年", "light-year, light-years, light year, light years"),
    _unit("kilogram", "mass", "1", "公斤 千克 kg KG", "kg, kg, kilogram, kilograms, kilogramme, kilogrammes"),
    _unit("jin", "mass", "1/2", "斤 市斤", "jin, jin"),
    _unit("dan", "mass", "50", "担", "dan, dan"),
    _unit("gram", "mass", "1/1000", "克", "gram, grams, g"),
    _unit("milligram", "mass", "1/1000000", "毫克 mg", "milligram, milligrams, mg"),
    _unit("microgram", "mass", "1/1000000000", "微克 μg ug", "microgram, micrograms, μg, µg"),
    _unit("tce", "mass", "1000", "吨标准煤 吨标煤 吨标煤当量", "tce, tce, tonnes of standard coal, tons of standard coal, tonne of standard coal"),
    _unit("lb", "mass", "45359237/100000000", "磅", "lb, lb, lbs, pound, pounds"),
    _unit("ounce", "mass", "45359237/1600000000", "盎司", "ounce, ounces, oz"),
    _unit("carat", "mass", "2/10000", "克拉", "carat, carats"),
    _unit("tonne", "mass", "1000", "吨 公吨", "tonne, tonnes, ton, tons, metric ton, metric tons, metric tonne, metric tonnes, t"),
    _unit("watt", "power", "1", "瓦 瓦特", "W, W, watt, watts"),
    _unit("kilowatt", "power", "1000", "千瓦 kW KW kWp", "kW, kW, kilowatt, kilowatts"),
    _unit("megawatt", "power", "1000000", "兆瓦 MW MWp", "MW, MW, megawatt, megawatts"),
    _unit("gigawatt", "power", "1000000000", "吉瓦 GW GWp", "GW, GW, gigawatt, gigawatts"),
    _unit("terawatt", "power", "1000000000000", "太瓦 TW", "TW, TW, terawatt, terawatts"),
    _unit("horsepower", "power", "73549875/100000", "马力 匹马力", "horsepower, horsepower, hp"),
    _unit("kilowatt-hour", "energy", "1000", "千瓦时 千瓦小时 千瓦·时 度电 度 kWh KWh", "kWh, kWh, kilowatt-hour, kilowatt-hours, kilowatt hour, kilowatt hours"),
    _unit("megawatt-hour", "energy", "1000000", "兆瓦时 MWh", "MWh, MWh, megawatt-hour, megawatt-hours, megawatt hour, megawatt hours"),
    _unit("gigawatt-hour", "energy", "1000000000", "吉瓦时 GWh", "GWh, GWh, gigawatt-hour, gigawatt-hours, gigawatt hour, gigawatt hours"),
    _unit("terawatt-hour", "energy", "1000000000000", "太瓦时 TWh", "TWh, TWh, terawatt-hour, terawatt-hours, terawatt hour, terawatt hours"),
    _unit("cubic metre", "volume", "1", "立方米 立方 方 m³ m3 标方 标立方米", "cubic metre, cubic metres, cubic meter, cubic meters, m3, m³"),
    _unit("litre", "volume", "1/1000", "升", "litre, litres, liter, liters"),
    _unit("millilitre", "volume", "1/1000000", "毫升 ml mL", "millilitre, millilitres, ml, milliliter, milliliters"),
    _unit("barrel", "volume", "158987294928/1000000000000", "桶", "barrel, barrels"),
    _unit("gallon", "volume", "3785411784/1000000000000", "加仑", "gallon, gallons"),
    _unit("km/h", "speed", "1000/3600", "公里/小时 公里每小时 公里/时 千米/小时 千米每小时 千米/时 km/h", "km/h, km/h, kph, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour"),
    _unit("mph", "speed", "1609344/3600000", "英里/小时 英里每小时 英里/时 mph", "mph, mph, miles per hour, miles an hour"),
    _unit("year", "duration", "31557600", "年", "year, years"),
    _unit("month", "duration", "2629800", "个月", "month, months"),
    _unit("week", "duration", "604800", "周 个星期 星期", "week, weeks"),
    _unit("day", "duration", "86400", "天 日 个工作日 工作日 个工作天 工作天 个交易日 交易日", "day, days, working day, working days"),
    _unit("hour", "duration", "3600", "小时 个小时", "hour, hours"),
    _unit("minute", "duration", "60", "分钟", "minute, minutes"),
    _unit("second", "duration", "1", "秒 秒钟", "second, seconds"),
    _unit("century", "duration", "3155760000", "个世纪 世纪", "century, centuries"),
    _unit("terabyte", "data", "1", "TB 太字节", "TB, TB, terabyte, terabytes"),
    _unit("gigabyte", "data", "1/1000", "GB", "GB, GB, gigabyte, gigabytes"),
    _unit("megabyte", "data", "1/1000000", "MB", "MB, MB, megabyte, megabytes"),
    _unit("petabyte", "data", "1000", "PB", "PB, PB, petabyte, petabytes"),
    _unit("exabyte", "data", "1000000", "EB", "EB, EB, exabyte, exabytes"),
    _unit("zettabyte", "data", "1000000000", "ZB", "ZB, ZB, zettabyte, zettabytes"),
    _unit("Gbps", "data-rate", "1", "Gbps Gb/s 吉比特每秒", "Gbps, Gbps"),
    _unit("Mbps", "data-rate", "1/1000", "Mbps Mb/s 兆比特每秒", "Mbps, Mbps"),
    _unit("PFLOPS", "compute", "1", "PFLOPS PFlops Pflops P算力 P", "PFLOPS, PFLOPS, petaflops"),
    _unit("EFLOPS", "compute", "1000", "EFLOPS EFlops Eflops E算力", "EFLOPS, EFLOPS, exaflops"),
    _unit("kilovolt", "voltage", "1000", "千伏 kV KV", "kV, kV, kilovolt, kilovolts"),
    _unit("volt", "voltage", "1", "伏 伏特", "volt, volts"),
    _unit("kilovolt-ampere", "apparent-power", "1000", "千伏安 kVA KVA", "kVA, kVA"),
    _unit("megavolt-ampere", "apparent-power", "1000000", "兆伏安 MVA", "MVA, MVA"),
    _unit("degree Celsius", "temperature", "1", "摄氏度 ℃ °C", "degree Celsius, degrees Celsius, °C, ℃, degrees centigrade"),
    _unit("megahertz", "frequency", "1000000", "兆赫 兆赫兹 MHz", "MHz, MHz, megahertz"),
    _unit("gigahertz", "frequency", "1000000000", "吉赫 吉赫兹 GHz", "GHz, GHz, gigahertz"),
    _unit("hertz", "frequency", "1", "赫兹 Hz", "Hz, Hz, hertz"),
    _unit("megapascal", "pressure", "1000000", "兆帕 MPa", "MPa, MPa, megapascal, megapascals"),
    _unit("decibel", "sound", "1", "分贝 dB", "decibel, decibels, dB"),
)

# Lengths that an hour beside them makes a speed of.
SPEEDS = {"kilometre": "km/h", "mile": "mph"}


@dataclass(frozen=True)
class Currency:
    """`code` is ISO 4217; `zh` are spellings after a number; `en` words after a number; `symbols` stand before it.
    The first symbol (or, where there is none, the first word) is what we print."""

    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    symbols: tuple[str, ...]


def _currency(code: str, zh: str, en: str, symbols: str) -> Currency:
    return Currency(code, tuple(zh.split()), tuple(e.strip() for e in en.split(",")), tuple(symbols.split()))


CURRENCIES: tuple[Currency, ...] = (
    _currency("CNY", "元人民币 人民币元 人民币 元 圆 块钱", "yuan, renminbi, RMB, CNY, Chinese yuan, yuan renminbi", "RMB CNY ¥ CN¥ ￥ Rmb rmb"),
    _currency("USD", "美元 美金 元美金", "US dollars, U.S. dollars, dollars, USD, US dollar, dollar, American dollars, bucks", "US$ USD $ U.S.$ USD$"),
    _currency("EUR", "欧元", "euros, euro, EUR", "€ EUR"),
    _currency("GBP", "英镑", "pounds, pounds sterling, pound, GBP, British pounds", "£ GBP"),
    _currency("JPY", "日元 日圆 円", "yen, Japanese yen, JPY", "JPY JP¥"),
    _currency("HKD", "港元 港币 元港币 港纸", "Hong Kong dollars, HKD, HK dollars", "HK$ HKD HKD$"),
    _currency("MOP", "澳门元 澳门币 元澳门币 葡币", "Macao patacas, patacas, MOP", "MOP$ MOP"),
    _currency("TWD", "元新台币 新台币 台币", "New Taiwan dollars, NT dollars, TWD", "NT$ TWD NTD"),
    _currency("KRW", "韩元 韩圆", "won, South Korean won, Korean won, KRW", "₩ KRW"),
    _currency("SGD", "新加坡元 新元", "Singapore dollars, SGD", "S$ SGD SG$ SGD$"),
    _currency("AUD", "澳元 澳大利亚元 澳币", "Australian dollars, AUD", "A$ AUD AU$ AUD$"),
    _currency("CAD", "加元 加拿大元 加币", "Canadian dollars, CAD", "C$ CAD CA$ CAD$"),
    _currency("NZD", "新西兰元 纽元", "New Zealand dollars, NZD", "NZ$ NZD"),
    _currency("CHF", "瑞士法郎 瑞郎", "Swiss francs, CHF", "CHF"),
    _currency("RUB", "卢布 俄罗斯卢布", "roubles, rubles, Russian rubles, RUB", "₽ RUB"),
    _currency("INR", "卢比 印度卢比", "rupees, Indian rupees, INR", "₹ INR"),
    _currency("THB", "泰铢", "baht, Thai baht, THB", "฿ THB"),
    _currency("MYR", "林吉特 马币 令吉", "ringgit, Malaysian ringgit, MYR", "RM MYR"),
    _currency("IDR", "印尼盾 印度尼西亚卢比", "rupiah, Indonesian rupiah, IDR", "Rp IDR"),
    _currency("VND", "越南盾", "dong, Vietnamese dong, VND", "₫ VND"),
    _currency("BRL", "雷亚尔", "reais, Brazilian reais, real, BRL", "R$ BRL"),
    _currency("SEK", "瑞典克朗", "Swedish kronor, SEK", "SEK"),
    _currency("NOK", "挪威克朗", "Norwegian kroner, NOK", "NOK"),
    _currency("DKK", "丹麦克朗", "Danish kroner, DKK", "DKK"),
    _currency("AED", "迪拉姆", "dirhams, UAE dirhams, AED", "AED"),
    _currency("SAR", "沙特里亚尔 里亚尔", "Saudi riyals, riyals, SAR", "SAR"),
)

# Counters that carry a meaning in English: Figure.unit for dimension "count". The others (个, 项, ...) count the noun
# that follows and give unit "".
COUNTERS: dict[str, str] = {
    "人次": "visit", "标箱": "TEU", "标准箱": "TEU", "家": "", "户": "household", "台": "unit", "套": "unit",
    "台套": "unit", "辆": "vehicle", "架": "aircraft", "艘": "ship", "人": "person", "名": "person", "位": "person", "口": "person",
    "列": "train", "班": "flight", "个": "", "项": "", "条": "", "座": "", "种": "", "件": "", "批": "", "次": "time",
    "所": "", "期": "", "只": "", "支": "", "宗": "", "份": "", "笔": "", "处": "", "类": "", "对": "", "间": "", "张": "", "款": "", "场": "",
    "栋": "", "幢": "", "部": "", "片": "", "颗": "", "株": "", "头": "", "枚": "", "块": "", "篇": "", "届": "", "轮": "", "级": "", "层": "",
    "平台": "", "国": "country", "省": "province", "市": "city", "县": "county", "村": "village",
}
