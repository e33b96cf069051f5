"""How many mutations of correct translations the checker flags, and how many unchanged ones it flags wrongly.

    python -m evaluation.mutate SOURCE TARGET [--missed KIND]

SOURCE and TARGET are Chinese lines and their human English, line by line. A mutation counts as flagged when the line
has a finding that the unchanged line does not have, of high or medium severity (or, as `any`, of any).
"""

import argparse
from collections import Counter
from pathlib import Path
from random import Random

from evaluation.mutations import OTHER_KINDS, VALUE_KINDS, mutations
from pipeline.text.assess import promised
from pipeline.text.en.parse import parse
from pipeline.text.figure_findings import findings
from pipeline.text.finding import Finding
from pipeline.text.zh.figures import find_figures


def main() -> None:
    """Print rates by kind; with --missed, the mutations of that kind that went unseen; with --false, false alarms."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--missed", default="")
    options.add_argument("--alarms", action="store_true")
    given = options.parse_args()
    pairs = [(zh, en) for zh, en in zip(_lines(given.source), _lines(given.target), strict=True) if find_figures(zh)]
    random = Random(given.seed)
    made: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    any_flagged: Counter[str] = Counter()
    alarms = slight = 0
    for number, (zh, en) in enumerate(pairs, 1):
        before = _findings(zh, en)
        grave = [f for f in before if f.severity != "low"]
        alarms, slight = alarms + bool(grave), slight + bool(before and not grave)
        if grave and given.alarms:
            print(f"{number}\n  {zh}\n  {en}", *(f"    {f.severity} {f.code} {f.message}" for f in grave), sep="\n")
        for mutation in mutations(en, random) if not grave else ():
            new = _new(before, _findings(zh, mutation.text))
            made[mutation.kind] += 1
            any_flagged[mutation.kind] += bool(new)
            flagged[mutation.kind] += any(f.severity != "low" for f in new)
            if given.missed in (mutation.kind, "all") and not any(f.severity != "low" for f in new):
                print(f"{mutation.kind}: {mutation.old!r} -> {mutation.new!r}\n  {zh}\n  {mutation.text}\n  "
                      + "; ".join(f"{f.severity} {f.code} {f.message}" for f in new))
    print(f"{len(pairs)} lines with figures, {alarms} alarms ({alarms / len(pairs):.1%}), {slight} with low findings only")
    for kinds in (VALUE_KINDS, OTHER_KINDS):
        for kind in kinds:
            print(f"{kind:11} {made[kind]:5} {_rate(flagged[kind], made[kind])} any {_rate(any_flagged[kind], made[kind])}")
        total = sum(made[k] for k in kinds)
        print(f"{'together':11} {total:5} {_rate(sum(flagged[k] for k in kinds), total)} any "
              f"{_rate(sum(any_flagged[k] for k in kinds), total)}")


def _findings(zh: str, en: str) -> list[Finding]:
    return findings(promised(zh, find_figures(zh)), parse(en))


def _new(before: list[Finding], after: list[Finding]) -> list[Finding]:
    return [f for f in after if f not in before]


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     -"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


if __name__ == "__main__":
    main()
