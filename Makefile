# The commands of a checkout. `make help` lists them; `make setup` is all that the others need.

PYTHON ?= python3
BIN := .venv/bin
PACKAGES := .venv/.packages
INSTALLED := .venv/.installed
COMPLETE := .venv/.complete
PIP := $(BIN)/pip --quiet --disable-pip-version-check
UV := 0.13.9

# What is compiled; hatch_build.py then looks which of it is out of date.
SOURCES := $(wildcard $(foreach kind,extract/kernel/*.c extract/kernel/*.h lexicon/*.py lexicon/*.yaml \
  lexicon/languages/*.yaml rates/*.py rates/data/*,figurecheck/$(kind)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test bench fuzz ui lint types format lock build

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(COMPLETE) ## create .venv with the pinned packages and compile the reader

run: setup ## run the whole pipeline on the sample articles
	@$(BIN)/python -m orchestration run

test: setup lint types ## run all checks and tests
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

bench: setup ## measure speed and memory
	@$(BIN)/python -m benchmarks

fuzz: setup ## read random text with a reader that checks its memory
	@$(BIN)/python -m tests.extract.fuzz

ui: setup ## open the Dagster UI, on this machine only
	@mkdir -p .dagster
	@cp orchestration/dagster.yaml .dagster/dagster.yaml
	DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev --host 127.0.0.1

lint: setup ## check the style of Python and SQL
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/sqlfluff lint sql expectations

types: setup ## check the types
	$(BIN)/mypy

format: setup ## format Python and SQL in place
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(BIN)/sqlfluff fix sql expectations

build: $(PACKAGES) ## compile the reader and its tables, without installing
	@$(BIN)/python hatch_build.py

lock: ## pin the newest versions that pyproject.toml allows
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet uv==$(UV)
	.venv/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --all-extras --group dev pyproject.toml --output-file requirements.lock

$(PACKAGES): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
	  echo "make: Python 3.11 to 3.14 is needed, and $(PYTHON) is $$($(PYTHON) -V 2>&1);" \
	    "name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "make: $(PYTHON) cannot make virtual environments;" \
	    "install its venv module (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@echo "make: installing the pinned packages into .venv (1.8 GB on disk, a few minutes the first time)"
	$(PYTHON) -m venv .venv
	$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(COMPLETE): $(INSTALLED) hatch_build.py $(SOURCES)
	@$(BIN)/python hatch_build.py
	@touch $@
