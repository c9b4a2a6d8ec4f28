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

--- An article, and how it is found again when the text has changed: of several with the same name, or with none, the number
--- tells which.
---@class variorum.Article
---@field name string
---@field nth integer

---@param name string
---@return variorum.Article
function M.named(name)
  return { name = name, nth = 1 }
end

--- An article as it is shown.
---@param one variorum.Article
function M.label(one)
  local shown = one.name == '' and 'unnamed' or one.name
  return one.nth == 1 and shown or ('%s (%d)'):format(shown, one.nth)
end

--- The articles of a bundle, each as `variorum.sources` has it, with its number in `nth`.
local function all(server, bundle, on_all, on_error)
  client.run(server, 'sources', { uri = vim.uri_from_bufnr(bundle) }, bundle, function(sources)
    local counts = {}
    for _, one in ipairs(sources.articles) do
      counts[one.name] = (counts[one.name] or 0) + 1
      one.nth = counts[one.name]
    end
    on_all(sources.articles)
  end, on_error)
end
M.all = all

--- Finds the article that a name or a position of the protocol means.
---@param server table
---@param bundle integer
---@param which string|table
---@param on_found fun(one: variorum.Article)
function M.find(server, bundle, which, on_found)
  if type(which) == 'string' then
    return on_found(M.named(which))
  end
  all(server, bundle, function(articles)
    for _, one in ipairs(articles) do
      local first, past = one.range.start.line, one.range['end']
      if
        which.line >= first and (which.line < past.line or which.line == past.line and past.character > 0)
      then
        return on_found({ name = one.name, nth = one.nth })
      end
    end
    client.tell('there is no article at this place', vim.log.levels.ERROR)
  end)
end

--- How the server is asked for an article now: by its name where that tells which, else by a position.
---@param server table
---@param bundle integer
---@param one variorum.Article
---@param on_which fun(which: string|table)
---@param on_error fun(message: string)
function M.which(server, bundle, one, on_which, on_error)
  if one.name ~= '' and one.nth == 1 then
    return on_which(one.name)
  end
  all(server, bundle, function(articles)
    for _, now in ipairs(articles) do
      if now.name == one.name and now.nth == one.nth then
        return on_which(now.selectionRange.start)
      end
    end
    on_error(('there is no article %s in this bundle'):format(M.label(one)))
  end, on_error)
end

--- Asks for the text of an article, and puts it into a buffer. `done` is called when it is there.
local function fill(server, view, bundle, one, done)
  local name = M.label(one)
  local function show(article)
    if not vim.api.nvim_buf_is_valid(view) then
      return
    end
    local was_gone = vim.b[view].variorum_gone
    vim.b[view].variorum_gone = false
    local is_first = not vim.b[view].variorum_start
    vim.b[view].variorum_start = article.range.start.line
    views.write(view, views.lines(article.text))
    if is_first then
      local language = vim.filetype.match({ filename = one.name, buf = view })
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
  end
  local function miss(message)
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
  end
  M.which(server, bundle, one, function(which)
    local argument = { uri = vim.uri_from_bufnr(bundle), article = which }
    client.run(server, 'article', argument, bundle, show, miss)
  end, miss)
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
---@param server table
---@param bundle integer
---@param one variorum.Article
---@param change? fun(view: integer)
---@return integer view
function M.buffer(server, bundle, one, change)
  local view, fresh = views.buffer(bundle, M.label(one))
  local function update()
    -- The server may have been started anew; a bundle that is only shown in views may have none of its own.
    fill(client.of(bundle) or server, view, bundle, one, function()
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
---@param server table
---@param bundle integer
---@param one variorum.Article
---@param mods? string as for `:split`
function M.open(server, bundle, one, mods)
  local view = M.buffer(server, bundle, one)
  vim.cmd(('%s sbuffer %d'):format(mods or '', view))
  title(view, M.label(one))
end

--- The article at the cursor: `on_found` is given it.
---@param server table
---@param bundle integer
---@param on_found fun(one: variorum.Article)
function M.at_cursor(server, bundle, on_found)
  M.find(server, bundle, client.position(server, vim.fn.bufwinid(bundle)), on_found)
end

return M
