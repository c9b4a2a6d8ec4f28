# A browser, for the tests of what is shown in one: Chromium of Debian, and the library that drives it.

.PHONY: browser

BROWSER := $(TARGET)/browser
# Where tests find the library, and the browser itself.
export PLAYWRIGHT := $(BROWSER)/node_modules/playwright-core
export CHROMIUM ?= /usr/bin/chromium

browser: $(BROWSER)/ready
	@test -x $(CHROMIUM) || mk/debian chromium

$(BROWSER)/ready: tests/browser/package.json tests/browser/package-lock.json | need-node
	$(npm-ci)
