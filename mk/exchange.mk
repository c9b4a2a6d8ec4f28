# What repomix, gitingest and files-to-prompt write, read by us.

PARTS += exchange
.PHONY: exchange

EXCHANGE := $(TARGET)/exchange

exchange: server $(EXCHANGE)/python/ready $(EXCHANGE)/node/ready ## Read what other packers write; `test` does it too
	python3 tests/exchange/compare.py $(EXCHANGE)

$(EXCHANGE)/python/ready: tests/exchange/requirements.txt | need-python
	$(venv)

# None of its packages has to build anything.
$(EXCHANGE)/node/ready: NPM_FLAGS := --ignore-scripts
$(EXCHANGE)/node/ready: tests/exchange/package.json tests/exchange/package-lock.json | need-node
	$(npm-ci)
