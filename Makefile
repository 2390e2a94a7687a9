# Tasks of Mien. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 5000
HOST ?= 127.0.0.1
# Where the outside data lies that training and evaluation read (never needed by run or test).
DATA ?= ../shared/data

RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
INPUTS := pyproject.toml constraints.txt hatch_build.py $(wildcard build_tools/*.py)

.PHONY: help run test lint types bench screenshots docs-check clean catalog-check live-check

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) ## set everything up and start the app on 127.0.0.1:5000 (PORT=… for another)
	@$(VENV)/bin/mien serve --host $(HOST) --port $(PORT)

test: $(DEV_READY) ## set everything up and run all tests
	@sh tools/ensure-system.sh chromium postgresql xvfb
	@$(PY) -m pytest --cov --cov-report= $(PYTEST)
	@for part in core vision recommend; do \
	  $(VENV)/bin/coverage report --include="src/mien/$$part/*" --fail-under=90 --format=total \
	    >.coverage.total || { echo "coverage of $$part is $$(cat .coverage.total) %, under 90"; exit 1; }; \
	  echo "coverage of $$part: $$(cat .coverage.total) %"; \
	done

lint: $(DEV_READY) ## ruff, import contracts, spelling
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --verbose
	@$(VENV)/bin/codespell README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md docs src tests

types: $(DEV_READY) ## mypy, strict
	@$(VENV)/bin/mypy

$(RUN_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera
	@touch $@

$(DEV_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera,postgres,train,dev
	@touch $@ $(RUN_READY)

bench: $(DEV_READY) ## time of the main paths on this machine
	@$(PY) -m benchmarks.web

catalog-check: $(DEV_READY) ## hold the catalogue against outside data (DATA=…)
	@$(PY) -m benchmarks.catalogue_facts --data $(DATA)
	@$(PY) -m benchmarks.catalogue_labels --data $(DATA)

screenshots: $(DEV_READY) ## pictures of every page: phone and desktop, light and dark
	@sh tools/ensure-system.sh chromium
	@$(PY) tools/screenshots.py

clean: ## remove what the tasks made
	rm -rf $(VENV) .venvs build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage screenshots
