"""Chrome: the lines of a web page that are not its article (buttons, footers, contact lines, editor lines).

The rules are data, so that an editor can add one: see configs/chrome/lines.txt for their form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A page's own lines are short; a longer one is a paragraph unless a rule was written to tell.
_LONGEST = 120
# What a rule for long lines looks at; the beginning tells, and hostile lines cost no more than this.
_LONGEST_LOOKED_AT = 600
_BULLET = re.compile(r"^[*+•·●■◆▪>\-—|\s]{1,6}(?=[^\s\d])")


@dataclass(frozen=True)
class ChromeRule:
    """One rule: `name` is the reason given for what it removes; `long` rules are tried on paragraphs too."""

    name: str
    pattern: re.Pattern[str]
    example: str
    long: bool = False


def parse_rules(text: str) -> tuple[ChromeRule, ...]:
    """The rules of a rule file, in order.

    :raises ValueError: a line that is no rule, an expression that does not compile, or an example that its rule
        does not match; the message names the line.
    """
    rules = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not all(part.strip() for part in parts):
            raise ValueError(f"line {number}: write name, expression and example, with one tab between")
        rules.append(_rule(number, *parts))
    return tuple(rules)


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
    line = line.strip()
    is_long = len(line) > _LONGEST
    looked_at = line[:_LONGEST_LOOKED_AT]
    bare = _BULLET.sub("", looked_at)
    for rule in rules:
        if is_long and not rule.long:
            continue
        search = rule.pattern.search
        if search(looked_at) or (bare is not looked_at and search(bare)):
            return rule.name
    return None
