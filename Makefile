# scicity: everything from a bare clone. Needs only a Python 3 to begin with.
UV_VERSION := 0.13.9
BOOT := .uv
VENV := .venv
# versions of Python that a version manager keeps, for uv to find
export PATH := $(PATH):$(subst $() ,:,$(wildcard $(HOME)/.pyenv/versions/3.1[3-9]*/bin))
RUN := $(VENV)/bin/python
PRETTIER := requirements/modeller/node_modules/.bin/prettier
# an environment that forbids bytecode would have every command compile all that it loads, each time
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-full check check-web format bench chaos asvs audit sbom drill screenshots setup setup-full clean lock

demo: setup            ## real logs and published facts in, the first chapter out
	$(VENV)/bin/scicity --ledger var/ledger demo

test: setup            ## the tests that need nothing but Python
	$(RUN) -m pytest -n 2 --dist worksteal -m "not full"

test-full: setup-full  ## all tests, a browser and the long ones included; WHICH='-m full': only what `make test` leaves out
	$(RUN) -m pytest -n 2 --dist worksteal --durations=12 $(WHICH)

check: setup           ## style, types, contracts between rooms
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

check-web: setup-full  ## the form of templates, styles, scripts and YAML
	$(PRETTIER) --check .

format: setup-full     ## everything in the one form that the checks ask for
	$(VENV)/bin/ruff format --quiet .
	$(PRETTIER) --write --log-level warn .

bench: setup           ## tables of ratios; BENCH_ROWS=100000000 for the large run
	$(RUN) -m benchmarks
	$(RUN) -m benchmarks.access
	$(RUN) -m benchmarks.schedule
	$(RUN) -m benchmarks.portal
	$(RUN) -m benchmarks.services

chaos: setup           ## 300 faults at random: what was lost or doubled; CHAOS_FAULTS, CHAOS_SECONDS, CHAOS_SEED
	$(RUN) -m tools.chaos

asvs: setup-full       ## docs/asvs.md, from the tests that name a requirement
	$(RUN) -m pytest -p tools.asvs -n 2 --dist worksteal -m asvs

audit: setup           ## known faults of what we depend on; needs the vulnerability service of PyPI
	$(RUN) -m tools.audit

sbom: setup            ## var/sbom.json: what an installation consists of (CycloneDX 1.6)
	mkdir -p var
	$(VENV)/bin/cyclonedx-py requirements --spec-version 1.6 --output-reproducible -o var/sbom.json requirements/lock.txt

drill: setup           ## back up under load, destroy, restore, compare all figures; DRILL_ROWS=1000000
	$(RUN) -m tools.drill

screenshots: setup-full  ## twenty main pages in both languages, after `make demo`
	$(RUN) tools/screenshots.py

setup: $(VENV)/.ready

$(BOOT)/bin/uv:
	python3 -m venv $(BOOT)
	$(BOOT)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.ready: requirements/lock.txt requirements/fonts.txt pyproject.toml | $(BOOT)/bin/uv
	$(BOOT)/bin/uv venv --quiet --clear --python 3.13 $(VENV)
	$(BOOT)/bin/uv pip install --quiet --python $(VENV) --require-hashes -r requirements/lock.txt
	$(BOOT)/bin/uv pip install --quiet --python $(VENV) --require-hashes --no-deps -r requirements/fonts.txt
	$(BOOT)/bin/uv pip install --quiet --python $(VENV) --no-deps --no-build-isolation -e .
	$(RUN) -m compileall -q -j 2 $(VENV)/lib src
	touch $@

setup-full: setup      ## also what the full tests need from the system
	command -v chromium >/dev/null && command -v java >/dev/null && command -v clamd >/dev/null && ls /usr/lib/postgresql >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk postgresql default-jre-headless clamav-daemon)
	$(BOOT)/bin/uv pip install --quiet --python $(VENV) --require-hashes --no-deps -r requirements/full.txt
	$(RUN) -m compileall -q -j 2 $(VENV)/lib
	command -v npm >/dev/null || apt-get install -y -qq npm
	npm ci --silent --ignore-scripts --no-audit --no-fund --prefix requirements/modeller

lock: | $(BOOT)/bin/uv ## pin every version again
	$(BOOT)/bin/uv pip compile -q --python 3.13 --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml requirements/dev.in -o requirements/lock.txt
	$(BOOT)/bin/uv pip compile -q --no-deps --python 3.13 --generate-hashes --no-emit-index-url --no-header requirements/fonts.in -o requirements/fonts.txt
	$(BOOT)/bin/uv pip compile -q --no-deps --python 3.13 --universal --generate-hashes --no-emit-index-url --no-header requirements/full.in -o requirements/full.txt

clean:
	rm -rf $(VENV) $(BOOT) var benchmarks/work
