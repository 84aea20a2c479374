# Everything runs from .venv, made from hash-pinned requirements. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
PEERS := build/bench-venv
CALENDARS := build/calendar-programs
ATTACKER := build/attack-venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check

.DEFAULT_GOAL := help
KILLS ?= 1000
EDITS ?= 1000
ALERTS ?= 5000
YEARS ?= 7
SEED ?= 20261123
PORT ?= 8000
REQUESTS ?= 5000
HISTORIES ?= 2000
LISTS ?= 2000
SECONDS ?= 300
.PHONY: help install serve test test-within test-beside test-around test-among test-beyond faults fuzz histories attack attack-api bench bench-quick bench-sweep bench-import pages check lint layout types house format requirements clean handbook-pictures calendar-programs

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.run ## make .venv with the afspraken command

serve: $(VENV)/.run ## load the sample register and start it on http://127.0.0.1:8000 (PORT=)
	$(BIN)/afspraken serve --sample --port $(PORT)

test: $(VENV)/.test ## run every test, on SQLite and on a real PostgreSQL
	@echo "Five processes, side by side; what each has to say comes when it is done, after some twelve minutes."
	@$(MAKE) --no-print-directory -j5 --output-sync=target test-within test-beside test-around test-among test-beyond

# The parts of `make test`, side by side: together every test, each once (a test looks after it). One
# process waits for databases and servers half of its time: five fill two cores.
NEAR := $(wildcard tests/acceptance/test_[l-o]*.py tests/acceptance/test_p[a-q]*.py)
BESIDE := $(wildcard tests/integration/test_[f-r]*.py) $(NEAR) tests/model
WITHIN := tests/unit tests/architecture $(filter-out $(BESIDE),$(wildcard tests/integration/test_*.py))
AMONG := $(wildcard tests/acceptance/test_p[r-z]*.py tests/acceptance/test_[q-z]*.py)
AROUND := $(filter-out $(AMONG) $(NEAR),$(wildcard tests/acceptance/test_*.py))
BEYOND := tests/faults tests/browser

test-within: $(VENV)/.test ## a part of it: unit, architecture, some of integration
	$(BIN)/python -m pytest $(WITHIN)

test-beside: $(VENV)/.test ## a part of it: the rest of integration, a little of acceptance, model
	$(BIN)/python -m pytest -o cache_dir=.pytest_cache/beside $(BESIDE)

test-around: $(VENV)/.test ## a part of it: some of acceptance
	$(BIN)/python -m pytest -o cache_dir=.pytest_cache/around $(AROUND)

test-among: $(VENV)/.test ## a part of it: more of acceptance
	$(BIN)/python -m pytest -o cache_dir=.pytest_cache/among $(AMONG)

test-beyond: $(VENV)/.test ## a part of it: faults, and browser last, which leaves an event loop behind
	$(BIN)/python -m pytest -o cache_dir=.pytest_cache/beyond $(BEYOND)

faults: $(VENV)/.test ## kill 1,000 sending processes on each database, live seven years, change 1,000 rows by hand; print what was lost or missed (KILLS=, ALERTS=, YEARS=, EDITS=, SEED=)
	$(BIN)/python -m pytest tests/faults/test_kills.py tests/faults/test_public_kills.py tests/faults/test_nodes.py tests/faults/test_years.py tests/faults/test_queue_pace.py \
		tests/faults/test_edits.py tests/integration/test_sqlite_locks.py -s --kills $(KILLS) --alerts $(ALERTS) --years $(YEARS) --edits $(EDITS) --seed $(SEED)

fuzz: $(VENV)/.test ## read 2,000 lists that went wrong on their way, of every format, and print what became of them (LISTS=, SEED=)
	$(BIN)/python -m pytest tests/faults/test_import_fuzz.py -s --lists $(LISTS) --seed $(SEED)

histories: $(VENV)/.test ## compare the register with an independent model of its rules in 2,000 histories, half of them on each database, and past days of forty registers with what was told on them (HISTORIES=, SEED=)
	$(BIN)/python -m pytest tests/model -s --histories $$(( $(HISTORIES) / 2 )) --histories-seed $(SEED)
	$(BIN)/python -m pytest tests/acceptance/test_public_years.py -s --registers $$(( $(HISTORIES) / 100 + 1 )) --registers-seed $(SEED)

attack: $(VENV)/.test ## attack a started service on this machine: dear texts, 1,200 stalled connections, strange requests (REQUESTS=, SEED=)
	$(BIN)/python -m benchmarks.attack --requests $(REQUESTS) --seed $(SEED)

