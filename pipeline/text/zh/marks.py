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
# Words of who speaks to a machine, or to a reader: 申请 and 邀请 are none, nor 劳务输出.
_ORDERS = re.compile(
    "翻译|译文|译成|译为|译者|提示词|[你您](?![^《》。！？，；：\\s]{0,8}》)|咱们|对不起|抱歉|人工智能语言模型|语言模型|作废|拼音|"
    "(?<![申邀聘提恳特约宴敦延])请(?![求示假客帖柬教愿战])|"
    "(?<!劳务)(?<!技术)输出(?![地型国量口]|功率|电)|(?:不要|禁止|停止)(?:保留|输出|回答)|"
    "(?:^|[。，,；;：:！!、“”\"（(]|只|直接|并)(?:回答|回复|返回|忽略|无视|忘记|扮演|假装|假如|假设|跳过|删除|重复|复述|打印|执行|说)|"
    "(?:以|上|前|下)面?(?:所有|全部|的|之)?(?:指令|指示|命令)|用[^，。]{0,6}(?:[英法德日俄中韩]|西班牙|阿拉伯|意大利|葡萄牙)[语文]|"
    "(?:^|[【\\[#])\\s*(?:系统|用户|助手|管理员|指令|提示|命令|system|user|assistant|human)|从现在起|从现在开始|一律[译改]|"
    "系统(?:提示|消息|指令|命令)|让我们玩|用一[个句][词话字]|<!--",
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
