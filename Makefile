# Everything a developer does here. `make` alone lists the targets.

PYTHON     ?= python3
HOST       ?= 127.0.0.1
PORT       ?= 8000
PORTAL_URL ?= http://localhost:$(PORT)
# Passed on to pytest, to run just some tests: make test ARGS=tests/search, make test-sqlite ARGS='-k feed'
ARGS       ?=

VAR      := $(or $(VAR_DIR),var)
BIN      := .venv/bin
MANAGE   := $(BIN)/python manage.py
SETTINGS := SECRET_KEY DATABASE_URL REPLICA_URL DATABASE_READ_SECONDS DATABASE_WRITE_SECONDS ALLOW_DATA_LOSS DEBUG SECOND_FACTOR SESSION_IDLE_MINUTES SESSION_HOURS BENCHMARK \
            ALLOWED_HOSTS PORTAL_URL TRUSTED_PROXY \
            SITE_OWNER SECURITY_CONTACT CONTACT_EMAIL EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER \
            EMAIL_HOST_PASSWORD EMAIL_USE_TLS EMAIL_TIMEOUT VAR_DIR PERSONAL_DATA_MONTHS CHECK_AGAIN_MONTHS CHECK_LINK_DAYS REVIEW_LINK_DAYS \
            AUDIT_MONTHS CLAMAV_HOST CLAMAV_PORT FOUR_EYES ACCESSIBILITY_STATUS \
            MEDIA_STORAGE S3_BUCKET S3_ENDPOINT S3_REGION S3_ACCESS_KEY S3_SECRET_KEY \
            MONITORING_TOKEN LOG_FORMAT BACKUP_DIR BACKUP_KEEP BACKUP_RECIPIENTS ERROR_MAIL_TO

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev editor prepare test test-sqlite test-postgres test-browser \
        test-browser-faults test-browser-writing test-browser-reading drills relevance handbook lint check fix bench lock audit sbom release clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

# --- The site -------------------------------------------------------------------------------------

run dev editor: export PORTAL_URL := $(PORTAL_URL)
run dev editor: export SECRET_KEY = $(shell echo "$${SECRET_KEY:-$$(cat $(VAR)/secret-key 2>/dev/null)}")

run: export DEBUG := 0
run: prepare ## install what is needed and serve the site as in production
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "The portal is at $(PORTAL_URL). An editor's account: make editor. Stop with Ctrl-C."
	@exec $(BIN)/python -m gunicorn --config portal/gunicorn.py --bind $(HOST):$(PORT)

dev: export DEBUG := 1
dev: prepare ## serve the site for a developer, reloading on each change
	@$(MANAGE) runserver $(HOST):$(PORT)

editor: .venv/runtime $(VAR)/secret-key ## make an editor's account
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_editor

prepare: .venv/runtime $(VAR)/secret-key
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content

$(VAR)/secret-key:
	@umask 077 && mkdir -p $(VAR) && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

# --- The tests ------------------------------------------------------------------------------------

# The tests know only the settings given here, not those of the developer's shell; compiled code serves every run.
CLEAN  = env $(SETTINGS:%=-u %) -u PYTHONDONTWRITEBYTECODE \
         SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')
PYTEST = $(BIN)/python -m pytest
ON_SQLITE   = $(CLEAN) $(PYTEST) $(ARGS)
ON_POSTGRES = $(CLEAN) tests/postgres $(PYTEST) $(ARGS)
IN_BROWSER  = $(CLEAN) $(PYTEST) -m browser $(ARGS)

ifeq ($(strip $(ARGS)),)
# Two at a time, the longest first; the browser tests in parts, so that both cores are busy to the end.
test: .venv/dev ## run all checks and tests: style, SQLite, PostgreSQL and the browser (ARGS=…: just those tests)
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target lint check \
	  test-postgres test-sqlite test-browser-faults test-browser-writing test-browser-reading
else
# Just some tests, on each of the three where there are any: pytest ends with 5 when there are none.
test: .venv/dev
	@none=0; try() { "$$@" || { [ $$? -eq 5 ] && none=$$((none + 1)); }; }; \
	tests/need-package chromium test -x /usr/bin/chromium && \
	try $(ON_SQLITE) && try $(ON_POSTGRES) && try $(IN_BROWSER) && [ $$none -lt 3 ]
endif

test-sqlite: .venv/dev ## run the tests on SQLite
	@$(ON_SQLITE)

test-postgres: .venv/dev ## run the tests on a throw-away PostgreSQL
	@$(ON_POSTGRES)

test-browser: .venv/dev ## run the tests that need Chromium
	@tests/need-package chromium test -x /usr/bin/chromium
	@$(IN_BROWSER)

FAULTS  = tests/browser/test_accessibility.py
WRITING = $(shell grep -l live_server tests/browser/test_*.py)
READING = $(filter-out $(FAULTS) $(WRITING),$(wildcard tests/browser/test_*.py))
test-browser-faults: FILES := $(FAULTS)
test-browser-writing: FILES := $(WRITING)
test-browser-reading: FILES := $(READING)
test-browser-faults test-browser-writing test-browser-reading: .venv/dev
	@tests/need-package chromium test -x /usr/bin/chromium
	@$(IN_BROWSER) $(FILES)

