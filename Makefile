# Tasks of Mien. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 5000
HOST ?= 127.0.0.1
# Where the outside data lies that training and evaluation read (never needed by run or test).
DATA ?= ../shared/data

FER = $(DATA)/fer2013/fer2013_train_valid.npz
# Photographs with faces.csv beside them, for recall.
FACES ?= ../shared/samples/faces

PEERS := .venvs/peers
PEERS_READY := $(PEERS)/.ready
# One environment grows: each of these names packages that were put into it.
RUN_READY := $(VENV)/.run-ready
CHECK_READY := $(VENV)/.check-ready
TEST_READY := $(VENV)/.test-ready
LINT_READY := $(VENV)/.lint-ready
DEV_READY := $(VENV)/.dev-ready
# What tests need, by their markers (pyproject.toml): what every machine has, and what trains.
TRAINING := pytorch or scikit_learn
WHOLE := not pytorch and not scikit_learn
SMALL := $(WHOLE) and not chromium and not postgresql and not xvfb
INPUTS := pyproject.toml constraints.txt hatch_build.py $(wildcard build_tools/*.py)

.PHONY: check test-training bench-pages data-bench bench-recommender help run run-demo test lint types bench bench-peers screenshots translations clean catalog-check live-check

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) ## set everything up and start the app on localhost:5000 (PORT=… for another)
	@$(VENV)/bin/mien serve --host $(HOST) --port $(PORT)

run-demo: $(RUN_READY) ## the same with every outside source on, played by a fake world: no keys needed
	@$(PY) -m tests.fakes --port $(PORT)

check: $(CHECK_READY) ## run what needs nothing but Python, and the coverage of what you changed
	@$(PY) tools/check.py "$(SMALL)" $(PYTEST)

test: $(TEST_READY) ## set everything up and run all tests but those that train
	@sh tools/ensure-system.sh chromium postgresql xvfb
	@$(PY) -m pytest -m "$(WHOLE)" --cov --cov-report= $(PYTEST)
	@$(PY) tools/coverage_floors.py

test-training: $(DEV_READY) ## run the tests that train, with PyTorch, and those with scikit-learn
	@$(PY) -m pytest -m "$(TRAINING)" $(PYTEST)

lint: $(LINT_READY) ## ruff, import contracts, spelling
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --verbose
	@$(VENV)/bin/codespell README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md docs src tests

types: $(DEV_READY) ## mypy, strict
	@$(VENV)/bin/mypy

$(RUN_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera
	@touch $@

$(CHECK_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera,postgres,test
	@touch $@ $(RUN_READY)

$(TEST_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera,postgres,test,browser
	@touch $@ $(RUN_READY) $(CHECK_READY)

$(LINT_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) lint
	@touch $@

$(DEV_READY): $(INPUTS)
	@sh tools/ensure-venv.sh $(VENV) camera,postgres,train,dev
	@touch $@ $(RUN_READY) $(CHECK_READY) $(TEST_READY) $(LINT_READY)

bench: $(DEV_READY) ## time of the main paths on this machine
	@$(PY) -m benchmarks.vision
	@$(PY) -m benchmarks.web

bench-peers: $(DEV_READY) $(PEERS_READY) ## beside fer and mtcnn in an environment of their own (DATA=…, FACES=…)
	@$(PY) -m benchmarks.peers $(if $(wildcard $(FACES)/faces.csv),--faces $(FACES)) \
	  $(if $(wildcard $(FER)),--data $(FER))

# Apart from each other: fer names packages that have no build for every machine.
$(PEERS_READY): benchmarks/peers-requirements.txt
	@test -x $(PEERS)/bin/python || $(PY) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check -r $<
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --no-deps fer==25.10.3
	@touch $@

live-check: $(DEV_READY) ## the camera page follows a face from happy to sad (DATA=…)
	@sh tools/ensure-system.sh chromium
	@$(PY) -m benchmarks.live_check --data $(FER)

catalog-check: $(DEV_READY) ## hold the catalogue against outside data (DATA=…)
	@$(PY) -m benchmarks.catalogue_facts --data $(DATA)
	@$(PY) -m benchmarks.catalogue_labels --data $(DATA)

data-bench: $(DEV_READY) ## quality of the ranking on outside data (DATA=…, TASKS=T2,T5 for some), as Markdown
	@$(PY) -m benchmarks.ranking --data $(DATA) --tasks $(or $(TASKS),all)

bench-recommender: $(DEV_READY) ## time and memory of recommending, up to a million songs
	@OPENBLAS_NUM_THREADS=1 $(PY) -m benchmarks.recommender

translations: $(RUN_READY) ## find the texts of the pages anew; say what Hindi still lacks
	@$(PY) tools/translations.py

bench-pages: $(DEV_READY) ## what pages transfer and how fast they show, in Chromium, as Markdown
	@sh tools/ensure-system.sh chromium
	@$(PY) tools/measure_pages.py

screenshots: $(DEV_READY) ## pictures of every page: phone and desktop, light and dark; contact sheets in docs/images
	@sh tools/ensure-system.sh chromium devanagari
	@$(PY) tools/screenshots.py

clean: ## remove what the tasks made
	rm -rf $(VENV) .venvs build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage screenshots
