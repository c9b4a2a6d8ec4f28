--- Windows that show something of a bundle and cannot be written to.
local M = {}

--- The buffer that shows something of a bundle.
local function find(bundle, what)
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local is_view = vim.b[bufnr].variorum_view == what and vim.b[bufnr].variorum_bundle == bundle
    if is_view and vim.api.nvim_buf_is_loaded(bufnr) then
      return bufnr
    end
  end
end

--- A name for a buffer, as short as may be: it is shown in lines of tabs and of states.
local function name(bundle, what)
  local file = vim.fs.basename(vim.api.nvim_buf_get_name(bundle))
  local short = ('variorum://%s/%s'):format(file == '' and bundle or file, what)
  return vim.fn.bufexists(short) == 1 and ('variorum://%d/%s'):format(bundle, what) or short
end

--- A buffer for a view, an old one if there is one of this name.
---@param bundle integer
---@param what string
---@return integer bufnr
---@return boolean fresh
function M.buffer(bundle, what)
  local bufnr = find(bundle, what)
  if bufnr then
    return bufnr, false
  end
  bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(bufnr, name(bundle, what))
  vim.bo[bufnr].buftype = 'nofile'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].swapfile = false
  vim.bo[bufnr].modifiable = false
  vim.b[bufnr].variorum_bundle, vim.b[bufnr].variorum_view = bundle, what
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = bufnr, nowait = true, desc = 'Close this view' })
  return bufnr, true
end

--- Puts a text into a view.
---@param bufnr integer
---@param lines string[]
function M.write(bufnr, lines)
  if vim.deep_equal(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), lines) then
    return
  end
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].modified = false
end

--- The lines of a text; a last line end makes no empty line.
---@param text string
function M.lines(text)
  local lines = vim.split((text:gsub('\r\n', '\n')), '\n', { plain = true })
  if #lines > 1 and lines[#lines] == '' then
    lines[#lines] = nil
  end
  return lines
end

--- Sets options of a window, and none for the windows to come: `vim.wo` would.
---@param window integer
---@param options table<string, any>
function M.set(window, options)
  for option, value in pairs(options) do
    vim.api.nvim_set_option_value(option, value, { win = window, scope = 'local' })
  end
end

--- Prose in a window: whole words, a line above that says what this is.
---@param window integer
---@param title string
function M.dress(window, title)
  M.set(window, { wrap = true, linebreak = true, winbar = ' ' .. title:gsub('%%', '%%%%') })
end

return M
