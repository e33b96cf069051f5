"""Configuration: every problem at once, nothing unknown, files read beside the configuration first."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from pipeline import config
from pipeline.config import TextFile, file_setting
from pipeline.errors import ConfigError


@dataclass(frozen=True)
class Cook:
    pot: str = "iron"
    minutes: int = 5
    salt: Annotated[float, Field(allow_inf_nan=False)] = 0.5
    lid: bool = True
    heat: Literal["low", "high"] = "low"
    steps: tuple[str, ...] = ()
    recipe: TextFile = file_setting("prompts/translate.txt")


def load(folder: Path, text: str, *overrides: str) -> Cook:
    (folder / "my.yaml").write_text(text, "utf-8")
    cook = config.load(folder / "my.yaml", {"cook": Cook}, overrides).sections["cook"]
    assert isinstance(cook, Cook)
    return cook


def problems(folder: Path, text: str, *overrides: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, *overrides)
    return str(caught.value)


def test_an_empty_file_gives_the_defaults_with_the_shipped_files_read(tmp_path: Path) -> None:
    cook = load(tmp_path, "")
    assert cook.minutes == 5
    assert "{text}" in cook.recipe.text


def test_a_file_beside_the_configuration_wins_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/translate.txt").write_text("my own", "utf-8")
    assert load(tmp_path, "").recipe.text == "my own"


def test_all_problems_are_reported_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    message = problems(tmp_path, "cook: {minuts: 3, heat: warm, recipe: none.txt}\nkook: {}\n")
    assert "4 problems" in message
    assert "did you mean 'minutes'?" in message
    assert "did you mean 'cook'?" in message
    assert "cook.heat" in message
    assert "no file 'none.txt'" in message


@pytest.mark.parametrize("text", ["cook: {minutes: '3'}", "cook: {lid: 'no'}", "cook: {pot: no}",
                                  "cook: {minutes: 2.5}", "cook: [1]", "cook: 3", "- a"])
def test_values_of_another_type_are_refused(tmp_path: Path, text: str) -> None:
    assert "my.yaml" in problems(tmp_path, text)


def test_keys_given_twice_are_listed_with_all_other_problems(tmp_path: Path) -> None:
    text = "cook:\n  minutes: 3\n  minutes: 4\n  heat: warm\n  pott: x\ncook: {lid: 3}\n"
    message = problems(tmp_path, text, "cook.salt=x")
    assert "'minutes' is given twice (line 3)" in message and "'cook' is given twice (line 6)" in message
    assert "cook.lid" in message and "cook.salt" in message


def doubled(levels: int) -> str:
    """Lists of nine of the list before: few lines that stand for many values."""
    names = "abcdefghijkl"
    lines = [f"{names[i + 1]}: &{names[i + 1]} [{', '.join([f'*{names[i]}'] * 9)}]" for i in range(levels)]
    return "\n".join(["a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]", *lines, f"cook: {{steps: *{names[levels]}}}"])


@pytest.mark.parametrize("text", [
    "? [a]\n: 1", "? {a: 1}\n: 2", "cook: " + "[" * 3000, "{" * 900, "cook: {minutes: 2024-01-01}",
    "cook: {pot: 2024-01-01}", "cook: {1: 2}", "null: 3", "cook: null", "\x00", "cook: {salt: .nan}",
    "cook: {steps: &a [*a]}", "cook: {minutes: {2024-01-01: 1}}", "a" * 1_100_000, doubled(8),
])
def test_what_no_configuration_should_hold_is_refused_quickly(tmp_path: Path, text: str) -> None:
    assert "my.yaml" in problems(tmp_path, text)


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    assert "'minutes' is given twice" in problems(tmp_path, "cook:\n  minutes: 3\n  minutes: 4\n")


def test_yaml_that_would_run_code_is_refused(tmp_path: Path) -> None:
    assert "not valid YAML" in problems(tmp_path, "cook: !!python/object/apply:os.system ['true']")


def test_an_override_wins_over_the_file(tmp_path: Path) -> None:
    assert load(tmp_path, "cook: {minutes: 3}", "cook.minutes=7", "cook.steps=[a, b]").steps == ("a", "b")


@pytest.mark.parametrize("override", ["minutes=3", "cook.minutes", "=3", "cook.=3"])
def test_an_override_that_is_not_section_key_value_is_refused(tmp_path: Path, override: str) -> None:
    assert "section.key=value" in problems(tmp_path, "", override)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.yaml: cannot be read"):
        config.load(tmp_path / "gone.yaml", {"cook": Cook})
