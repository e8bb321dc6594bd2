# Set up, run and check the portal. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help install system run demo test test-everywhere lint bench papers copies screenshots translations access clean
SHELL := /bin/bash

STYLES := portal/static/vendor/source-sans-3.css
WELSH := portal/translations/cy/LC_MESSAGES/messages

help: ## List these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

install: system .venv/installed $(STYLES) $(WELSH).mo ## Put Python and front-end packages in place

system:
	@scripts/system_needs.sh

run: install ## Serve the portal, with the demo hubs, on http://127.0.0.1:8000 (PORT=… for another)
	@exec scripts/run.sh

demo: install ## Start again with a fresh demo database
	@scripts/demo.sh

test: install .venv/installed-dev ## Lint, types and all tests, on SQLite and PostgreSQL
	@scripts/test.sh

test-everywhere: install .venv/installed-dev ## The same, with pages on both databases and every journey
	@PORTAL_TEST_EVERYWHERE=1 scripts/test.sh

lint: install .venv/installed-dev ## Style, types and templates only
	@scripts/lint.sh

bench: install .venv/installed-dev ## Measure, print ratios and write JSON
	@.venv/bin/python scripts/with_postgres.py .venv/bin/python -m bench

papers: install .venv/installed-dev ## Print every paper of early help and check all with veraPDF
	@.venv/bin/python scripts/check_papers.py

copies: install .venv/installed-dev ## Look for leaks in a thousand families' copies; measure the search
	@PORTAL_TEST_EVERYWHERE=1 .venv/bin/pytest -q tests/documents/test_family_copies.py
	@.venv/bin/python -m bench.copy_search

screenshots: install .venv/installed-dev ## Take the pictures in docs/screenshots again
	@PORTAL_CHROMIUM=$$(scripts/ensure_chromium.sh) PORTAL_SCREENSHOTS=docs/screenshots \
	  .venv/bin/pytest -q -m browser

translations: install ## Bring the Welsh catalogue up to the words in the code
	@.venv/bin/python scripts/translations.py update

access: install ## Write docs/access-table.txt again, after adding a page or changing a rule
	@.venv/bin/flask --app wsgi access-table > docs/access-table.txt

clean: ## Remove what install made; instance/ and its database stay
	rm -rf .venv node_modules portal/static/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: requirements.txt scripts/make_venv.sh | system
	@scripts/make_venv.sh
	.venv/bin/python -m pip install --disable-pip-version-check -q -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	.venv/bin/python -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package-lock.json | system
	@scripts/npm_packages.sh

$(STYLES): node_modules/.package-lock.json scripts/copy_vendor.py .venv/installed
	@.venv/bin/python scripts/copy_vendor.py

$(WELSH).mo: $(WELSH).po scripts/translations.py .venv/installed
	@.venv/bin/python scripts/translations.py compile
