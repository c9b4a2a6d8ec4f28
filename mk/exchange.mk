# What repomix, gitingest and files-to-prompt write, read by us.

PARTS += exchange
.PHONY: exchange

EXCHANGE := $(TARGET)/exchange

exchange: server $(EXCHANGE)/python/ready $(EXCHANGE)/node/ready ## Read what other packers write; `test` does it too
	python3 tests/exchange/compare.py $(EXCHANGE)

$(EXCHANGE)/python/ready: tests/exchange/requirements.txt | need-python
	python3 -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

$(EXCHANGE)/node/ready: tests/exchange/package.json tests/exchange/package-lock.json | need-node
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --no-audit --no-fund --ignore-scripts --loglevel error
	touch $@
