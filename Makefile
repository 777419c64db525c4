# Each target sets up what it needs, in .venv. Say PYTHON=... where python3 is older than 3.11.
.DEFAULT_GOAL := help
.PHONY: help serve build check schema diff test test-thorough promise browsers mutation links audit audit-dependencies interop jdk builders \
	build-zensical lint lint-workflows format pre-commit benchmark benchmark-growth benchmark-mock benchmark-audit lock clean

PYTHON ?= python3
PORT ?= 8000
# How faults are shown: text for people, github for annotations; `make diff` has markdown, too.
FORMAT := text
MINUTES := 15
ERRORS := 300 1000 3000
BIN := .venv/bin
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check
SCRIPT := PYTHONPATH=tests $(BIN)/python
PYTEST := $(BIN)/pytest --numprocesses 2 --dist worksteal
SITE := .venv/.site-ready
DEV := .venv/.dev-ready
# npm and what it starts run on the Node of .venv.
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
TOOLS := tests/tools/node_modules/.ready
INTEROP := tests/interop/node_modules/.ready tests/interop/.venv/.ready
AUDIT := tests/audit/node_modules/.ready
PROPERDOCS := tests/builders/.venv-properdocs/.ready
ZENSICAL := tests/builders/.venv-zensical/.ready

# What the first line of each example file names, so that editors complete and check it before anything is built.
EDITOR_SCHEMA := .schemas/example.schema.json

export NO_MKDOCS_2_WARNING := 1
# Where an environment forbids Python to keep what it compiles, each of the many processes compiles all of hooks/ again.
unexport PYTHONDONTWRITEBYTECODE
# Two builds of one commit are the same, byte for byte.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: schema ## Build and serve the site at http://127.0.0.1:8000 (PORT=8000), and again after each edit
	@$(BIN)/python -c 'import socket, sys; port = sys.argv[1]; \
		port.isdecimal() and 0 < int(port) < 65536 or sys.exit(f"PORT is {port}; it is a number: make serve PORT=8001"); \
		taken = socket.socket().connect_ex(("127.0.0.1", int(port))) == 0; \
		sys.exit(f"port {port} is taken; try another: make serve PORT=8001" if taken else 0)' "$(PORT)"
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: schema ## Check, and build the site into site/; a failed build leaves it as it was
	@$(BIN)/portal build

check: $(SITE) ## Check examples, API documents, prose and files, without building
	@$(BIN)/portal check --format $(FORMAT)
	@$(MAKE) --silent schema

schema: $(EDITOR_SCHEMA) # for editors

$(EDITOR_SCHEMA): $(SITE) $(wildcard docs/api/*.yaml) $(wildcard hooks/*/*.py hooks/*/*/*.py)
	@$(BIN)/portal schema

diff: $(SITE) ## Compare the errors with those that the branch began with (REV=...); fail where a breaking change is not declared
	@$(BIN)/portal diff --format $(FORMAT) $(REV)

test: $(DEV) $(TOOLS) check ## Run the tests, in an installed browser too
	$(SCRIPT) tests/scripts/install_programs.py
	$(PYTEST) -m "not thorough"

test-thorough: $(DEV) $(TOOLS) ## Run the tests that take long and rarely break: every page, mutated files, generators
	$(SCRIPT) tests/scripts/install_programs.py
	$(PYTEST) -m "thorough"

promise: $(DEV) $(TOOLS) ## Add an error of each kind to a copy of the repository, and run its tests there
	$(SCRIPT) tests/scripts/install_programs.py
	$(BIN)/pytest tests/promise/check_*.py

browsers: $(DEV) ## Do what readers do in Chromium, Firefox and WebKitGTK, which Debian and Ubuntu have
	$(SCRIPT) tests/scripts/install_programs.py engines
	$(BIN)/pytest tests/engines/check_*.py

mutation: $(DEV) $(TOOLS) ## Count which changes of hooks/ the tests notice: a sample (MINUTES=15 SEED=... IN=...), or those since REV=...
	$(SCRIPT) tests/scripts/mutate.py --minutes $(MINUTES) $(SEED:%=--seed %) $(REV:%=--revision %) $(IN)

links: $(DEV) build ## Check all links of the site, also those that lead to other hosts
	$(SCRIPT) tests/scripts/check_links.py

audit: $(DEV) $(AUDIT) ## Run Lighthouse on the built site and print the scores, beside those of a revision (REV=main)
	$(SCRIPT) tests/scripts/install_programs.py
	$(SCRIPT) tests/audit/audit.py $(REV)

audit-dependencies: $(DEV) ## Ask whether a locked dependency is known to be vulnerable
	for lock in .ci/requirements-dev.txt tests/interop/requirements.txt tests/builders/*.txt; do \
		$(BIN)/pip-audit --strict --disable-pip --requirement $$lock || exit; done
	for lock in $(wildcard tests/*/package-lock.json); do (cd $$(dirname $$lock) && $(NODE) npm audit) || exit; done

