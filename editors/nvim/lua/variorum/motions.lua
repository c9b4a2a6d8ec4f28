--- From article to article.
local M = {}

--- Goes to an open marker, `count` articles away; as far as there are any.
---@param back boolean
---@param count integer
function M.article(back, count)
  local bufnr = vim.api.nvim_get_current_buf()
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bufnr))
  local at = vim.api.nvim_win_get_cursor(0)[1]
  local starts = {}
  for _, range in ipairs(require('variorum.articles').read(lines, keywords)) do
    if range.kind == 'article' and (back and range.first < at or not back and range.first > at) then
      table.insert(starts, back and 1 or #starts + 1, range.first)
    end
  end
  local target = starts[math.min(count, #starts)]
  if target then
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(0, { target, 0 })
  end
end

return M
