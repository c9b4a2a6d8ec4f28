# Nothing is built twice: nextest and the doc tests share the test profile, and clippy, which only checks,
# shares its build scripts and macros with them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# A run that stands for the project must not quietly take other versions than those of Cargo.lock.
LOCKED := $(if $(CI),--locked)
PROFILE := $(if $(CI),--profile ci)
NEXTEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo yes)
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
# What the sessions need is put there, and nothing into the source tree.
SESSIONS := $(TARGET)/sessions
# The server that the sessions speak with.
export VARIORUM ?= $(TARGET)/debug/variorum

.PHONY: help test sessions python node check fmt lint bench server need-cargo need-python need-node

help: ## Print this help
	@sed -En 's/^([a-z]+):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r target what; do \
		printf '  make %-8s %s\n' "$$target" "$$what"; done

test: check ## Run every test, after the checks
ifeq ($(NEXTEST),yes)
	cargo nextest run $(LOCKED) $(PROFILE)
else
	@echo 'cargo-nextest is missing: falling back on cargo test, which has no time limits'
	cargo test $(LOCKED) --lib --bins --tests
endif
	cargo test $(LOCKED) --doc
	@$(MAKE) --no-print-directory sessions

sessions: python node ## Run the sessions of clients that others wrote; `test` does it too

python: server $(SESSIONS)/python/ready
	cd tests/sessions/python && PYTHONDONTWRITEBYTECODE=1 $(SESSIONS)/python/bin/pytest -q

$(SESSIONS)/python/ready: tests/sessions/python/requirements.txt | need-python
	python3 -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

node: server $(SESSIONS)/node/ready
	NODE_PATH=$(SESSIONS)/node/node_modules node --test tests/sessions/node/session.test.js

$(SESSIONS)/node/ready: tests/sessions/node/package.json tests/sessions/node/package-lock.json | need-node
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --no-audit --no-fund --loglevel error
	touch $@

# The binary as the tests of the command line want it, and have it from `make test`. `cargo build` would compile some crates
# again, with less features.
server: need-cargo
	cargo test $(LOCKED) --quiet --no-run --test cli

check: fmt lint ## Check the formatting and run the linter

fmt: need-cargo
	cargo fmt --check

lint: need-cargo
	cargo clippy $(LOCKED) --all-targets -- -D warnings

bench: need-cargo ## Measure the speed, on synthetic bundles
	cargo build --release $(LOCKED)
	benches/check.py --sizes 1 10 100
	cargo bench $(LOCKED) --bench edit

need-cargo:
	@command -v cargo >/dev/null || { echo 'cargo is missing: install Rust, see rust-version in Cargo.toml'; exit 1; }
	@cargo fmt --version >/dev/null 2>&1 || { echo 'rustfmt is missing: rustup component add rustfmt'; exit 1; }
	@cargo clippy --version >/dev/null 2>&1 || { echo 'clippy is missing: rustup component add clippy'; exit 1; }

need-python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { echo 'Python 3.10 or newer is missing: the sessions of tests/sessions/python need it'; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo 'the venv module of Python is missing: apt-get install python3-venv'; exit 1; }

need-node:
	@node -e 'process.exit(+(process.versions.node.split(".")[0] < 18))' 2>/dev/null || { echo 'Node.js 18 or newer is missing: the sessions of tests/sessions/node need it'; exit 1; }
	@command -v npm >/dev/null || { echo 'npm is missing: it comes with Node.js, or as a package of its own'; exit 1; }
