"""Which models a run uses, learnt from what its stages ask for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.engines.engine import Engine
from pipeline.memory import Memory
from pipeline.stages.stage import Engines, Stage


class _Listener:
    """Engines that note which models are asked for."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self.asked: dict[tuple[str, str], str] = {}

    def open(self, engine: str, model: str) -> Engine:
        return self._engines.open(engine, model)

    def identity(self, engine: str, model: str) -> str:
        self.asked[engine, model] = self._engines.identity(engine, model)
        return self.asked[engine, model]

    def memory(self) -> Memory:
        return self._engines.memory()


def models_of(stages: Sequence[Stage], settings: Mapping[str, Any], engines: Engines) -> list[dict[str, Any]]:
    """Values of schema.MODEL_USED: one for each model whose identity is in a stage's fingerprint."""
    used = []
    for stage in stages:
        listener = _Listener(engines)
        stage.fingerprint(settings[stage.name], listener)
        for (_, model), identity in listener.asked.items():
            digest, engine = re.search(r"@([0-9a-f]+)", identity), identity.rpartition(" | ")[2].split()[0]
            used.append({"role": stage.name, "name": model, "digest": digest[1] if digest else None, "engine": engine})
    return used
