"""Numbers in digits, and what ties some to their neighbours: part of a date, fraction, ordinal, time or score."""

import re

# What stands for a number without such a tie among the words at which a figure may begin, and for one with it.
DIGITS, TIED = "0", "0-"
_BEFORE = r"(?<=#.)|(?=[09]\d\d\.\d)"        # by the first digit: #5, 2021.05
_TIES = "|".join((
    r"[-–—/:：+)\]〕x×snrtapSNRT]",         # 2021-25, 2/3, 14:30, 5+1, 4x200, 1990s, 5th, 5pm
    r"\.\s|[,.]*\d",                       # 1. at the beginning of a line; digits without end
    r" (?:[-–—x×]|[ap]\.?m|o['’]|minute|in |out |t(?:o|hrough) ?[12]\d\d\d|[hH](?i:al)|[tT](?i:hi|en|we|housandth)"
    "|[qQ](?i:ua)|[fF](?i:ou|if)|[sS](?i:ix|ev)|[eE](?i:ig)|[nN](?i:in)|[mMbB](?i:illionth))",
    r"(?<=123\d\d)|(?<=95598)",             # hotlines
))
# All digits but ours stand behind U+0660.
NUMBER = re.compile(
    rf"[0-9\u0660-\U0010ffff](?<=\d)(?:(?P<before>{_BEFORE})|)(?:[\d,.]{{0,29}}\d|)(?=(?P<behind>{_TIES})|)")
