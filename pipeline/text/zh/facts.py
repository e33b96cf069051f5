"""Whether a Chinese sentence states a figure as a fact (style rule D6).

Chinese often leaves tense unsaid; a sentence with no word of what is open, may, must or is to come states a fact.
"""

import re

from pipeline.text.figure import Figure

_OPEN = re.compile(r"将|拟|计划|规划|预计|预测|预期|预估|力争|争取|目标|有望|或(?!者)|可(?!谓)|会(?![议见员谈展上场晤])|若|如果|假如|应|须|要|待|即将|未来|今后"
                   r"|明年|后年|提出|意向|估计|推算|起(?:，|,|$)|至20[2-9]\d|到20[2-9]\d|希望|想|愿|需|料|能(?!源)|禁止|不得|期限|规定|建议|为期|即可|方可|年内|接下来|下[月周年]|下一?步|本次|本届|办法|条例|方案")
_SENTENCE_END = re.compile(r"[。！？；;!?\n]")
_REACH = 60


def stated_as_fact(text: str, figure: Figure) -> bool:
    """Whether the sentence around `figure` in `text` bears no mark of what is open."""
    before = _SENTENCE_END.split(text[max(0, figure.start - _REACH):figure.start])[-1]
    after = _SENTENCE_END.split(text[figure.end:figure.end + _REACH], maxsplit=1)[0]
    clause = f"{before} {after}"
    return not _OPEN.search(clause)
