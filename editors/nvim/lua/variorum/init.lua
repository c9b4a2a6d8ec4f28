--- variorum: findings, and what the other sources say, in bundles of news articles. It works as it is; `setup` is for what
--- should be otherwise. See |variorum|.
local M = {}

--- Takes options in: before the plugin is loaded or after. A server that runs already keeps its own until `:Variorum restart`.
---@param options? variorum.Options
function M.setup(options)
  local config = require('variorum.config')
  local fault = config.set(options)
  if fault then
    return vim.notify('variorum: ' .. fault, vim.log.levels.ERROR)
  end
  if vim.lsp.config and options and (options.cmd or options.settings or options.inlay_hints) then
    vim.lsp.config('variorum', { cmd = config.get().cmd, settings = config.settings() })
  end
  if vim.g.loaded_variorum and options and options.enable == false then
    require('variorum.client').enable()
  end
end

--- For a status line: how many findings there are, by weight.
---@param bufnr? integer the current buffer unless given
---@return string
function M.statusline(bufnr)
  return require('variorum.status').line(bufnr)
end

return M
