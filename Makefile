# `make setup` installs into .venv from the lock file; every other target does that first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup fmt lint test clients bench golden gallery demo serve lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Skyloom needs Python 3.11 or newer; try: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

fmt: setup
	$(BIN)/ruff format src tests bench gallery
	$(BIN)/ruff check --fix src tests bench gallery

lint: setup
	$(BIN)/ruff format --check src tests bench gallery
	$(BIN)/ruff check src tests bench gallery
	$(BIN)/mypy
	$(BIN)/lint-imports

# Two processes, a file's tests in one of them, in the files' order: those that take longest do not come last.
test: lint clients
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Installs other people's clients (Node, Chromium, npm packages) for tests/clients, where that is possible.
clients:
	tests/clients/install.sh

# Renews the golden pictures; look at each before you commit it.
golden: setup
	$(BIN)/python -m pytest tests/engines --golden-renew

# Renders a small picture of every kit and every style into docs/gallery, with an index; the styles' are shipped too.
gallery: setup
	$(BIN)/python -m gallery

bench: setup
	$(BIN)/python -m bench

# Starts a real server, sends a prompt over HTTP and leaves the panorama in out/.
demo: setup
	$(BIN)/python examples/demo.py

serve: setup
	$(BIN)/skyloom serve

# Resolves the newest versions anew.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --upgrade --python-version 3.11 --python-platform x86_64-manylinux_2_28 -o requirements.lock

clean:
	rm -rf $(VENV) build out .mypy_cache .ruff_cache .pytest_cache .hypothesis
