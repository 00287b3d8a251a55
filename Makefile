# Two commands do everything on a machine with Python 3.11 or newer: `make report` and `make test`.
# The first to be called sets up .venv with the versions pinned in constraints.txt.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help report test slow check notebooks lab desk docs format sample clean

help: ## say what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed / Cần Python 3.11 trở lên" >&2; exit 2; }
	@echo "Setting up .venv (once) / Đang cài đặt vào .venv (một lần)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m compileall -q dxanalysis
	@touch $@

report: $(READY) ## make the site of the embedded province: site/index.html
	@$(BIN)/dxanalysis report

test: $(READY) check ## check the code and run every test
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

slow: $(READY) ## run the tests that take long
	@$(BIN)/python -m pytest -n auto --dist worksteal -m slow

check: $(READY) ## lint, types, import contracts, notebooks
	@sh .ci/check

notebooks: $(READY) ## run every notebook, on the sample and on real boundaries
	@$(BIN)/python -m pytest -n auto --dist load tests/test_notebooks.py -m "slow or not slow"

lab: $(READY) ## open JupyterLab on the desk, in Vietnamese
	@$(BIN)/dxanalysis lab

desk: $(READY) ## make the folder that planners unpack: build/dxanalysis-desk.zip
	@$(BIN)/python desk/make_desk.py

docs: $(READY) ## build the documentation and check its links: build/docs/index.html
	@$(BIN)/python -c 'import furo, myst_parser' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@$(BIN)/sphinx-build --fresh-env --quiet --fail-on-warning --keep-going -b html docs build/docs
	@$(BIN)/python docs/check_site.py build/docs
	@echo build/docs/index.html

format: $(READY) ## put code and notebooks into the house's form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format . ; \
	$(BIN)/nbstripout notebooks/source/*.ipynb notebooks/district_report.ipynb ; \
	$(BIN)/python notebooks/make_notebooks.py

sample: $(READY) ## make the illustrative files and the approximate boundaries again
	@$(BIN)/python data/son-la/make_workbooks.py
	@$(BIN)/python data/son-la/make_boundaries.py
	@$(BIN)/python data/measurements-sample/make_measurements.py

clean: ## take away what was made, .venv too
	@rm -rf .venv site map.html build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
