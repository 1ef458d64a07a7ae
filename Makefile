# Everything a person needs to do here, by name. Without a name: the list.
.DEFAULT_GOAL := help
.PHONY: help setup build run tour test check bench guide fmt clean
MAKEFLAGS += --no-print-directory

JOBS := $(shell nproc)
SHOUXIN := build/release/shouxin
DEMO := build/demo

# The console goes into the binary: it is built first, when something that it is made of changed.
WEB := build/web/index.html
web_sources := $(shell find web -name node_modules -prune -o -name schema.d.ts -o -type f -print)

# A preset is configured once; ninja itself notices what changed later.
configure = test -f build/$(1)/build.ninja || cmake --preset $(1) >/dev/null
compile = { $(call configure,$(1)); } && cmake --build --preset $(1) -j $(JOBS) $(if $(2),--target $(2))
ctest = ctest --preset $(1) -j $(JOBS) --no-label-summary $(2)
say = printf '\n== %s\n'

help: ## this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: ## install what Debian 12 lacks (nothing to do is quick)
	@tools/setup.sh

web/node_modules/.installed: web/package-lock.json | setup
	@$(say) 'Installing what the console is built with'
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB): web/node_modules/.installed $(web_sources) api/openapi.yaml
	@$(say) 'Building the console'
	@cd web && npm run --silent build -- --outDir ../build/web --emptyOutDir --logLevel warn
	@touch $@

build: setup $(WEB) ## leave the binary at build/release/shouxin
	@$(call compile,release)

run: build ## the live demo: a marketplace trades, and its gangs are found
	@rm -rf $(DEMO)/live
	@mkdir -p $(DEMO)
	@$(SHOUXIN) serve --demo --data $(DEMO)/live

tour: build ## scan a simulated market, compare with the truth; play a day of repairs
	@rm -rf $(DEMO)/market $(DEMO)/out
	@mkdir -p $(DEMO)
	@$(say) 'A simulated market'
	@$(SHOUXIN) simulate --seed 7 --scale 1 --preset mixed --out $(DEMO)/market
	@$(say) 'What Guard finds in it'
	@$(SHOUXIN) scan --out $(DEMO)/out $(DEMO)/market/events.jsonl.gz
	@$(say) 'How that compares with the truth'
	@$(SHOUXIN) evaluate --truth $(DEMO)/market/truth $(DEMO)/out
	@$(say) 'A day of repairs in 300 cities'
	@$(SHOUXIN) simulate-country --seed 7 --svg $(DEMO)/country.svg
	@$(say) 'Open $(DEMO)/out/report.html and $(DEMO)/country.svg'

test: setup $(WEB) ## all tests, and the pure folders' again under sanitizers
	@$(say) 'Building'
	@$(call compile,release)
	@$(call compile,dev,pure_tests)
	@$(call compile,release-v3,shouxin)
	@$(say) 'Pure folders under address and undefined-behaviour sanitizers'
	@$(call ctest,dev,-L pure)
	@$(say) 'Everything, as it ships'
	@$(call ctest,release)

check: ## test, and thread sanitizer, clang-tidy, format, fuzzing
	@tools/setup.sh check
	@$(MAKE) test
	@$(say) 'Format'
	@tools/fmt.sh --check
	@$(say) 'Thread sanitizer'
	@$(call compile,tsan)
	@$(call ctest,tsan)
	@$(say) 'A server that is killed and whose disk fails'
	@CRASH_SLOW=1 CRASH_KILLS=50 SHOUXIN=$(SHOUXIN) python3 tests/system/crash_test.py
	@$(say) 'clang-tidy'
	@run-clang-tidy-16 -quiet -p build/release -j $(JOBS) '$(CURDIR)/src/.*(?<!_test)\.cpp$$' 2>/dev/null
	@if [ -x tests/fuzz/run.sh ]; then $(say) 'Fuzzing' && tests/fuzz/run.sh; fi
	@$(say) 'All checks passed'

bench: setup $(WEB) ## the bounds: speed, memory, quality, same bytes
	@tools/setup.sh bench
	@$(call compile,release,shouxin)
	@$(call compile,release-v3,shouxin)
	@$(say) 'Guard, end to end'
	@python3 bench/guard.py $(SHOUXIN) build/bench build/release-v3/shouxin
	@python3 bench/hostile.py $(SHOUXIN) build/bench/hostile
	@python3 bench/instructions.py $(SHOUXIN) build/bench/instructions
	@$(say) 'Guard, live'
	@$(call compile,release,load)
	@python3 bench/live.py build/release build/bench/live
	@$(say) 'The console, in a browser'
	@node bench/console.mjs
	@python3 bench/lists.py build/release build/bench/lists
	@$(say) 'Desk: addresses'
	@python3 bench/region.py --shouxin $(SHOUXIN)
	@$(say) 'Desk: urgent jobs'
	@python3 bench/city.py --shouxin $(SHOUXIN)
	@$(say) 'Desk: booked visits'
	@python3 bench/visits.py $(SHOUXIN) build/bench/visits
	@$(say) 'Desk: the country'
	@python3 bench/country.py $(SHOUXIN)
	@$(say) 'Parts'
	@$(call compile,release,bench)

guide: build ## take the pictures of docs/console.md anew
	@tools/setup.sh guide
	@node tests/browser/guide.mjs

fmt: ## format every C++ file
	@tools/setup.sh check
	@tools/fmt.sh

clean: ## remove what was built
	@rm -rf build
