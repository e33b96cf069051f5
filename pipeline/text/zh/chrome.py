"""Chrome: the lines of a web page that are not its article (buttons, footers, contact lines, editor lines).

The rules are data, so that an editor can add one: see configs/chrome/lines.txt for their form.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

# A page's own lines are short; a longer one is a paragraph unless a rule was written to tell.
_LONGEST = 120
# What a rule for long lines looks at; the beginning tells, and hostile lines cost no more than this.
_LONGEST_LOOKED_AT = 600
# A rule that begins so lists words of buttons and menus; what may stand between them on a line.
_WORDS, _BETWEEN = "=", r"[\s|｜/·、,，>»<«\[\]【】()（）:：+*—-]*+"
_FLAGS = re.compile(r"^\(\?i\)")
# An escaped character, a class of characters, or what builds an expression.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")
_BULLET = re.compile(r"^[*+•·●■◆▪>\-—|\s]{1,6}(?=[^\s\d])")


@dataclass(frozen=True)
class ChromeRule:
    """One rule: `name` is the reason given for what it removes; `long` rules are tried on paragraphs too."""

    name: str
    pattern: re.Pattern[str]
    example: str
    long: bool = False


class ChromeRules(tuple[ChromeRule, ...]):
    """Rules in order, ready for many lines."""

    def name_of(self, line: str) -> str | None:
        """See `match`."""
        looked_at = line.strip()
        find = self._find if len(looked_at) <= _LONGEST else self._find_in_long
        looked_at = looked_at[:_LONGEST_LOOKED_AT]
        bare = _BULLET.sub("", looked_at)
        return find(bare) or (find(looked_at) if bare is not looked_at else None)

    @cached_property
    def _find(self) -> Callable[[str], str | None]:
        return _finder(self)

    @cached_property
    def _find_in_long(self) -> Callable[[str], str | None]:
        return _finder([rule for rule in self if rule.long])


def parse_rules(text: str) -> ChromeRules:
    """The rules of a rule file, in order; the words of buttons and menus (rules that begin with =) make one rule, the
    last.

    :raises ValueError: a line that is no rule, an expression that does not compile, or an example that its rule
        does not match; the message names the line.
    """
    rules: list[ChromeRule] = []
    words: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not all(part.strip() for part in parts):
            raise ValueError(f"line {number}: write name, expression and example, with one tab between")
        if parts[1].startswith(_WORDS):
            words += parts[1].removeprefix(_WORDS).split()
        else:
            rules.append(_rule(number, *parts))
    return ChromeRules([*rules, _of_words(words)] if words else rules)


def _of_words(words: Sequence[str]) -> ChromeRule:
    """A line of nothing but such words, counts, and marks between them."""
    longest_first = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    pattern = rf"^{_BETWEEN}(?:(?:{longest_first})(?:{_BETWEEN}(?:\d{{1,6}}\b{_BETWEEN})?))++$"
    return ChromeRule("button", re.compile(pattern), words[0])


def _rule(number: int, name: str, expression: str, example: str) -> ChromeRule:
    try:
        pattern = re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"line {number}: '{expression}' is not a regular expression ({error})") from error
    rule = ChromeRule(name.strip().removesuffix("*"), pattern, example.strip(), name.strip().endswith("*"))
    if match(rule.example, (rule,)) is None:
        raise ValueError(f"line {number}: the expression does not match its example '{rule.example}'")
    return rule


def match(line: str, rules: Sequence[ChromeRule]) -> str | None:
    """The name of the first rule that takes out `line` (normalised), or None: it may be part of the article."""
    return (rules if isinstance(rules, ChromeRules) else ChromeRules(rules)).name_of(line)


def _finder(rules: Sequence[ChromeRule]) -> Callable[[str], str | None]:
    """The name of the first rule whose expression is found. The anchored ones, nearly all, are tried in one go (those
    with groups of their own, which number and name what they find, aside)."""
    anchored = {i: rule for i, rule in enumerate(rules)
                if not rule.pattern.groups and _is_anchored(rule.pattern.pattern)}
    joined = re.compile("|".join(f"(?P<r{i}>{_inside(rule.pattern)})" for i, rule in anchored.items()) or r"(?!)")
    others = [(i, rule) for i, rule in enumerate(rules) if i not in anchored]

    def find(text: str) -> str | None:
        found = joined.match(text)
        first = int(found.lastgroup[1:]) if found and found.lastgroup else len(rules)
        for i, rule in others:
            if i < first and rule.pattern.search(text):
                return rule.name
        return rules[first].name if first < len(rules) else None

    return find


def _inside(pattern: re.Pattern[str]) -> str:
    """The expression of a pattern so that it can stand inside another: its flags for itself alone."""
    own = _FLAGS.sub("", pattern.pattern)
    return f"(?i:{own})" if pattern.flags & re.IGNORECASE else f"(?:{own})"


def _is_anchored(expression: str) -> bool:
    """Whether each alternative of an expression begins with ^, and so is found at the start of a line or nowhere."""
    expression, depth, starts = _FLAGS.sub("", expression), 0, [0]
    for token in _TOKEN.finditer(expression):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            starts.append(token.end())
    return all(expression.startswith("^", start) for start in starts)
