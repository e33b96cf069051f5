"""How many mutations of correct translations the checker flags, and how many unchanged ones it flags wrongly.

    python -m evaluation.mutate SOURCE TARGET [--seed N] [--missed KIND|all] [--alarms]

SOURCE and TARGET are Chinese lines and their human English, line by line. A mutation is made in each line without an
alarm and counts as flagged when the line has a finding that it had not before: `flagged` of high or medium severity,
`any` of any. An alarm is an unchanged line with a finding of high or medium severity; references err too, so read them.
"""

import argparse
from collections import Counter
from pathlib import Path
from random import Random

from evaluation.mutations import OTHER_KINDS, VALUE_KINDS, mutations
from pipeline.text.assess import described, promised
from pipeline.text.en.parse import parse
from pipeline.text.fidelity import compare
from pipeline.text.finding import Finding
from pipeline.text.zh.figures import find_figures


def main() -> None:
    """Print rates by kind; with --missed, the mutations of a kind that went unseen; with --alarms, the alarms."""
    given = _options()
    pairs = [(zh, en) for zh, en in zip(_lines(given.source), _lines(given.target), strict=True) if find_figures(zh)]
    random = Random(given.seed)
    made: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    alarms = slight = 0
    for zh, en in pairs:
        before = _findings(zh, en)
        alarm = _is_grave(before)
        alarms, slight = alarms + alarm, slight + (bool(before) and not alarm)
        if alarm and given.alarms:
            _show(zh, en, before)
        for mutation in mutations(en, random) if not alarm else ():
            new = [f for f in _findings(zh, mutation.text) if f not in before]
            made[mutation.kind] += 1
            noticed[mutation.kind] += bool(new)
            flagged[mutation.kind] += _is_grave(new)
            if given.missed in (mutation.kind, "all") and not _is_grave(new):
                print(f"{mutation.kind}: {mutation.old!r} -> {mutation.new!r}")
                _show(zh, mutation.text, new)
    share = alarms / max(len(pairs), 1)
    print(f"{len(pairs)} lines with figures, {alarms} alarms ({share:.1%}), {slight} with low findings only")
    for kinds in (VALUE_KINDS, OTHER_KINDS):
        for kind in (*kinds, "together"):
            counted = kinds if kind == "together" else (kind,)
            total, seen, said = (sum(counter[k] for k in counted) for counter in (made, flagged, noticed))
            print(f"{kind:11} {total:5}  flagged {_rate(seen, total)}  any {_rate(said, total)}")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--missed", default="", metavar="KIND")
    options.add_argument("--alarms", action="store_true")
    return options.parse_args()


def _findings(zh: str, en: str) -> list[Finding]:
    return described(zh, en, compare(promised(zh, find_figures(zh)), parse(en)))


def _is_grave(found: list[Finding]) -> bool:
    return any(f.severity != "low" for f in found)


def _show(zh: str, en: str, found: list[Finding]) -> None:
    print(f"  {zh}\n  {en}", *(f"    {f.severity} {f.code} {f.message}" for f in found), sep="\n")


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     -"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


if __name__ == "__main__":
    main()
