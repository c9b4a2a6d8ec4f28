--- Places as a location list or a quickfix list.
local compat = require('variorum.compat')

local M = {}

--- A place of a bundle as an item.
---@param client table
---@param bufnr integer
---@param range table of the protocol
---@param text string
---@param article? string shown in place of the file's name
function M.item(client, bufnr, range, text, article)
  local encoding = client.offset_encoding
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ''
    return compat.byte_column(line, position.character, encoding) + 1
  end
  return {
    bufnr = bufnr,
    module = article,
    lnum = range.start.line + 1,
    col = column(range.start),
    end_lnum = range['end'].line + 1,
    end_col = column(range['end']),
    text = text,
  }
end

--- Shows a list; the location list of the window that shows the bundle, or the quickfix list.
---@param bufnr integer
---@param items table[]
---@param title string
---@param quickfix? boolean
function M.show(bufnr, items, title, quickfix)
  if #items == 0 then
    return require('variorum.client').tell(title .. ': none')
  end
  local list = { title = title, items = items }
  if quickfix then
    vim.fn.setqflist({}, ' ', list)
    vim.cmd('botright copen')
    vim.b.variorum_bundle = bufnr
    return
  end
  local window = vim.fn.bufwinid(bufnr)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('sbuffer ' .. bufnr)
  end
  vim.fn.setloclist(0, {}, ' ', list)
  vim.cmd('lopen')
  -- So that `:Variorum` is of use there too.
  vim.b.variorum_bundle = bufnr
end

return M
