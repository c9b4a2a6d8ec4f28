# The TextMate grammar, in the engine of VS Code, with the grammars of other languages beside it.

PARTS += syntaxes
.PHONY: syntaxes snapshots

SYNTAXES := $(TARGET)/syntaxes

syntaxes: $(SYNTAXES)/ready ## Test the TextMate grammar; `test` does it too
	NODE_PATH=$(SYNTAXES)/node_modules node --test syntaxes/tests/*.test.mjs

# After a wanted change.
snapshots: $(SYNTAXES)/ready
	node syntaxes/build.mjs
	@node $(SYNTAXES)/node_modules/vscode-tmgrammar-test/dist/snapshot.js --updateSnapshot --scope text.source-bundle \
		--grammar syntaxes/source-bundle.tmLanguage.json \
		$(foreach json,$(wildcard $(SYNTAXES)/node_modules/tm-grammars/grammars/*.json),--grammar $(json)) \
		'syntaxes/tests/snapshots/*.bundle' 2>/dev/null

$(SYNTAXES)/ready: syntaxes/tests/package.json syntaxes/tests/package-lock.json | need-node
	$(npm-ci)