THOROUGH = $(shell grep -l thoroughness tests/*/test_*.py | grep -v ^tests/drills/)
drills: .venv/dev ## run the drills: long tests with real processes, on SQLite and on PostgreSQL
	@table=$$(mktemp); status=0; \
	for server in '' tests/postgres; do \
	  $(CLEAN) THOROUGH=1 DRILL_TABLE=$$table $$server $(PYTEST) -p tests.support.drill_table -m 'not browser' \
	    $(ARGS) tests/drills $(THOROUGH) || status=1; \
	done; \
	$(BIN)/python -m tests.support.drill_table $$table; rm $$table; exit $$status

relevance: .venv/dev ## show how good the search is, on SQLite and on PostgreSQL
	@$(CLEAN) SHOW_RELEVANCE=1 $(BIN)/python -m pytest --quiet tests/relevance
	@$(CLEAN) SHOW_RELEVANCE=1 tests/postgres $(BIN)/python -m pytest --quiet tests/relevance

handbook: .venv/dev ## take the pictures of docs/redactie.md anew, in Chromium
	@tests/need-package chromium test -x /usr/bin/chromium
	@$(CLEAN) $(BIN)/python -m tests.handbook

check: .venv/dev ## check the migrations, and the settings as in production
	@$(CLEAN) $(MANAGE) makemigrations --check --dry-run
	@$(CLEAN) $(MANAGE) check_upgrade --since-release
	@$(CLEAN) PORTAL_URL=https://portal.example EMAIL_HOST=mail.example $(MANAGE) check --deploy --fail-level WARNING

lint: .venv/dev ## check the style of code, templates and the container file
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/hadolint deploy/Containerfile

fix: .venv/dev ## repair what lint can repair
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# --- The speed ------------------------------------------------------------------------------------

BENCH        ?= ../shared/bench
BENCH_WORK   ?= /tmp/portal-bench
BENCH_N      ?= 1000,10000
BENCH_ROUNDS ?= 3
BENCH_STEPS  ?= setup load raw run report
# Passed on to the harness: make bench BENCH_STEPS='load run' BENCH_ARGS='--only portal-sqlite'
BENCH_ARGS   ?=

bench: ## measure the speed beside that of others, with made-up initiatives (BENCH_N=1000,10000,100000)
	@test -f $(BENCH)/bench.py || { echo "make bench needs the harness, which is not in $(BENCH); see BENCH" >&2; exit 1; }
	@$(MAKE) --no-print-directory .venv/runtime
	@for step in $(BENCH_STEPS); do \
	  $(PYTHON) $(BENCH)/bench.py $$step --extra bench/portal.toml --work $(BENCH_WORK) --n $(BENCH_N) \
	    --rounds $(BENCH_ROUNDS) $(BENCH_ARGS) || exit; \
	done
	@$(BIN)/python -m bench.ratios $(BENCH_WORK)/results.jsonl
	@databases=$$(ls $(BENCH_WORK)/db/portal-*.db 2>/dev/null); test -z "$$databases" || $(BIN)/python -m bench.exports $$databases

# --- The environment ------------------------------------------------------------------------------

# .venv/runtime and .venv/dev are stamps: pip runs only when a lock file has changed.
.venv/runtime: requirements.txt
.venv/dev: requirements-dev.txt
.venv/runtime .venv/dev: | $(BIN)/pip
	@echo "Installing $^"
	@$(BIN)/pip install --quiet --require-hashes --requirement $^
	@touch $@

$(BIN)/pip:
	@tests/need-package python3-venv $(PYTHON) -c 'import ensurepip'
	@$(PYTHON) -m venv .venv

UPGRADE ?= --upgrade
LOCK = $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header
lock: $(BIN)/pip ## pin the newest versions that pyproject.toml allows (UPGRADE= only adds what is missing)
	@$(BIN)/pip install --quiet uv
	@$(LOCK) pyproject.toml --output-file requirements-dev.txt --extra dev --extra s3
	@$(LOCK) pyproject.toml --output-file requirements-s3.txt --extra s3 --constraint requirements-dev.txt
	@$(LOCK) pyproject.toml --output-file requirements.txt --constraint requirements-dev.txt
	@$(MAKE) --no-print-directory sbom

# --- The release ----------------------------------------------------------------------------------

audit: ## ask OSV for advisories about what is pinned; 2 when it cannot be asked
	@$(PYTHON) release/audit.py

sbom: .venv/dev ## write what an installation is made of (CycloneDX): release/sbom.cdx.json
	@$(BIN)/python release/release.py --sbom

# UNAUDITED=1 goes on when OSV cannot be asked; never when it knows of something.
release: .venv/dev ## make a release of a clean checkout: make release VERSION=0.3.0
	@test -z "$$(git status --porcelain)" || { echo "No release: the checkout has changes that are not committed." >&2; exit 1; }
	@$(PYTHON) release/audit.py || { [ $$? -eq 2 ] && [ "$(UNAUDITED)" = 1 ]; }
	@$(MAKE) --no-print-directory lock UPGRADE= check
	@$(CLEAN) $(BIN)/python release/release.py "$(VERSION)"

clean: ## remove what was installed and built; the database and the key in VAR_DIR stay
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis $(VAR)/static
	find . -name __pycache__ -prune -exec rm -rf {} +
