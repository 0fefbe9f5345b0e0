# Doorstep. `make demo` shows it, `make test` proves it, `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := bot intents handlers schedules storage sandbox tests benchmarks doorstep_errors.py

.DEFAULT_GOAL := help
.PHONY: help demo run doctor test test-fast browser lint format format-check types layers check bench lock clean

help: ## List every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Play a driver, a VA and a customer in the browser; no accounts needed
	$(BIN)/doorstep demo

run: $(VENV)/.installed ## Run the bot as config.yml and the environment say
	$(BIN)/doorstep run

doctor: $(VENV)/.installed ## Say what is missing or wrong in the set-up, and how to mend it
	$(BIN)/doorstep doctor

test: $(VENV)/.installed-for-tests ## Run every test, on SQLite and on PostgreSQL (which comes with the requirements)
	$(BIN)/pytest -n auto --dist loadgroup

test-fast: $(VENV)/.installed-for-tests ## Run the tests without the slow ones
	$(BIN)/pytest -n auto --dist loadgroup -m "not slow and not browser"

browser: ## Install Debian's chromium, which the browser tests drive (asks for root)
	apt-get update -qq && apt-get install -y -qq chromium

lint: $(VENV)/.installed-for-tests ## Look for mistakes (ruff)
	$(BIN)/ruff check $(CODE)

format: $(VENV)/.installed-for-tests ## Lay out the code (ruff)
	$(BIN)/ruff format $(CODE)

format-check: $(VENV)/.installed-for-tests ## Check the layout of the code (ruff)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.installed-for-tests ## Check the types, strictly (mypy)
	$(BIN)/mypy

layers: $(VENV)/.installed-for-tests ## Check that imports only go down
	$(BIN)/lint-imports

check: lint format-check types layers ## Everything but the tests

bench: $(VENV)/.installed-for-tests ## Measure: questions answered, median and 99th percentile, on both databases
	$(BIN)/python -m benchmarks.questions

lock: ## Renew the pinned requirements (needs uv)
	for name in requirements requirements-test; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --no-annotate --upgrade $$name.in -o $$name.txt; done

clean: ## Remove the virtual environment, the demo's data and the trained model
	rm -rf $(VENV) data models build *.egg-info

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Doorstep needs Python 3.11 or newer; try: make PYTHON=python3.13 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: requirements.txt pyproject.toml $(VENV)/.made
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-for-tests: requirements-test.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@
