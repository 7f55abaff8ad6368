# The commands of a checkout. `make help` lists them; `make setup` is all that the others need.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.complete
LOCKED_BY := 0.13.9

# `sort` drops duplicates and keeps the order stable; a file that went away changes its folder's time.
KERNEL := $(sort $(wildcard figurecheck/extract/kernel/*.c figurecheck/extract/kernel/*.h))
LEXICON := $(sort $(wildcard figurecheck/lexicon/*.py figurecheck/lexicon/*.yaml figurecheck/lexicon/languages/*.yaml))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test bench ui lint types format lock build

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## create .venv with the pinned packages, compile the reader and its word tables

$(BIN)/.packages: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $(PYTHON) is $$($(PYTHON) -V 2>&1 || echo missing), 3.11 or newer is needed; try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "make: $(PYTHON) has no venv module; install it (on Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r requirements.lock
	@touch $@

$(STAMP): $(BIN)/.packages pyproject.toml hatch_build.py $(KERNEL) $(LEXICON)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

build: $(BIN)/.packages ## compile the reader and its word tables only
	$(BIN)/python hatch_build.py

run: setup ## run the whole pipeline on the sample articles
	$(BIN)/python -m orchestration run

test: setup lint types ## run all checks and tests
	$(BIN)/python -m pytest

bench: setup ## measure speed and memory
	$(BIN)/python -m benchmarks

ui: setup ## open the Dagster UI on the loopback
	@mkdir -p .dagster && cp orchestration/dagster.yaml .dagster/dagster.yaml
	DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev --host 127.0.0.1

lint: setup ## check style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup ## check types
	$(BIN)/mypy

format: setup ## format code and SQL in place
	$(BIN)/ruff check --fix --exit-zero --quiet
	$(BIN)/ruff format

lock: ## pin the newest versions that pyproject.toml allows
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet uv==$(LOCKED_BY)
	.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --all-extras --group dev pyproject.toml --output-file requirements.lock
