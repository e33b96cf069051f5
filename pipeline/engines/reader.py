"""What a model reads and what its tokens say: tokenizer, chat template, language codes and prefixes, by the library
that the model was published with (transformers; needs no torch).

Families differ in how a task is said. Marian knows one task. NLLB, M2M100 and mBART have a token for each language: the
source's stands before the text and the target's is forced on the answer. MADLAD and T5 want a prefix in the text, and
instruct models a chat template. Text of an article never contributes such a token (`harmless`).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pipeline.engines import quiet  # noqa: F401  (first: it silences what comes after the split)

# isort: split
from transformers import AutoTokenizer

from pipeline.engines.engine import Request, Task, check_length, turns, without_thoughts
from pipeline.engines.harmless import check_plain, harmless
from pipeline.errors import EngineError

# The language tokens of MADLAD are ordinary ones: an article that says <2de> would have itself translated into German.
_DIRECTION = re.compile(r"<2\w+>")


class Reader:
    """The tokenizer of one model folder; see the module.

    :raises EngineError: the folder has no usable tokenizer, or an instruct model no chat template.
    """

    def __init__(self, folder: Path, kind: Literal["instruct", "seq2seq"]) -> None:
        self.kind = kind
        self._folder = folder
        try:
            self.tokenizer: Any = AutoTokenizer.from_pretrained(
                str(folder), local_files_only=True, trust_remote_code=False)
        except Exception as error:  # the library raises whatever a broken folder makes it stumble over
            raise EngineError(f"{folder}: transformers cannot load the tokenizer of this model "
                              f"({first_line(error)}); it must be a folder with config.json, tokenizer files and "
                              "weights as safetensors") from error
        if kind == "instruct" and not self.tokenizer.chat_template:
            raise EngineError(f"{folder}: the model has no chat template, so it cannot be told what to do; use one "
                              "that was made to follow instructions")
        if kind == "instruct":
            self.tokenizer.padding_side = "left"
        if self.tokenizer.pad_token_id is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        special = {*self.tokenizer.all_special_tokens, *(
            token.content for token in self.tokenizer.added_tokens_decoder.values() if token.special),
            *filter(_DIRECTION.fullmatch, self.tokenizer.get_vocab())}
        self._marks = sorted(special)
        self._special = frozenset(self.tokenizer.convert_tokens_to_ids(self._marks))
        self._settings = _read(folder / "config.json") | _read(folder / "generation_config.json")
        self._outside: dict[str, frozenset[int]] = {}

    def count_tokens(self, text: str) -> int:
        """Of `text` alone, without any template."""
        return len(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def prompts(self, requests: Iterable[Request], context_tokens: int) -> dict[Request, list[int]]:
        """The token ids of each request, equal ones once.

        :raises EngineError: one does not fit into the `context_tokens` of the model.
        """
        found = {request: self.encode(request) for request in dict.fromkeys(requests)}
        for request, ids in found.items():
            # Source and answer of a seq2seq model have a context each; the answer's ends where it is full.
            asked = request if self.kind == "instruct" else replace(request, max_new_tokens=0)
            check_length(len(ids), asked, context_tokens)
        return found

    def encode(self, request: Request) -> list[int]:
        """The ids of all that the model reads for a request.

        :raises EngineError: the text holds a control token, or the task a language that the model does not know.
        """
        if self.kind == "instruct":
            return list(self.tokenizer(self._conversation(request), add_special_tokens=False)["input_ids"])
        task = request.task
        if hasattr(self.tokenizer, "src_lang"):
            if not (task.source_language and task.target_language):
                raise EngineError(f"{self._folder}: this model translates between many languages; name two of its "
                                  "codes as source_language and target_language of the stage (as in configs/models)")
            self._language(task.source_language)
            self.tokenizer.src_lang = task.source_language
        return list(self.tokenizer(task.prefix + self._plain(request.text))["input_ids"])

    def forced(self, task: Task) -> int | None:
        """The id of the token that an answer must begin with, if any."""
        if self.kind == "seq2seq" and task.target_language and hasattr(self.tokenizer, "src_lang"):
            return self._language(task.target_language)
        forced = self._settings.get("forced_bos_token_id")
        return int(forced) if forced is not None else None

    def text(self, ids: Sequence[int]) -> str:
        """What tokens say, without control tokens, halves of characters and thoughts."""
        text = self.tokenizer.decode(list(ids), skip_special_tokens=True).replace("\ufffd", "")
        return without_thoughts(text).strip() if self.kind == "instruct" else text.strip()

    @property
    def ends(self) -> frozenset[int]:
        """The ids that end an answer."""
        ends = self._settings.get("eos_token_id")
        return frozenset({*(ends if isinstance(ends, list) else [ends]), self.tokenizer.eos_token_id} - {None})

    def outside(self, allowed: str) -> frozenset[int]:
        """The ids whose text holds a character that is not `allowed` (the inside of a character class), and all that
        are no text; but for those that end an answer."""
        if allowed not in self._outside:
            fits = re.compile(f"[{allowed}]*")
            texts = self.tokenizer.batch_decode([[i] for i in range(len(self.tokenizer))])
            wrong = {i for i, text in enumerate(texts) if fits.fullmatch(text) is None}
            self._outside[allowed] = (self._special | wrong) - self.ends
        return self._outside[allowed]

    def _language(self, code: str) -> int:
        for token in (f"__{code}__", code):     # M2M100 writes it so, and has a word "en", too
            index = self.tokenizer.convert_tokens_to_ids(token)
            if index is not None and index != self.tokenizer.unk_token_id:
                return int(index)
        raise EngineError(f"{self._folder}: this model has no language '{code}'; the card of the model lists its codes "
                          "(source_language and target_language of the stage)")

    def _conversation(self, request: Request) -> str:
        messages = turns(request, self._plain)
        try:
            return self._template(messages)
        except Exception:
            if messages[0]["role"] != "system":
                raise
        # Some templates (Gemma's first ones) know no system message: it goes before the user's.
        (system, user), rest = messages[:2], messages[2:]
        return self._template([{"role": "user", "content": f"{system['content']}\n\n{user['content']}"}, *rest])

    def _template(self, messages: list[dict[str, str]]) -> str:
        return str(self.tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=True, enable_thinking=False))

    def _plain(self, text: str) -> str:
        """`text` without control tokens, as the tokenizer itself sees it."""
        text = harmless(text, self._marks)
        ids = self.tokenizer(text, add_special_tokens=False)["input_ids"]
        check_plain(*(self.tokenizer.decode(ids, skip_special_tokens=skip) for skip in (True, False)))
        return text


def _read(path: Path) -> dict[str, Any]:
    """The values of a JSON file that says something; empty where it is not there."""
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in values.items() if v is not None} if isinstance(values, dict) else {}


def first_line(error: Exception) -> str:
    """What an error of a library says, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
