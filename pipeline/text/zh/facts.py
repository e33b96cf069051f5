"""Whether a Chinese clause states a figure as a fact that is there: 已, 了, 完成, 同比 (style rule D6).

Chinese often leaves tense unsaid, so no mark of a plan is not yet a fact; only these marks are.
"""

import re

from pipeline.text.figure import Figure

_DONE = re.compile(r"已(?!知)|了(?!解|不|如)|完成|实现|达成|累计|同比|环比|曾(?!祖)|截至|截止|目前|去年|昨[天日晚]|上个?月|上年|前年|日前|此前"
                   r"|共(?:有|计|签|引|完|投|实|接)|(?:增长|下降|上升|上涨|下跌|回落)(?=\d)|获批|建成|竣工|投产|落成|签署|签订|签约|启用|开通|通车")
_OPEN = re.compile(r"将|拟|计划|规划|预计|预测|预期|预估|力争|争取|目标|有望|或(?!者)|可(?!谓)|会(?![议见员谈展上场晤])|若|如果|假如|应|须|要|待|即将|未来|今后"
                   r"|明年|后年|提出|意向|估计|推算|起(?:，|,|$)|至20[2-9]\d|到20[2-9]\d|希望|想")
_SENTENCE_END = re.compile(r"[。！？；;!?\n]")
_REACH = 60


def stated_as_fact(text: str, figure: Figure) -> bool:
    """Whether the sentence around `figure` in `text` bears a mark of what is done, and none of what is open."""
    before = _SENTENCE_END.split(text[max(0, figure.start - _REACH):figure.start])[-1]
    after = _SENTENCE_END.split(text[figure.end:figure.end + _REACH], maxsplit=1)[0]
    clause = f"{before} {after}"
    return bool(_DONE.search(clause)) and not _OPEN.search(clause)
