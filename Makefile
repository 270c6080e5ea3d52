# Two commands set everything up: `make serve` and `make test`. Both are quick, and need no network, the second time.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
SOURCES := ingest retriever eval app
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# Documents of others that some tests measure on; those tests skip, saying so, where the folder is absent.
POLICYQA_TEST_DATA ?= $(wildcard ../shared/data)
TEST_LIMIT ?= 1200
FAST_LIMIT ?= 90
LIMIT = $(if $(shell command -v timeout),timeout --kill-after=10 $(1))

.PHONY: help
help:  ## list the targets
	@echo "make TARGET, one of:"
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)$$/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done

# pip runs again only when what it would install may have changed. The build tool is installed beside the dependencies,
# pinned like them, so that even then no network is needed if nothing new is asked for.
INSTALL := $(PIP) install --no-build-isolation -c constraints.txt
.venv/.made:
	@bash scripts/venv.sh .venv
	@touch $@

.venv/.installed: .venv/.made pyproject.toml constraints.txt
	@echo "installing the pinned dependencies (minutes the first time)"
	@$(PIP) install -c constraints.txt hatchling editables
	@$(INSTALL) -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "installing the pinned development tools"
	@$(INSTALL) -e '.[dev]'
	@touch $@

.PHONY: install
install: .venv/.installed  ## make .venv with the pinned dependencies

.PHONY: serve
serve: .venv/.installed  ## index docs_corpus/ and open the page on http://127.0.0.1:7860
	@$(BIN)/policyqa ingest || [ $$? -eq 1 ]
	@exec $(BIN)/policyqa serve

.PHONY: test
test: .venv/.installed-dev  ## run all tests, those in a browser too (20 minutes at most)
	@CHROMIUM="$$(bash scripts/browser.sh)"; export CHROMIUM POLICYQA_TEST_DATA="$(POLICYQA_TEST_DATA)"; \
	$(call LIMIT,$(TEST_LIMIT)) $(BIN)/python -m pytest

.PHONY: test-fast
test-fast: .venv/.installed-dev  ## run the tests that need no browser and are not slow (90 seconds at most)
	@export POLICYQA_TEST_DATA="$(POLICYQA_TEST_DATA)"; \
	$(call LIMIT,$(FAST_LIMIT)) $(BIN)/python -m pytest -m "not slow and not browser"

.PHONY: check
check: .venv/.installed-dev  ## lint, formatting, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: format
format: .venv/.installed-dev  ## put the source into the project's format, write the generated pages anew
	@$(BIN)/ruff check --fix --select I .
	@$(BIN)/ruff format .
	@$(BIN)/python -m scripts.file_list
	@$(BIN)/python -m scripts.settings_page

.PHONY: clean
clean:  ## remove .venv, caches and builds (the data folder stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info
	find $(SOURCES) tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
