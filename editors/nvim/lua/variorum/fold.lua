--- Folds: the server's where it can be asked, otherwise by the markers.
local M = {}

--- What was read of a buffer, and at which of its changes. Fold levels are asked for line by line.
local known = {}

local function ranges(bufnr)
  local tick = vim.api.nvim_buf_get_changedtick(bufnr)
  local last = known[bufnr]
  if last and last.tick == tick then
    return last
  end
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bufnr))
  local levels, starts = {}, {}
  for _, range in ipairs(require('variorum.articles').read(lines, keywords)) do
    starts[range.first] = range
    if range.first < range.last then
      levels[range.first] = '>1'
      for line = range.first + 1, range.last - 1 do
        levels[line] = '1'
      end
      levels[range.last] = '<1'
    end
  end
  if not last then
    vim.api.nvim_buf_attach(bufnr, false, {
      on_detach = function()
        known[bufnr] = nil
      end,
    })
  end
  known[bufnr] = { tick = tick, levels = levels, starts = starts }
  return known[bufnr]
end

--- For 'foldexpr'.
---@param line integer
function M.expr(line)
  local bufnr = vim.api.nvim_get_current_buf()
  if vim.lsp.foldexpr and require('variorum.client').of(bufnr) then
    return vim.lsp.foldexpr(line)
  end
  return ranges(bufnr).levels[line] or '0'
end

--- For 'foldtext': what a closed fold is called.
function M.text()
  local first, last = vim.v.foldstart, vim.v.foldend
  local range = ranges(vim.api.nvim_get_current_buf()).starts[first]
  local name = range and range.name
  if not name then
    name = range and range.kind == 'outside' and vim.trim(vim.fn.getline(first)) or 'article without a name'
  end
  return ('%s  %d lines '):format(name, last - first + 1)
end

return M
