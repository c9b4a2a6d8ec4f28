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
# The program that other programs' tests speak with.
export VARIORUM ?= $(TARGET)/debug/variorum

# Property tests draw the same cases in every run, so that a run judges the change and not its luck; `soak` draws new ones.
test: export PROPTEST_RNG_SEED ?= 20261122

.PHONY: help test soak check fmt lint bench server need-cargo

# What `test` runs after the tests of Rust. Each file of mk/ is one part, installs what it needs below target, and adds its name.
PARTS :=
include $(sort $(wildcard mk/*.mk))

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
	@$(MAKE) --no-print-directory $(PARTS)

soak: need-cargo ## Run the property tests on new cases, over and over, until one fails
	while cargo nextest run $(LOCKED) -E 'not (binary(cli) or binary(lsp))'; do :; done

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
	benches/hostile.py
	cargo bench $(LOCKED) --bench edit

need-cargo:
	@command -v cargo >/dev/null || { echo 'cargo is missing: install Rust, see rust-version in Cargo.toml'; exit 1; }
	@cargo fmt --version >/dev/null 2>&1 || { echo 'rustfmt is missing: rustup component add rustfmt'; exit 1; }
	@cargo clippy --version >/dev/null 2>&1 || { echo 'clippy is missing: rustup component add clippy'; exit 1; }
