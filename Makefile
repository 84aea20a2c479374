# Everything runs from .venv, made from hash-pinned requirements. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check

.DEFAULT_GOAL := help
KILLS ?= 1000
ALERTS ?= 5000
YEARS ?= 7
SEED ?= 20261123
.PHONY: help install serve test test-within test-around faults bench check format requirements clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.run ## make .venv with the afspraken command

serve: $(VENV)/.run ## load the sample register and start it on http://127.0.0.1:8000
	$(BIN)/afspraken serve --sample

test: $(VENV)/.test ## run every test, on SQLite and on a real PostgreSQL
	@echo "Two processes, side by side; what each has to say comes when it is done, after some ten minutes."
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-within test-around

# The two halves of `make test`, side by side: together every shelf of tests (a test compares them with the folders).
WITHIN := tests/unit tests/architecture tests/integration tests/faults
AROUND := tests/acceptance tests/browser

test-within: $(VENV)/.test ## the half without the site: unit, architecture, integration, faults
	$(BIN)/python -m pytest $(WITHIN)

test-around: $(VENV)/.test ## the other half: acceptance, browser
	$(BIN)/python -m pytest -o cache_dir=.pytest_cache/around $(AROUND)

faults: $(VENV)/.test ## kill 1,000 sending processes on each database, live seven years; print what was lost (KILLS=, ALERTS=, YEARS=, SEED=)
	$(BIN)/python -m pytest tests/faults/test_kills.py tests/faults/test_nodes.py tests/faults/test_years.py tests/faults/test_queue_pace.py -s \
		--kills $(KILLS) --alerts $(ALERTS) --years $(YEARS) --seed $(SEED)

bench: $(VENV)/.test ## what a sweep costs among a million deadlines, beside the bare SQL
	$(BIN)/python -m benchmarks.sweep

check: $(VENV)/.test ## ruff, formatting, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.test ## put the code in its standard layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: ## pin the newest allowed versions again (needs uv)
	uv pip compile pyproject.toml --all-build-deps --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -o requirements/run.txt
	uv pip compile pyproject.toml --all-build-deps --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -c requirements/run.txt -o requirements/test.txt

clean: ## remove the environment and the caches; leaves var/ (your data) alone
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Afsprakenregister needs Python 3.11, 3.12 or 3.13; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

# The lists are complete, so pip need not resolve anything: an older pip resolving `pydantic[email]` looks past its pin.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/run.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	$(PIP) check
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/test.txt
	$(PIP) check
	@touch $@
