# The HTML report in a browser: what it looks like to a machine, and whether its links land.

PARTS += report
.PHONY: report

REPORT := $(TARGET)/report

report: server browser $(REPORT)/ready ## Look at the HTML report in a browser; `test` does it too
	NODE_PATH=$(REPORT)/node_modules node --test tests/report/report.test.mjs

$(REPORT)/ready: tests/report/package.json tests/report/package-lock.json | need-node
	$(npm-ci)
