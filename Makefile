# About ten targets and no more; `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STATIC_SOURCES := $(shell find src -path '*/static/*' -type f 2>/dev/null)

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t12

run: setup ## set everything up and serve the site with demonstration content
	@exec $(BIN)/commonweal run_demonstration --port $(PORT)

setup: .venv/ready node_modules/.ready .env var/static/.ready ## everything short of serving
	@$(BIN)/commonweal migrate --verbosity 0

test: setup ## everything the tests need, then all of them
	@tests/run_all

check: .venv/ready node_modules/.ready .env ## what CI runs besides tests: format, lint, contracts, types, templates
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy -p commonweal
	$(BIN)/djlint src --lint --quiet
	SITE_ADDRESS=https://www.example.org DEMONSTRATION=0 $(BIN)/commonweal check --deploy --fail-level WARNING
	SITE_ADDRESS=https://www.example.org DEMONSTRATION=0 $(BIN)/commonweal makemigrations --check --dry-run

fix: .venv/ready ## format, and what can be mended safely
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

types: .venv/ready ## mypy and the import contracts
	$(BIN)/mypy -p commonweal
	$(BIN)/lint-imports

bench: setup ## the benchmarks, side by side with their baselines
	$(BIN)/python benchmarks/dates.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/importing.py
	$(BIN)/python benchmarks/rush.py
	$(BIN)/python benchmarks/rush.py --kill
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/newsletter.py
	$(BIN)/python benchmarks/newsletter.py --kill-every 1.5
	$(BIN)/python benchmarks/sealing.py
	$(BIN)/python benchmarks/submissions.py
	$(BIN)/python benchmarks/canary.py

migration: ## make room=training name=add_reference
	$(BIN)/commonweal makemigrations $(room) --name $(name)

lock: .venv/ready ## compile the pinned requirements from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements/production.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --group test --group check --group bench -o requirements/development.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.venv/ready: requirements/development.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "The venv module is missing: apt-get install python3-venv"; exit 2; }
	@echo "Installing Python packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

node_modules/.ready: package-lock.json package.json
	@echo "Installing the design system …"
	@npm ci --no-audit --no-fund --silent
	@touch $@

.env: | .venv/ready
	@$(BIN)/python -m commonweal.config.env_file .env

var/static/.ready: .venv/ready node_modules/.ready .env $(STATIC_SOURCES)
	@echo "Collecting static files …"
	@mkdir -p var/static
	@$(BIN)/commonweal collectstatic --noinput --verbosity 0
	@touch $@

.PHONY: help run setup test check fix types bench migration lock
