--- What is done for a bundle while the server is there for it.
local client = require('variorum.client')
local compat = require('variorum.compat')
local config = require('variorum.config')

local M = {}

--- Runs when the server has attached to a buffer.
---@param bufnr integer
function M.attach(bufnr)
  local options = config.get()
  if options.inlay_hints then
    compat.enable_hints(bufnr)
  end
  if options.lenses and not compat.enable_lenses(bufnr) then
    require('variorum.codelens').attach(bufnr)
  end
end

--- Tells the servers that a file on disk is another than before.
---@param path string
---@param kind? integer as the protocol counts: 1 created, 2 changed (unless given), 3 deleted
function M.changed(path, kind)
  local change = { uri = vim.uri_from_fname(path), type = kind or 2 }
  for _, one in ipairs(compat.get_clients({ name = client.NAME })) do
    compat.notify(one, 'workspace/didChangeWatchedFiles', { changes = { change } })
  end
end

return M
