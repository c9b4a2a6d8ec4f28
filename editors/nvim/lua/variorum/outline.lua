--- The articles of a bundle with their passages and quotes, in a window beside it.
local client = require('variorum.client')
local lists = require('variorum.lists')
local views = require('variorum.views')

local M = {}

local WIDTH = 44
local WAIT = 300
local NAMESPACE = vim.api.nvim_create_namespace('variorum.outline')

--- The symbols of a document as lines, and where each leads.
local function lines_of(symbols)
  local lines, places, groups = {}, {}, {}
  local function add(list, depth)
    for _, symbol in ipairs(list) do
      local detail = symbol.detail and symbol.detail ~= '' and '  ' .. symbol.detail or ''
      local text = (('  '):rep(depth) .. symbol.name .. detail):gsub('%s*\n%s*', ' ')
      lines[#lines + 1] = text
      places[#lines] = symbol
      groups[#lines] = depth == 0 and #symbol.name or 0
      add(symbol.children or {}, depth + 1)
    end
  end
  add(symbols, 0)
  return lines, places, groups
end

--- Marks the line of what the cursor of the bundle is in.
local function follow_cursor(view, bundle, places)
  local window = vim.fn.bufwinid(bundle)
  local shown = vim.fn.bufwinid(view)
  if window == -1 or shown == -1 then
    return
  end
  local at = vim.api.nvim_win_get_cursor(window)[1] - 1
  local line
  for number, symbol in ipairs(places) do
    if symbol.range.start.line <= at and at <= symbol.range['end'].line then
      line = number
    end
  end
  vim.api.nvim_buf_clear_namespace(view, NAMESPACE, 0, -1)
  if line and line <= vim.api.nvim_buf_line_count(view) then
    vim.api.nvim_buf_set_extmark(view, NAMESPACE, line - 1, 0, { line_hl_group = 'VariorumCurrent' })
    if vim.api.nvim_get_current_win() ~= shown then
      vim.api.nvim_win_set_cursor(shown, { line, 0 })
    end
  end
end

local function fill(server, view, bundle, state)
  local params = { textDocument = vim.lsp.util.make_text_document_params(bundle) }
  client.ask(server, 'textDocument/documentSymbol', params, bundle, function(symbols)
    if not vim.api.nvim_buf_is_valid(view) then
      return
    end
    local lines, places, names = lines_of(symbols or {})
    state.places = places
    views.write(view, lines)
    local names_of_articles = vim.api.nvim_create_namespace('variorum.outline.names')
    vim.api.nvim_buf_clear_namespace(view, names_of_articles, 0, -1)
    for number, length in ipairs(names) do
      if length > 0 then
        local mark = { end_col = math.min(length, #lines[number]), hl_group = 'VariorumArticle' }
        vim.api.nvim_buf_set_extmark(view, names_of_articles, number - 1, 0, mark)
      end
    end
    follow_cursor(view, bundle, places)
  end)
end

local function jump(bundle, state, server)
  local symbol = state.places[vim.api.nvim_win_get_cursor(0)[1]]
  if symbol then
    local item = lists.item(server, bundle, symbol.selectionRange, '')
    local window = vim.fn.bufwinid(bundle)
    if window == -1 then
      vim.cmd('rightbelow vertical sbuffer ' .. bundle)
      window = vim.api.nvim_get_current_win()
    end
    vim.api.nvim_set_current_win(window)
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(window, { item.lnum, item.col - 1 })
    vim.cmd('normal! zv')
  end
end

--- Opens the outline of a bundle, or closes it where it is open.
---@param server table
---@param bundle integer
function M.toggle(server, bundle)
  local view, fresh = views.buffer(bundle, 'outline')
  local open = vim.fn.bufwinid(view)
  if open ~= -1 then
    return vim.api.nvim_win_close(open, true)
  end
  local state = { places = {} }
  vim.cmd(('topleft vertical %dsplit'):format(WIDTH))
  local window = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_buf(window, view)
  views.set(window, {
    number = false,
    relativenumber = false,
    signcolumn = 'no',
    wrap = false,
    winfixwidth = true,
    foldmethod = 'indent',
    foldlevel = 99,
  })
  vim.bo[view].shiftwidth = 2
  fill(server, view, bundle, state)
  if not fresh then
    return
  end
  vim.keymap.set('n', '<CR>', function()
    jump(bundle, state, server)
  end, { buffer = view, desc = 'Go there' })
  local stop = require('variorum.follow').follow(bundle, WAIT, function()
    local now = client.of(bundle)
    if now then
      fill(now, view, bundle, state)
    end
  end)
  local group = vim.api.nvim_create_augroup('variorum.outline.' .. view, {})
  vim.api.nvim_create_autocmd('CursorMoved', {
    group = group,
    buffer = bundle,
    callback = function()
      follow_cursor(view, bundle, state.places)
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = view,
    once = true,
    callback = function()
      stop()
      vim.api.nvim_del_augroup_by_id(group)
    end,
  })
end

return M
