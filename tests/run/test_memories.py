"""The memory of an output: out as TMX and in again without loss, and what other tools write."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.cli import app
from pipeline.errors import InputError
from pipeline.memory import Remembered, given_key
from pipeline.run.memories import export_memory, import_memory, memory_of
from pipeline.run.output import check_folders
from pipeline.stages.recall import Made, remembered

DTD = Path(__file__).parents[1] / "export" / "schemas" / "tmx14.dtd"
# What XML can hold and cleaning leaves; white space apart, which a person's English has as single spaces.
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30).map(
    lambda t: " ".join(t.split()))
MADE = st.builds(Made, TEXT, st.integers(0, 9), st.lists(TEXT, max_size=3).map(tuple),
                 st.none() | st.floats(allow_nan=False))
MODELS = st.tuples(st.text("0123456789abcdef", min_size=32, max_size=32), TEXT, TEXT, MADE)


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="bridgehead")


def entries(output: Path) -> list[tuple[str, ...]]:
    return sorted((e.key, e.zh, e.en, e.origin, e.made) for e in memory_of(output).all())


def tmx(path: Path, *units: str) -> Path:
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
                    f'<tmx version="1.4"><header/><body>{"".join(units)}</body></tmx>', "utf-8")
    return path


def unit(zh: str, en: str, more: str = "", languages: tuple[str, str] = ("zh-CN", "en-GB")) -> str:
    return (f'<tu>{more}<tuv xml:lang="{languages[0]}"><seg>{zh}</seg></tuv>'
            f'<tuv xml:lang="{languages[1]}"><seg>{en}</seg></tuv></tu>')


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.lists(MODELS, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_memory_comes_back_from_its_file_as_it_was(
    tmp_path: Path, pairs: list[tuple[str, str]], models: list[tuple[str, str, str, Made]],
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for output in (one, other):
        (output / "memory.sqlite").unlink(missing_ok=True)
    memory_of(one).keep_person(pairs)
    memory_of(one).keep(remembered(*m) for m in models if m[1] and m[2])
    if entries(one):
        export_memory(one, tmp_path / "m.tmx")
        import_memory(tmp_path / "m.tmx", other)
        assert entries(other) == entries(one)


def test_the_file_is_valid_tmx_and_says_who_wrote_what(tmp_path: Path) -> None:
    memory_of(tmp_path).keep_person([("滨河新区", "Binhe <New> Area & more")])
    memory_of(tmp_path).keep([remembered("0" * 32, "产业园", "Park", Made("parrot", 1, (), None))])
    assert call("memory", "export", tmp_path, tmp_path / "m.tmx").stdout.strip() == f"{tmp_path / 'm.tmx'}: 2 units"
    root = etree.parse(str(tmp_path / "m.tmx")).getroot()
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(root), dtd.error_log
    assert [u.findtext("prop[@type='x-origin']") for u in root.iter("tu")] == ["person", "model"]
    assert [s.text for s in root.iter("seg")] == ["滨河新区", "Binhe <New> Area & more", "产业园", "Park"]


def test_what_another_tool_wrote_is_a_persons(tmp_path: Path) -> None:
    path = tmp_path / "office.tmx"
    tmx(path, unit("滨河新区", "Binhe New Area"), unit("产业园", "Park", languages=("ZH", "EN-US")),
        unit("法语", "le français", languages=("zh", "fr")), unit("空的", " "))
    assert import_memory(path, tmp_path / "out") == Counter(person=2)
    assert {e.zh: e.en for e in memory_of(tmp_path / "out").all()} == {"滨河新区": "Binhe New Area", "产业园": "Park"}


def test_codes_of_a_layout_are_not_text(tmp_path: Path) -> None:
    said = '<bpt i="1">&lt;b&gt;</bpt>Binhe<ept i="1">&lt;/b&gt;</ept> <!-- no --><hi>New</hi> Area<ph/>'
    import_memory(tmx(tmp_path / "a.tmx", unit("滨河新区", said)), tmp_path / "out")
    (entry,) = memory_of(tmp_path / "out").all()
    assert entry.en == "Binhe New Area"


def test_a_machines_english_that_a_person_changed_is_a_persons(tmp_path: Path) -> None:
    one = tmp_path / "one"
    memory_of(one).keep([remembered("0" * 32, "产业园", "Park", Made("parrot", 1, (), None)),
                         remembered("1" * 32, "开工", "Start", Made("parrot", 1, (), None))])
    export_memory(one, tmp_path / "m.tmx")
    text = (tmp_path / "m.tmx").read_text("utf-8").replace(">Park<", ">Industrial park<")
    (tmp_path / "m.tmx").write_text(text, "utf-8")
    assert import_memory(tmp_path / "m.tmx", tmp_path / "other") == Counter(person=1, model=1)
    assert memory_of(tmp_path / "other").given(["产业园"])["产业园"].en == "Industrial park"


@pytest.mark.parametrize(("origin", "made", "expected"), [
    ("model", "", "memory"), ("memory", "", "memory"), ("person", "", "person"), ("model", "{}", "memory"),
    ("model", "[1", "memory"), ("rule", "", None),
])
def test_english_of_which_nobody_knows_how_it_was_made_is_from_another_memory(
    tmp_path: Path, origin: str, made: str, expected: str | None,
) -> None:
    from pipeline.export.published import stamp

    props = "".join(f'<prop type="{name}">{value}</prop>' for name, value in (
        ("x-origin", origin), ("x-bridgehead-exported", stamp("Park")), ("x-bridgehead-made", made)))
    import_memory(tmx(tmp_path / "a.tmx", unit("产业园", "Park", props)), tmp_path / "out")
    assert [e.origin for e in memory_of(tmp_path / "out").all()] == ([expected] if expected else [])


def test_import_says_what_it_took_and_a_run_may_follow(tmp_path: Path) -> None:
    path, output = tmx(tmp_path / "a.tmx", unit("产业园", "Park")), tmp_path / "new" / "out"
    result = call("memory", "import", path, "--output", output)
    assert result.exit_code == 0 and result.stdout.strip() == f"{path}: 1 unit taken over (1 a person's)"
    (tmp_path / "in").mkdir()
    check_folders(tmp_path / "in", output)
    assert next(iter(memory_of(output).all())) == Remembered(
        given_key("产业园"), "产业园", "Park", "person", "", next(memory_of(output).all()).kept_at)


@pytest.mark.parametrize(("content", "message"), [
    (b"<tmx", "cannot be read as .tmx"), (b"", "cannot be read as .tmx"), (b"<tmx/>", "holds no unit with both"),
    (None, "cannot be read as .tmx"),
])
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None, message: str,
) -> None:
    if content is not None:
        (tmp_path / "a.tmx").write_bytes(content)
    result = call("memory", "import", tmp_path / "a.tmx", "--output", tmp_path / "out")
    assert result.exit_code == 2 and message in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    path = tmx(tmp_path / "a.tmx", unit("产业园", "Park &x;"))
    entity = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{tmp_path}/secret">]>'
    path.write_text(path.read_text("utf-8").replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', entity), "utf-8")
    import_memory(path, tmp_path / "out")
    assert [e.en for e in memory_of(tmp_path / "out").all()] == ["Park"]


def test_an_output_without_memory_has_none_to_export(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no translation memory"):
        export_memory(tmp_path, tmp_path / "m.tmx")

