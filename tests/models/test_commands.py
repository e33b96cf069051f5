"""Models on the command line: what is missing or damaged is one sentence with the command that mends it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.models import fetch
from pipeline.models.registry import load_registry
from pipeline.models.store import file_of

MODEL = load_registry()["qwen2.5-coder-1.5b-instruct"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache and no network."""
    def unreachable(*arguments: object, **options: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path))
    monkeypatch.setenv("BRIDGEHEAD_OFFLINE", "1")
    monkeypatch.setattr(fetch.urllib.request, "urlopen", unreachable)
    monkeypatch.setattr(fetch.subprocess, "run", unreachable)
    return tmp_path


def invoke(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def damage() -> None:
    """A file in the place of the model that is not the pinned one."""
    file_of(MODEL).parent.mkdir(parents=True)
    with file_of(MODEL).open("wb") as file:
        file.truncate(1000)


def test_paths_are_printed_whether_or_not_anything_is_there(cache: Path) -> None:
    assert invoke("models", "path").stdout.strip() == str(cache)
    assert invoke("models", "path", MODEL.name).stdout.strip() == str(file_of(MODEL))


def test_the_list_says_what_is_here() -> None:
    assert "not fetched" in invoke("models", "list").stdout
    damage()
    assert "\there" in invoke("models", "list").stdout


def test_an_unknown_model_is_answered_with_the_known() -> None:
    result = invoke("models", "verify", "gpt-9")
    assert result.exit_code == 1 and MODEL.name in result.stderr


@pytest.mark.parametrize("words", [("models", "verify"), ("models", "fetch"), ("translate", "--text", "总投资一览。"),
                                   ("summarise", str(Path(__file__).parents[2] / "data/articles/leshan-silicon.json"))])
@pytest.mark.parametrize(("prepare", "said"), [(lambda: None, "is not in"), (damage, "was changed or damaged")],
                         ids=["missing", "damaged"])
def test_offline_a_model_that_cannot_be_used_is_not_loaded(words: tuple[str, ...], prepare: object, said: str) -> None:
    prepare()       # type: ignore[operator]
    result = invoke(*words)
    assert result.exit_code == 1 and result.stdout == ""
    assert said in result.stderr and f"bridgehead models fetch {MODEL.name}" in result.stderr


def test_the_doctor_says_how_to_get_the_model() -> None:
    result = invoke("doctor")
    assert result.exit_code == 1 and f"bridgehead models fetch {MODEL.name}" in result.stdout
