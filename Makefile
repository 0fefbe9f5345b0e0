# Doorstep. `make demo` shows it, `make test` proves it, `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RASA := .venv-rasa
ENCODER := .venv-encoder
TORCH := 2.13.0
CODE := bot intents handlers schedules storage sandbox tests benchmarks doorstep_errors.py

.DEFAULT_GOAL := help
.PHONY: help demo run doctor test test-fast browser lint format format-check types layers check bench bench-intents bench-sweep
.PHONY: encoder rasa rasa-env rasa-train lock clean

help: ## List every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

bench-sweep: $(VENV)/.installed-for-tests ## Measure: a second's sweep of 100 000 open tickets, on both databases
	$(BIN)/python -m benchmarks.sweep

bench-intents: $(VENV)/.installed-for-tests ## Measure: the embedded engine and Rasa side by side (Rasa after make rasa-env)
	$(BIN)/python -m benchmarks.intents

encoder: $(ENCODER)/.installed ## Teach the tuned encoder anew from the training files (half an hour, a gigabyte)
	$(ENCODER)/bin/python -m intents.fine_tuning

rasa: rasa-train ## Train Rasa, the other engine, and serve it on 127.0.0.1:5005 (needs Python 3.10)
	tools/rasa serve

rasa-train: models/rasa.tar.gz ## Train Rasa on the same files as Doorstep

rasa-env: $(RASA)/.installed ## Install Rasa into an environment of its own (2.7 GB)

lock: ## Renew the pinned requirements (needs uv)
	for pinned in requirements:3.11 requirements-test:3.11 requirements-encoder:3.11 requirements-rasa:3.10; do name=$${pinned%:*}; \
	  uv pip compile --universal --python-version $${pinned#*:} --generate-hashes --no-emit-index-url --no-header \
	    --no-annotate --upgrade $$name.in -o $$name.txt; done

clean: ## Remove the virtual environments, the demo's data and the trained models
	rm -rf $(VENV) $(RASA) $(ENCODER) data models build *.egg-info

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

# The ordinary torch brings NVIDIA's libraries along (three gigabytes); where pip finds the one for processors only, it
# takes that. Its hash is not pinned, since it is another on each machine: nothing of it runs in Doorstep.
$(ENCODER)/.installed: requirements-encoder.txt $(VENV)/.made
	$(PYTHON) -m venv $(ENCODER)
	$(ENCODER)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-encoder.txt
	$(ENCODER)/bin/pip install --quiet --disable-pip-version-check torch==$(TORCH)
	touch $@

$(RASA)/.made:
	@tools/find-python 3.10 >/dev/null || \
	  { echo "Rasa needs Python 3.10, which is not on this machine; one way to get it: pyenv install 3.10"; exit 1; }
	$$(tools/find-python 3.10) -m venv $(RASA)
	touch $@

$(RASA)/.installed: requirements-rasa.txt $(RASA)/.made
	$(RASA)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-rasa.txt
	touch $@

models/rasa.tar.gz: config.yml $(wildcard intents/training/*.yml) $(RASA)/.installed
	tools/rasa train
