# Two commands: `make run` opens the desk phone with simulated callers, `make test` checks everything.
# Both set up what they need first; the second time that takes a second and needs no network.

SHELL := /bin/bash
PY := .venv/bin/python
SETUP := packaging/setup/setup
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run test check bench setup lock clean lint tests

help:                ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:                 ## set up what is needed, then open the desk phone with simulated callers
	@$(SETUP) run
	@$(PY) -m softphone demo

setup:               ## set up everything for `make run` and `make test`, and start nothing
	@$(SETUP) test

test:                ## set up everything, then run linters, types, contracts and all tests with real peers
	@$(SETUP) test
	@$(MAKE) lint
	@tests/run -m 'not bench'

check:               ## the fast part of `make test`: under a minute, nothing is set up
	@$(MAKE) lint
	@tests/run -m 'not e2e and not bench'

bench:               ## measure, and print figures beside those of other phones
	@$(SETUP) test
	@tests/run -m bench -s

lint:
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

lock:                ## choose newer versions of the Python packages and lock them
	@packaging/setup/lock

clean:               ## remove what was made in the tree; caches outside it stay
	@rm -rf .venv build dist *.egg-info .coverage .hypothesis .mypy_cache .ruff_cache .pytest_cache
	@rm -rf .import_linter_cache resources/connector/node_modules
	@find softphone tests packaging -name __pycache__ -prune -exec rm -rf {} +
