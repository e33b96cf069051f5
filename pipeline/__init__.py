"""Bridgehead: Chinese investment-promotion news in, English that an investor can rely on out."""

__version__ = "0.1.0"
