# Two commands: `make run` opens the desk phone with simulated callers, `make test` checks everything.
# Both set up what they need first; the second time that takes a second and needs no network.

SHELL := /bin/bash
PY := .venv/bin/python
SETUP := packaging/setup/setup
PYTEST := tests/alone $(PY) -m pytest -r fEs
PURE := contacts core connector protocol quality settings
WORKERS := $(PY) -m pytest -r fEs --dist loadfile --tx "$(shell expr $$(nproc) + 1)*popen//python=tests/alone $(PY)"
AGAIN = { echo "What failed (named above) is tried once more, alone: calls in real time need a machine that keeps up." && \
	$(PYTEST) -n 0 -m 'not bench' --last-failed --last-failed-no-failures none; }
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run test check bench cover setup lint lock generated screenshots clean

help:    ## list what can be made
	@sed -nE 's/^([a-z]+): *## /make \1\t/p' $(MAKEFILE_LIST)

run:     ## open the desk phone with simulated callers
	@$(SETUP) run
	@$(PY) -m softphone demo

# every worker has a network of its own, so that tests on the same port do not meet
test:    ## linters, types, import contracts and all tests, with real SIP peers
	@$(SETUP) test
	@$(MAKE) lint || { failed=yes; echo "The linters object (above); the tests run all the same."; }; \
	$(MAKE) cover || { failed=yes; echo "Tests of the pure parts miss something (above); all tests run all the same."; }; \
	{ $(WORKERS) -m 'not bench' || $(AGAIN); } && [ -z "$$failed" ]

# no peers, no windows, no chance: what those find is found by `make test`
check:   ## the fast part of `make test`, in under a minute; sets nothing up
	@$(MAKE) lint
	@$(PYTEST) -n auto --maxprocesses 4 -q -m 'not e2e and not bench and not hypothesis' --ignore tests/ui/widgets

# without the tests that choose their cases by chance, so that it is the same every time
cover:   ## see that the tests of the pure parts reach every line and branch
	@$(PYTEST) -n auto --maxprocesses 4 -q -m 'not e2e and not bench and not hypothesis' --cov --cov-report term-missing \
		$(PURE:%=tests/%) tests/engine

bench:   ## measure, and print figures beside those of another phone (ARGS="--quick --only NAME --write-readme")
	@$(SETUP) test
	@tests/alone $(PY) -m tests.bench $(ARGS)

setup:   ## set up for `make run` and `make test`, and start nothing
	@$(SETUP) test

lint:    ## linters, types and import contracts alone
	@for linter in "ruff check" "ruff format --check" mypy "lint-imports --no-logo"; do \
		.venv/bin/$$linter || failed=yes; \
	done; resources/connector/node_modules/.bin/tsc -p resources/connector || failed=yes; [ -z "$$failed" ]

lock:    ## lock what pyproject.toml newly asks for; to upgrade the rest too: make lock UPGRADE=--upgrade
	@packaging/setup/lock $(UPGRADE)

generated:  ## rewrite the schemas, tables and pages that are made from the code and from the flows
	@$(PY) packaging/write-generated
	@$(PY) packaging/write-flows

screenshots:  ## render the desk's main screens into docs/screenshots
	@$(PY) -m tests.ui.screenshots $(ARGS)

clean:   ## remove what was made in the tree; the cache outside it stays
	@rm -rf .venv build dist *.egg-info .coverage .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@rm -rf resources/connector/node_modules resources/connector/dist
	@find softphone tests packaging -name __pycache__ -prune -exec rm -rf {} +
