-- For |vim.lsp.enable()|, of Neovim 0.11 and later. What is otherwise in `vim.lsp.config('variorum', {…})` goes before it.

local client = require('variorum.client')

local config = client.config()

-- Nothing is started where there is no server; that is told once, and not as an error at every bundle.
config.root_dir = function(bufnr, on_dir)
  local wanted = client.wanted()
  if client.available(wanted.cmd) then
    on_dir(client.root(bufnr, wanted.root_markers))
  end
end

return config
