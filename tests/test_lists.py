"""The shipped lists of terms."""

import pytest

from pipeline.config import load
from pipeline.run.settings import sections
from pipeline.run.words import lint_files


@pytest.mark.slow
def test_they_have_no_slips() -> None:
    assert [s for s in lint_files(load(None, sections()).sections["translate"].glossary) if s.severity == "error"] == []
