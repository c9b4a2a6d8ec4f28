--- One article in a buffer of its own, which follows what is typed in the bundle.
local client = require('variorum.client')
local views = require('variorum.views')

local M = {}

--- How long after an edit the text is asked for again, in milliseconds.
local WAIT = 150

--- Shows in the windows of a view what it is, and what has become of it.
local function title(view, text)
  for _, window in ipairs(vim.fn.win_findbuf(view)) do
    views.dress(window, text)
  end
end

--- Asks for the text of an article, and puts it into a buffer. `done` is called when it is there.
local function fill(view, bundle, name, done)
  local server = client.of(bundle)
  if not server then
    return
  end
  local argument = { uri = vim.uri_from_bufnr(bundle), article = name }
  client.run(server, 'article', argument, bundle, function(article)
    if not vim.api.nvim_buf_is_valid(view) then
      return
    end
    local was_gone = vim.b[view].variorum_gone
    vim.b[view].variorum_gone = false
    local is_first = not vim.b[view].variorum_start
    vim.b[view].variorum_start = article.range.start.line
    views.write(view, views.lines(article.text))
    if is_first then
      local language = vim.filetype.match({ filename = name, buf = view })
      if language and language ~= client.FILETYPE then
        vim.bo[view].filetype = language
      end
    end
    if was_gone then
      title(view, name)
    end
    if done then
      done()
    end
  end, function(message)
    if not vim.api.nvim_buf_is_valid(view) then
      return
    end
    if vim.api.nvim_buf_line_count(view) == 1 and not vim.b[view].variorum_start then
      vim.api.nvim_buf_delete(view, { force = true })
      return client.tell(message, vim.log.levels.ERROR)
    end
    -- It was renamed, or is no longer there: the last text stays, and is said to be old.
    vim.b[view].variorum_gone = true
    title(view, name .. ' (no longer in the bundle)')
  end)
end

--- Goes from a line of the view to the same line of the bundle.
local function go_back(view)
  local bundle, start = vim.b[view].variorum_bundle, vim.b[view].variorum_start
  local at = vim.api.nvim_win_get_cursor(0)
  if not (start and vim.api.nvim_buf_is_loaded(bundle)) or vim.b[view].variorum_gone then
    return
  end
  local window = vim.fn.bufwinid(bundle)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('sbuffer ' .. bundle)
  end
  local line = math.min(start + at[1], vim.api.nvim_buf_line_count(bundle))
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { line, at[2] })
  vim.cmd('normal! zv')
end

--- A buffer with an article's text, kept up to date until it is closed. `change` is called when there is a text, and when
--- there is another.
---@param bundle integer
---@param name string
---@param change? fun(view: integer)
---@return integer view
function M.buffer(bundle, name, change)
  local view, fresh = views.buffer(bundle, name)
  local function update()
    fill(view, bundle, name, function()
      if change then
        change(view)
      end
    end)
  end
  update()
  if fresh or change then
    local stop = require('variorum.follow').follow(bundle, WAIT, update)
    vim.api.nvim_create_autocmd('BufWipeout', { buffer = view, once = true, callback = stop })
  end
  if fresh then
    vim.keymap.set('n', '<CR>', function()
      go_back(view)
    end, { buffer = view, desc = 'Go to this line of the bundle' })
  end
  return view
end

--- Opens an article in a window of its own.
---@param bundle integer
---@param name string
---@param mods? string as for `:split`
function M.open(bundle, name, mods)
  local view = M.buffer(bundle, name)
  vim.cmd(('%s sbuffer %d'):format(mods or '', view))
  title(view, name)
end

--- The name of the article at the cursor: `on_name` is given it.
---@param server table
---@param bundle integer
---@param on_name fun(name: string)
function M.at_cursor(server, bundle, on_name)
  local window = vim.fn.bufwinid(bundle)
  local argument = { uri = vim.uri_from_bufnr(bundle), article = client.position(server, window) }
  client.run(server, 'article', argument, bundle, function(article)
    if type(article.name) ~= 'string' then
      return client.tell('the article here has no name', vim.log.levels.ERROR)
    end
    on_name(article.name)
  end)
end

return M
