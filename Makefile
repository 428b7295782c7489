.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: help demo test coverage audit lock bench docs lint clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

$(VENV)/.demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

INSTALL := $(RUN)/pip install --quiet --disable-pip-version-check --editable '.[test,postgres]'

# The tests run on the versions of constraints.txt; where the index has none of those, within the bounds of pyproject.toml.
$(VENV)/.test: $(VENV)/.demo constraints.txt
	@$(INSTALL) --constraint constraints.txt || \
		{ echo "not all versions of constraints.txt are to be had here: testing with others in bounds"; $(INSTALL); }
	@touch $@

demo: $(VENV)/.demo ## the seed ledger: predictions in, resolved, scored, a calibration table out
	@rm -f data/demo.db data/demo.db.lock data/calibration.csv
	@FCL=$(RUN)/fcl sh data/demo.sh

lint: $(VENV)/.test ## style, types, layers
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: lint ## every test
	$(RUN)/pytest -n 2 -q

coverage: $(VENV)/.test ## the same with branch coverage, which takes a third longer
	$(RUN)/pytest -n 2 --cov --cov-report=term -q

audit: $(VENV)/.test ## known weaknesses of the code and of the packages
	.ci/audit $(RUN)

lock: ## write the newest versions within the bounds to constraints.txt
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --disable-pip-version-check --editable '.[test,postgres]'
	$(VENV)-lock/bin/pip freeze --exclude-editable >constraints.txt
	rm -rf $(VENV)-lock

bench: $(VENV)/.test ## what is fast, as ratios against a named opponent in the same run
	$(RUN)/python benchmarks/run.py

docs: $(VENV)/.test ## write the generated pages of docs/ anew
	$(RUN)/python -m ledger.cli.reference docs/cli.md
	$(RUN)/python -m ledger.cli.tables_page docs/tables.md
	$(RUN)/python -m tests.conformance.table docs/conformance.md
	$(RUN)/python -m tests.conformance.linted docs/lint.md
	$(RUN)/python -m tests.conformance.detected docs/detection.md
	$(RUN)/python docs/pictures/make.py

clean: ## remove what the other targets made
	rm -rf $(VENV) $(VENV)-lock data/demo.db data/demo.db.lock data/calibration.csv