attack-api: $(VENV)/.test $(ATTACKER)/.made ## let schemathesis ask the API of a started service for five minutes, with all its checks (SECONDS=, SEED=)
	$(BIN)/python -m benchmarks.attack_api $(ATTACKER)/bin/schemathesis --seconds $(SECONDS) --seed $(SEED)

bench: $(VENV)/.test $(PEERS)/.made ## measure 1,000 to 100,000 agreements beside peers and floors with wrk, and write docs/performance.md anew (under a quarter of an hour)
	$(BIN)/python -m benchmarks.bench --write

bench-quick: $(VENV)/.test $(PEERS)/.made ## the same of 1,000 and 10,000 in one short round; only prints (two minutes)
	$(BIN)/python -m benchmarks.bench --quick

bench-sweep: $(VENV)/.test ## what a sweep costs among a million deadlines, beside the bare SQL
	$(BIN)/python -m benchmarks.sweep

bench-import: $(VENV)/.test ## what bringing in an export of 10,000 agreements costs beside the bare inserts
	$(BIN)/python -m benchmarks.imports

calendar-programs: $(VENV)/.test $(CALENDARS)/.made ## let vdirsyncer and khal, in an environment of their own, follow our calendar
	$(BIN)/python -m pytest tests/acceptance/test_calendar_programs.py

handbook-pictures: $(VENV)/.test ## take the pictures of docs/handleiding anew (needs Chromium)
	$(BIN)/python -m tests.browser.list_walk

pages: $(VENV)/.test ## write the pages of docs anew that are made from the code
	$(BIN)/python -m tests.made_pages

CHECKS := lint layout types house

check: $(VENV)/.test ## the four below, all of them whatever one says; make names those that failed
	@$(MAKE) --no-print-directory --keep-going $(CHECKS)

lint: $(VENV)/.test ## ruff
	$(BIN)/ruff check .

layout: $(VENV)/.test ## ruff format --check
	$(BIN)/ruff format --check .

types: $(VENV)/.test ## mypy --strict
	$(BIN)/mypy

house: $(VENV)/.test ## the rules of the house: imports, sizes, guards on routes, texts, links, documents
	$(BIN)/python -m pytest --continue-on-collection-errors tests/architecture

format: $(VENV)/.test ## put the code in its standard layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: ## pin the newest allowed versions again (needs uv)
	uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -o requirements/run.txt
	uv pip compile pyproject.toml requirements/build.in --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -c requirements/run.txt -o requirements/test.txt
	uv pip compile requirements/bench.in -c requirements/run.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -o requirements/bench.txt
	uv pip compile requirements/calendars.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -o requirements/calendars.txt
	uv pip compile requirements/attack.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -q -U -o requirements/attack.txt

clean: ## remove the environment and the caches; leaves var/ (your data) alone
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamp comes last: what a failed or ended `venv` left behind is half, and is thrown away.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Afsprakenregister needs Python 3.11, 3.12 or 3.13; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -e $(VENV)/.run || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } \
		|| { rm -rf $(VENV); echo "$(PYTHON) -m venv failed. On Debian and Ubuntu: apt install python3-venv; then make $(MAKECMDGOALS) again"; exit 1; }
	@touch $@

# The lists are complete, so pip need not resolve anything: an older pip resolving `pydantic[email]` looks past its pin.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/.made
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/run.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	$(PIP) check
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/test.txt
	$(PIP) check
	@touch $@

# What the register is measured beside has an environment of its own: nothing of it comes near the product.
$(PEERS)/.made: requirements/bench.txt | $(VENV)/.made
	@command -v wrk >/dev/null || { echo "The benchmark needs wrk: apt-get install wrk (Debian, Ubuntu), then make $(MAKECMDGOALS) again"; exit 1; }
	rm -rf $(PEERS) && $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r requirements/bench.txt
	$(PEERS)/bin/pip --disable-pip-version-check check
	@touch $@

$(ATTACKER)/.made: requirements/attack.txt | $(VENV)/.made
	rm -rf $(ATTACKER) && $(PYTHON) -m venv $(ATTACKER)
	$(ATTACKER)/bin/pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r requirements/attack.txt
	$(ATTACKER)/bin/pip --disable-pip-version-check check
	@touch $@

$(CALENDARS)/.made: requirements/calendars.txt | $(VENV)/.made
	rm -rf $(CALENDARS) && $(PYTHON) -m venv $(CALENDARS)
	$(CALENDARS)/bin/pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r requirements/calendars.txt
	@touch $@
