# Needs git, make, and Python 3.11 or newer with pip; everything else goes into .venv.
# `make demo` shows a gap report of data/samples; `make test` runs every check.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-fast lint docs bench accuracy clean

demo: .venv/.package
	cd data/samples && ../../$(BIN)/vockit report reviews.csv survey.csv tweets.csv

test: lint
	$(BIN)/pytest -n auto --dist worksteal

test-fast: lint
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/.package
	$(BIN)/python docs/make_docs.py

# The table in README.md; add BENCH=--million for a million comments, which takes an hour.
bench: .venv/.package
	$(BIN)/python -m benchmarks.compare $(BENCH)

# The tables in docs/accuracy.md, from the labelled sets in ../shared/data; seconds.
accuracy: .venv/.package
	$(BIN)/python -m benchmarks.accuracy

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a second run finds them newer than pyproject.toml and installs nothing.
# The package is installed editable, so its own files never need a new install.
.venv/.python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found: name one, make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	touch $@

.venv/.package: .venv/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.dev: .venv/.package
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
