# make run     a served, seeded application, address printed         make demo     the seeded demo back as new
# make test    everything a change must pass
# make check   format, lint, types, templates, JavaScript
# make quick   the fast part: the same on the product alone, and the tests that need neither server nor page
# make bench   the measures of benchmarks/, each beside its limit      make faults  the same under faults
# make words   catalogues brought up to the sources, then compiled     make docs    generated pages of docs/
# make lock    new lock files from pyproject.toml and package.json     make clean   back to a fresh clone, data kept

PYTHON ?= python3
PY := .venv/bin/python
# A stamp carries its lock's checksum in its name: a checkout that changes dates only installs nothing again.
SUMS := $(shell cksum requirements.lock requirements-dev.lock pyproject.toml)
RUNTIME := .venv/.runtime-$(word 1,$(SUMS))
DEV := .venv/.dev-$(word 4,$(SUMS))
PACKAGE := .venv/.package-$(word 7,$(SUMS))
VENDOR := static/vendor/stamp
TOOLS := node_modules/.package-lock.json
WORDS := $(patsubst %.po,%.mo,$(wildcard cell/words/*/LC_MESSAGES/messages.po))
UV = $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(PY),$(PY) -m pip install --quiet --disable-pip-version-check)
PYTHONS := $(wildcard app.py cell build tests benchmarks)
JAVASCRIPTS := $(wildcard static/js tests/js build/front)
# A file's tests share a server; tests/conftest.py says which file comes when.
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder -q
# What needs no server, no browser and no page.
UNITS := tests/facts tests/commands tests/duplicates tests/project
CHECKS := types lint-javascript types-javascript lint-templates lint
JSTESTS = $(shell find tests/js -name '*.test.js' 2>/dev/null)

# Every server a test starts would compile the whole product anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo install test tests javascript quick units check types types-product lint lint-templates types-javascript lint-javascript bench faults words docs lock clean
.DELETE_ON_ERROR:

run: install
	@exec $(PY) app.py

demo: install
	@.venv/bin/cell demo-reset

install: $(PACKAGE) $(VENDOR) $(WORDS)

.venv/bin/python:
	@PYTHON=$(PYTHON) build/system.sh venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crisis Cell needs Python 3.11 or later.")'
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(RUNTIME): | .venv/bin/python
	@echo "Installing requirements.lock"
	@$(INSTALL) --require-hashes -r requirements.lock
	@rm -f .venv/.runtime-*; touch $@

$(DEV): | $(PACKAGE)
	@echo "Installing requirements-dev.lock"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@rm -f .venv/.dev-*; touch $@

$(VENDOR): package-lock.json build/vendor.py $(wildcard build/front/*.js) | $(RUNTIME)
	@echo "Building the browser libraries"
	@$(PY) build/vendor.py && touch $@

$(TOOLS): package-lock.json | $(RUNTIME)
	@$(PY) build/vendor.py --tools && touch $@

%.mo: %.po | $(RUNTIME)
	@$(PY) build/words.py

# The build tools are in the lock, so nothing unlocked is fetched for the build.
$(PACKAGE): | $(RUNTIME) $(VENDOR) $(WORDS)
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@rm -f .venv/.package-*; touch $@

# Tests wait much of their time: meanwhile all that is checked is checked, one thing after the other.
test: install $(DEV) $(TOOLS)
	@build/system.sh chromium servers gcc strace
	@$(MAKE) --no-print-directory --jobs=2 tests $(CHECKS) javascript

tests:
	$(PY) -m pytest $(SIDE_BY_SIDE)
javascript:
	$(if $(JSTESTS),$(PY) build/node.py --import ./build/front_names.js --test $(JSTESTS))

# The types of the product take one core about as long as all the rest takes the other.
quick: install $(DEV) $(TOOLS)
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target types-product lint-javascript types-javascript \
		lint-templates lint units javascript

units:
	$(PY) -m pytest -q -m 'not slow' $(UNITS)

check: $(DEV) $(VENDOR) $(TOOLS)
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target $(CHECKS)

types:
	$(PY) build/node.py node_modules/pyright/index.js
types-product:
	$(PY) build/node.py node_modules/pyright/index.js app.py cell build
lint:
	$(PY) -m ruff format --check --quiet $(PYTHONS)
	$(PY) -m ruff check --quiet $(PYTHONS)
lint-templates:
	$(if $(shell find templates -name '*.html' 2>/dev/null),$(PY) -m djlint --lint --quiet templates)
types-javascript:
	$(PY) build/node.py node_modules/typescript/bin/tsc --project jsconfig.json
lint-javascript:
	$(PY) build/node.py node_modules/eslint/bin/eslint.js --max-warnings 0 --no-error-on-unmatched-pattern $(JAVASCRIPTS)

bench: install $(DEV)
	@build/system.sh gcc
	$(PY) -m benchmarks

faults: install $(DEV)
	@build/system.sh gcc
	$(PY) -m benchmarks.faults

words: $(RUNTIME)
	$(PY) build/words.py --update

docs: $(RUNTIME)
	$(PY) build/kinds_doc.py
	$(PY) build/rights_doc.py

# Relative paths only: uv writes its command line into the file. --universal: one lock for every system.
COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --upgrade
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH: pipx install uv"; exit 1; }
	$(COMPILE) pyproject.toml --extra scale --group build -o requirements.lock
	$(COMPILE) -c requirements.lock pyproject.toml --extra scale --group dev -o requirements-dev.lock
	$(COMPILE) --group node -o requirements-node.lock
	npm update --package-lock-only --ignore-scripts
	rm -rf node_modules && npm ci --ignore-scripts

clean:
	rm -rf .venv node_modules static/vendor static/vendor.new .ruff_cache .pytest_cache .hypothesis .coverage* dist
	find cell -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
