"""Recall: what the translation memory holds for segments, and how a model's English is known again.

A person's English is found by the Chinese of the segment, whatever the settings. English from another memory counts
only where today's questions find nothing to mend. A model's is found by a key of all that decides it: the same key
means the same English, so a row reads the same whether the model was asked for it or the memory was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError

from pipeline.memory import Memory, Remembered
from pipeline.schema import digest
from pipeline.stages.repair import LADDER, Piece, Rung, Workshop, requests_of
from pipeline.stages.stage import short
from pipeline.text.assess import assess
from pipeline.text.glossary import Entry


@dataclass(frozen=True)
class Made:
    """What is kept of a model's segment beside its English; all else of it is made anew from the Chinese."""

    model: str
    tries: int
    tried: tuple[str, ...]
    log_probability: float | None


@dataclass(frozen=True)
class Archive:
    """A translation memory as one configuration uses it: `made_by` is what of the configuration decides a model's
    English, but for the glossary, of which only the entries count that a segment holds."""

    memory: Memory
    made_by: tuple[str, ...]


def key_of(kind: str, pieces: Sequence[Piece], shop: Workshop, tries: int, made_by: Sequence[str]) -> str:
    """The key of a model's English for a segment of a `kind` (title or not): of all that it may be asked on the
    ladder, what it owes, and who is asked."""
    ways: Mapping[tuple[str, str], Rung] = {(rung.parts, rung.form): rung for rung in LADDER[:tries]}
    owed = [repr((piece.style, piece.localised)) for piece in pieces]
    asked = [repr(request) for rung in ways.values() for request in requests_of(pieces, rung, shop)]
    return digest(*made_by, kind, *owed, *asked)[:32]


def usable(given: Remembered, zh: str, terms: Iterable[Entry]) -> bool:
    """Whether English that was given for `zh` is taken: a person's always, another's where nothing is wrong with it."""
    return given.origin == "person" or not assess(zh, given.en, list(terms)).failed


def remembered(key: str, zh: str, en: str, made: Made) -> Remembered:
    """A model's English as the memory keeps it."""
    return Remembered(key, zh, en, "model", json.dumps(asdict(made), ensure_ascii=False))


def read_made(text: str) -> Made | None:
    """What `remembered` wrote of a model's English; None for anything else."""
    try:
        return TypeAdapter(Made).validate_json(text)
    except ValidationError:
        return None


def imported(memory: Memory, texts: Sequence[Sequence[str]]) -> list[str]:
    """What the memory was given for the `texts` of each article, as a part of a fingerprint; empty where nothing."""
    given = memory.given(text for some in texts for text in some)
    found = [[given[text] for text in some if text in given] for some in texts]
    return [f"imported English {short(*(v for g in some for v in (g.key, g.en, g.origin)))}" if some else ""
            for some in found]
