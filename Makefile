# One venv for everything; needs Python 3.11 or later and make. `make demo` and `make test` are the way in.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
YIJU = $(BIN)/yiju
CONSTRAINTS = constraints.txt
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo site test check nightly clean venv-dev editor

# --- environments: a stamp says what was installed, so a second call installs nothing -----------------------

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "yiju needs Python 3.11 or later; PYTHON=... names one"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/stamp-run: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	@echo "installing yiju into $(VENV)"
	@$(PIP) install -c $(CONSTRAINTS) -e '.[excel,batch]'
	@touch $@

# All at once, and what a person runs with it: going through the packages twice takes longer than fetching them.
$(VENV)/stamp-dev: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	@echo "installing yiju and what the tests need into $(VENV)"
	@$(PIP) install -c $(CONSTRAINTS) -e '.[documents,excel,batch,postgres,docs,lsp,dev]'
	@touch $(VENV)/stamp-run $@

$(VENV)/stamp-docs: $(VENV)/stamp-run
	@echo "installing what the site is made with"
	@$(PIP) install -c $(CONSTRAINTS) -e '.[excel,docs]'
	@touch $@

venv-dev: $(VENV)/stamp-dev

# --- what a person runs -------------------------------------------------------------------------------------

# The main job on real input: a document becomes a draft and a checked ledger; then, by finished rules, who is entitled
# to what, when it is paid, from which fund, and by which words; last, a population in one pass.
demo: $(VENV)/stamp-run
	@echo "=== 济南市历城区：把 2021 年的情况说明编译成草案，核对其中的每一笔合计"; echo
	@$(YIJU) compile rules/licheng/documents/历城区2020年扶贫资金使用及扶贫政策制定情况说明.txt -o build/licheng
	@echo; echo "=== 同一份说明的账目：收到、使用、结余和流向"; echo
	@$(YIJU) funds --rules build/licheng
	@echo
	@echo "=== 济南市历城区：2020 年扶贫系统干部补助（规则依据真实文件，记录是编造的）"; echo
	@$(YIJU) decide 干部补助 rules/licheng/records/干部.csv --rules rules/licheng --period 2020
	@echo; echo "=== 玉山县：2021 年的临时救助（地方和记录都是编造的）"; echo
	@$(YIJU) decide 临时救助 rules/yushan/records/申请户.json --rules rules/yushan --period 2021
	@echo; echo "=== 清湖市：2021 年上半年的城乡低保（地方和记录都是编造的）"; echo
	@$(YIJU) decide 城乡低保 rules/qinghu/records/救助对象.csv --rules rules/qinghu --period 2021-01..2021-06
	@echo; echo "=== 示例县：2024 年第一季度的困难家庭补助，十万户一次认定、支付（地方和记录都是编造的）"; echo
	@$(BIN)/python rules/shilixian/records/households.py 100000 build/demo/户.parquet
	@$(YIJU) batch 困难家庭补助 build/demo/户.parquet -o build/demo/认定.parquet --rules rules/shilixian --period 2024-01..2024-03 --pay --report build/demo/汇总.html --publish build/demo/公示.html

# The published rules of every place, in build/site: open build/site/index.html.
site: $(VENV)/stamp-docs
	@$(YIJU) docs build --rules rules -o build/site

test: $(VENV)/stamp-dev
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadgroup -rfEs
	@echo "left out: the large property runs (make nightly) and the benchmarks (bench/README.md); skips are listed above"

# What continuous integration runs: all that `make test` does, with 2,000 damaged texts instead of 200 and 50 rule sets of
# 1,000 records through statement and interpreter instead of 8 of 60. Spark's tests need `.[spark]`, which `.ci/run` installs.
check: $(VENV)/stamp-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	YIJU_CHECK=1 $(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadgroup -rfEs

# The large runs of the property tests: backends against each other on 100,000 generated triples, statements on 400 rule
# sets of 1,000 records, the compiler on 100,000 damaged texts, the readers on an hour of damaged files.
nightly: $(VENV)/stamp-dev
	@$(PIP) install -c $(CONSTRAINTS) -e '.[spark]'
	YIJU_NIGHTLY=1 $(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadgroup -rfEs

# The VS Code extension: checked, driven against the server, packed to build/yiju-policy.vsix. Needs Node 20 and its registry.
editor/node_modules/stamp: editor/package-lock.json
	cd editor && npm ci --silent --no-audit --no-fund
	@touch $@

editor: $(VENV)/stamp-dev editor/node_modules/stamp
	@mkdir -p build
	cd editor && npm run check
	cd editor && YIJU_PYTHON=$(abspath $(BIN)/python) npm test && npm run package

clean:
	rm -rf $(VENV) build dist editor/out editor/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
