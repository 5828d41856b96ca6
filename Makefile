# Viva Voce: each target works from a bare checkout on Debian or Ubuntu with make and Python 3.11.
# ARGS passes flags on, for instance:  make bench ARGS="bank --json"

SHELL := /bin/bash
.DEFAULT_GOAL := help
ARGS ?=
VIVA := .venv/bin/viva
SYNCED := .venv/.synced

.PHONY: help run test check bench eval train pull doctor space-files licences models-table system clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' Makefile | awk -F':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

run: $(SYNCED) ## set up what is missing, fetch the weights, serve the page
	@.venv/bin/python scripts/system_packages.py run
	@$(VIVA) pull --without llm_tiny
	@$(VIVA) serve $(ARGS)

test: $(SYNCED) ## the tests; FULL=1 fetches the 1.12 GB interviewer model and tests with it
	@.venv/bin/python scripts/system_packages.py run test
	@bash scripts/test.sh $(ARGS)

check: $(SYNCED) ## formatting, lint, types, import rules, generated files
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports --no-logo
	.venv/bin/python scripts/space_files.py --check
	.venv/bin/python scripts/licences.py --check
	.venv/bin/python scripts/models_table.py --check

bench: $(SYNCED) ## the benchmarks
	$(VIVA) bench $(ARGS)

eval: $(SYNCED) ## the evaluation suite
	$(VIVA) eval $(ARGS)

train: $(SYNCED) ## train the face and voice models on ../shared/data (VIVA_DATA overrides)
	$(VIVA) train face $(ARGS)
	$(VIVA) train voice $(ARGS)

pull: $(SYNCED) ## fetch and check every weight
	$(VIVA) pull $(ARGS)

doctor: $(SYNCED) ## prove each part with a real sample
	$(VIVA) doctor $(ARGS)

space-files: $(SYNCED) ## write requirements.txt and packages.txt for a Hugging Face Space
	.venv/bin/python scripts/space_files.py

models-table: $(SYNCED) ## write the README's table of measured figures from models/results
	.venv/bin/python scripts/models_table.py

licences: $(SYNCED) ## write docs/licences.md
	.venv/bin/python scripts/licences.py

system: $(SYNCED) ## install the system packages that are missing, where that is allowed
	.venv/bin/python scripts/system_packages.py run test

clean: ## remove what make has put into the checkout
	rm -rf .venv .uv .pytest_cache .ruff_cache .import_linter_cache

$(SYNCED): pyproject.toml uv.lock scripts/setup.sh
	@bash scripts/setup.sh
	@touch $@
