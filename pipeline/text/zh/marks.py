"""What in a text is no Chinese prose: marks of markup and of models, whole sentences in Latin letters, and sentences
that speak to whoever translates. An article's author may have put them there to steer a machine.
"""

import re

_LESS, _MORE, _OPEN, _CLOSE = "<＜﹤", ">＞﹥", r"\[［", r"\]］"
# <|im_end|>, </s>, <0x0A>, [INST], <<SYS>>, an escape for the terminal; and a sentence of at least six Latin words.
_MARK = re.compile("|".join((
    rf"[{_LESS}]{{1,3}}[^{_LESS}{_MORE}\n\u3400-\u9fff]{{1,60}}[{_MORE}]{{1,3}}",
    rf"[{_OPEN}][/／]?[A-Za-zＡ-Ｚａ-ｚ_]{{2,24}}[{_CLOSE}]",
    r"\x1b?[\[\]][0-9;?]{1,8}[A-Za-z;]",
    r"(?:^|(?<=[。！？!?；]))[A-Za-z][\w’-]*(?:[ ,.;:!?\"“”()]{1,3}[A-Za-z][\w’-]*){5,}[ \"”]{0,2}[.:!?;]?",
)))
_ORDERS = re.compile(
    "翻译|译文|译成|译为|提示词|系统提示|复述|重复一遍|"
    "(?:^|[。，,；：:！]|请|须|只|直接|要|并)(?:输出|回答|回复|返回|忽略|无视|忘记|扮演|假装|跳过|删除)|"
    "(?:请|不要|禁止)(?:保留|停止)|(?<!邀)(?<!申)请(?:在|将|把|用|以|写|加|改|说)|你(?:是|现在|只|必须|应|的|收到|将|要)|用(?:英|法|德|日|俄|中|韩|西班牙)[语文]|"
    "(?:^|【)(?:系统|用户|助手|管理员|指令|提示)[:：】注]|作废|(?:^|[。，])从现在起|一律[译改]",
    re.IGNORECASE)
_WIDE = re.compile("[\uff01-\uff5e]")


def split_marks(text: str) -> list[str]:
    """`text` in runs: each mark alone, and what stands between. Joined again they are `text` but for white space."""
    runs, at = list[str](), 0
    for mark in _MARK.finditer(text):
        runs += [text[at:mark.start()], mark[0]]
        at = mark.end()
    return [run.strip() for run in (*runs, text[at:]) if run.strip()]


def gives_orders(text: str) -> bool:
    """Whether `text` may speak to a machine that reads it, and not of what is reported. That it does so without reason
    costs little: such text is translated as a quotation."""
    return _ORDERS.search(text) is not None


def narrow(text: str) -> str:
    """`text` with full-width letters, digits and marks in half width."""
    return _WIDE.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)
