"""Figures in English: read (`parse`) and written (`render`)."""

from pipeline.text.en.parse import parse
from pipeline.text.en.render import Style, render

__all__ = ["Style", "parse", "render"]