interop: $(DEV) jdk $(INTEROP) ## Let the tools of partners generate, mock and check from what the site publishes; needs a JDK
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests/interop/check_*.py

builders: $(DEV) $(PROPERDOCS) $(ZENSICAL) ## Build the site with the site builders that may follow MkDocs, and compare
	$(SCRIPT) tests/scripts/install_programs.py
	$(BIN)/pytest tests/builders/check_*.py

build-zensical: $(SITE) $(ZENSICAL) ## Check, and build the site with Zensical into .zensical/site/
	@$(SCRIPT) tests/scripts/build_zensical.py

# What is missing is said before anything is downloaded.
jdk:
	@command -v javac > /dev/null || { echo "There is no JDK here; on Debian and Ubuntu: apt install default-jdk-headless"; exit 1; }

lint: $(DEV) $(TOOLS) lint-workflows ## Check style, types, the order of the rooms, scripts and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(NODE) tests/tools/node_modules/.bin/eslint --config tests/tools/eslint.config.js docs hooks tests

# The first says whether GitHub can run them, the second whether they are safe.
lint-workflows: $(DEV)
	$(BIN)/jactionlint --profile correctness --shellcheck= --pyflakes= .github/dependabot.yml .github/workflows/*
	$(BIN)/zizmor --quiet --offline --pedantic .github

format: $(DEV) ## Format the Python files
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

pre-commit: $(DEV) ## Install the hook that runs the fast checks before each commit
	$(BIN)/pre-commit install

benchmark: $(DEV) ## Compare the build with a plain Material site of the same size
	$(SCRIPT) tests/benchmarks/build.py

benchmark-growth: $(DEV) ## Measure a site of more and more errors (ERRORS="300 1000 3000"), beside plain Material and Zensical
	$(SCRIPT) tests/benchmarks/growth.py $(ERRORS)

benchmark-mock: $(DEV) ## Measure the mock server, and Prism and WireMock where `make interop` has installed them
	$(SCRIPT) tests/benchmarks/mock.py

benchmark-audit: $(DEV) $(TOOLS) ## Measure portal audit (MEGABYTES=100), beside Redocly's drift on the same traffic
	$(SCRIPT) tests/benchmarks/audit.py $(MEGABYTES:%=--megabytes %)

lock: $(DEV) ## Lock the dependencies that pyproject.toml names, and those of `make interop` and `make builders`
	$(BIN)/pip-compile $(LOCK_OPTIONS) --build-deps-for editable --output-file .ci/requirements.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK_OPTIONS) --build-deps-for editable --extra dev --constraint .ci/requirements.txt \
		--output-file .ci/requirements-dev.txt pyproject.toml
	cd tests/interop && $(CURDIR)/$(BIN)/pip-compile $(LOCK_OPTIONS) requirements.in
	cd tests/builders && for builder in *.in; do \
		$(CURDIR)/$(BIN)/pip-compile $(LOCK_OPTIONS) --constraint ../../.ci/requirements.txt $$builder || exit; done

LOCK_OPTIONS := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --allow-unsafe --strip-extras

clean: ## Remove all that these targets made
	rm -rf .venv tests/interop/.venv tests/builders/.venv-* .zensical .build .schemas .lycheecache site tests/*/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		hooks/*.egg-info
	find hooks tests -name __pycache__ -prune -exec rm -rf {} +

# What is missing is said before anything is downloaded.
$(SITE): .ci/requirements.txt pyproject.toml
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here; name a Python 3.11 or newer: make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
		"Python 3.11 or newer is needed, and $(PYTHON) is %d.%d; name another: make PYTHON=..." % sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv with what builds the site; this takes about half a minute, once."
	@$(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes --requirement .ci/requirements.txt
	@$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): $(SITE) .ci/requirements-dev.txt
	@echo "Adding the tools for tests to .venv; this takes about a minute, once."
	@$(INSTALL) --require-hashes --requirement .ci/requirements-dev.txt
	@touch $@

# They pin what is in .venv, too.
tests/interop/.venv/.ready: tests/interop/requirements.txt $(DEV)
	@echo "Installing the Python tools of tests/interop, once."
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

# properdocs builds with the theme, the hooks and all else that MkDocs builds with; Zensical brings what it needs.
$(PROPERDOCS): WITH = --requirement .ci/requirements.txt
$(PROPERDOCS): .ci/requirements.txt
tests/builders/.venv-%/.ready: tests/builders/%.txt
	@echo "Installing $* for tests/builders, once."
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $< $(WITH)
	@touch $@

%/node_modules/.ready: %/package-lock.json $(DEV)
	@echo "Installing the Node tools of $*, once."
	@cd $* && $(NODE) npm ci --silent
	@touch $@
