# Two ways in: `make run` needs only the core and the default engine; `setup`, `test`, `check` and `bench` need it all.
PYTHON ?= python3
BIN    := .venv/bin
INPUT  ?= data/articles
OUTPUT ?= output
CONFIG ?= configs/default.yaml

# A newer pip first: the one that comes with older Pythons stumbles over optional dependencies of lxml.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup run test cluster gate check bench clean

help:           ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo "  On your own files: make run INPUT=folder OUTPUT=folder CONFIG=file"

setup: .venv/.all  ## the virtual environment in .venv, with every engine and all development tools

run: .venv/.core  ## set up, fetch the model once, run the pipeline on INPUT, say where to look
	@$(BIN)/bridgehead run --config "$(CONFIG)" --input "$(INPUT)" --output "$(OUTPUT)"

test: .venv/.all  ## set up, run all tests (the end-to-end one fetches the model once)
	$(BIN)/python -m pytest

cluster: .venv/.all  ## the tests of the runner on Ray, with a cluster of this one machine (some minutes)
	$(BIN)/python -m pytest -m cluster

gate: .venv/.all  ## hold cleaning to the floors that it has reached (part of test)
	$(BIN)/python -m evaluation.gate

check: .venv/.all  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy benchmarks
	$(BIN)/lint-imports

bench: .venv/.all  ## time the engines against each other, measure the forms of localisation (some minutes)
	$(BIN)/python benchmarks/engines.py
	$(BIN)/python benchmarks/seq2seq.py
	$(BIN)/python benchmarks/localisation.py
	$(BIN)/python benchmarks/nightly.py

clean:          ## remove the virtual environment, outputs and caches of this folder (not the model cache)
	rm -rf .venv output build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Bridgehead needs Python 3.11 or newer; name one with PYTHON=")'
	$(PYTHON) -m venv .venv

.venv/.core: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv (a minute or two, once) ..." >&2
	$(PIP) --upgrade pip
	$(PIP) --editable .
	$(BIN)/python -m compileall -q pipeline     # as pip does for what it does not link to: commands start in 0.8 s, not 1
	@touch $@

.venv/.all: .venv/.core
	$(PIP) torch        # before all else, so that its pinned build is the one that is taken
	$(PIP) --editable ".[ray,transformers,ctranslate2,evaluate,dev]"
	@touch $@
