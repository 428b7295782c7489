.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: help demo test bench docs lint clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

$(VENV)/.demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.demo
	$(RUN)/pip install --quiet --disable-pip-version-check --editable '.[test,postgres]'
	@touch $@

demo: $(VENV)/.demo ## the seed ledger: predictions in, resolved, scored, a calibration table out
	@rm -f data/demo.db data/demo.db.lock data/calibration.csv
	@FCL=$(RUN)/fcl sh data/demo.sh

lint: $(VENV)/.test ## style, types, layers
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: lint ## every test, with branch coverage
	$(RUN)/pytest -n 2 --cov --cov-report=term -q

bench: $(VENV)/.test ## what is fast, as ratios against a named opponent in the same run
	$(RUN)/python benchmarks/run.py

docs: $(VENV)/.test ## write the generated pages of docs/ anew
	$(RUN)/python -m ledger.cli.reference docs/cli.md
	$(RUN)/python -m tests.conformance.table docs/conformance.md
	$(RUN)/python -m tests.conformance.linted docs/lint.md

clean: ## remove what the other targets made
	rm -rf $(VENV) data/demo.db data/demo.db.lock data/calibration.csv
