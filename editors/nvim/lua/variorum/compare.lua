--- Two articles, or all wordings of what is quoted somewhere, side by side in diff mode.
local article = require('variorum.article')
local client = require('variorum.client')
local views = require('variorum.views')
local words = require('variorum.words')

local M = {}

--- The least height of a window for one wording; of more wordings than fit, some are left out.
local LEAST = 4

--- Lets words be marked, in place of whole paragraphs with a stretch from the first word that differs to the last.
local function by_words(window)
  views.set(window, { winhighlight = 'DiffChange:VariorumSame,DiffText:VariorumSame', foldenable = false })
end

local function percent(share)
  return ('%d %%'):format(math.floor(share * 100 + 0.5))
end

---@class variorum.Side
---@field bundle integer
---@field article variorum.Article

--- What is said above each of two articles: how much of it the other has, where the server compares them.
local function titles(server, sides, on_titles)
  local one, other = sides[1], sides[2]
  if one.bundle ~= other.bundle then
    return on_titles(vim.tbl_map(function(side)
      local file = vim.fs.basename(vim.api.nvim_buf_get_name(side.bundle))
      return ('%s, in %s'):format(article.label(side.article), file)
    end, sides))
  end
  local function fail(message)
    client.tell(message, vim.log.levels.ERROR)
  end
  article.which(server, one.bundle, one.article, function(which)
    article.which(server, one.bundle, other.article, function(which_other)
      local argument = { uri = vim.uri_from_bufnr(one.bundle), article = which, other = which_other }
      client.run(server, 'compare', argument, one.bundle, function(found)
        local all = {}
        for number, side in ipairs(sides) do
          local length = (number == 1 and found.article or found.other).words
          local text = '%s: %d words, %s of it in the other'
          all[number] = text:format(article.label(side.article), length, percent(found.shares[number]))
        end
        on_titles(all)
      end)
    end, fail)
  end, fail)
end

--- Shows two articles, which may be of two bundles.
---@param server table
---@param one variorum.Side
---@param other variorum.Side
function M.articles(server, one, other)
  titles(server, { one, other }, function(said)
    local sides = {}
    local function changed()
      local a, b = sides[1], sides[2]
      if a and b and vim.api.nvim_buf_is_valid(a) and vim.api.nvim_buf_is_valid(b) then
        words.mark(a, b)
        vim.cmd('diffupdate')
      end
    end
    vim.cmd('tab sbuffer ' .. article.buffer(server, one.bundle, one.article, changed))
    local left = vim.api.nvim_get_current_win()
    vim.cmd('rightbelow vertical sbuffer ' .. article.buffer(server, other.bundle, other.article, changed))
    local right = vim.api.nvim_get_current_win()
    sides[1], sides[2] = vim.api.nvim_win_get_buf(left), vim.api.nvim_win_get_buf(right)
    for number, window in ipairs({ left, right }) do
      vim.api.nvim_win_call(window, function()
        vim.cmd('diffthis')
      end)
      views.dress(window, said[number])
      by_words(window)
    end
    vim.t.variorum = 'compare'
    vim.api.nvim_set_current_win(left)
    changed()
  end)
end

--- Makes a window no higher than its text.
local function fit(window)
  local rows, width = 1, vim.api.nvim_win_get_width(window) - 4
  for _, line in ipairs(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)) do
    rows = rows + math.max(1, math.ceil(vim.fn.strdisplaywidth(line) / width))
  end
  if rows < vim.api.nvim_win_get_height(window) then
    vim.api.nvim_win_set_height(window, rows + 1)
  end
end

local function wording_view(bundle, one, number, server)
  local view, fresh = views.buffer(bundle, ('wording %d/%s'):format(number, one.article or 'article'))
  views.write(view, views.lines(one.text))
  if fresh then
    vim.keymap.set('n', '<CR>', function()
      client.jump(one.location, server)
    end, { buffer = view, desc = 'Go to this wording' })
  end
  return view
end

--- Shows the wordings of what is quoted at a position. `on_none` is called with the reason where there are none.
---@param server table
---@param bundle integer
---@param position table of the protocol
---@param on_none? fun(message: string)
function M.wordings(server, bundle, position, on_none)
  local argument = { uri = vim.uri_from_bufnr(bundle), position = position }
  client.run(server, 'compare', argument, bundle, function(found)
    local all = { found.quote }
    vim.list_extend(all, found.others)
    local most = math.max(2, math.min(8, math.floor(vim.o.lines / LEAST)))
    local first
    local windows = {}
    for number, one in ipairs(all) do
      if number > most then
        client.tell(('%d more wordings do not fit here'):format(#all - most))
        break
      end
      local view = wording_view(bundle, one, number, server)
      vim.cmd((number == 1 and 'tab sbuffer ' or 'rightbelow sbuffer ') .. view)
      local window = vim.api.nvim_get_current_win()
      vim.cmd('diffthis')
      views.dress(window, one.article or '')
      by_words(window)
      windows[#windows + 1] = window
      first = first or view
      if view ~= first then
        -- The first is marked for the second, the others for the first.
        words.mark(first, view, number > 2)
      end
    end
    for number = 1, #windows - 1 do
      fit(windows[number])
    end
    vim.cmd('wincmd t')
    vim.t.variorum = 'compare'
  end, on_none)
end

--- Lets the user choose what to compare an article with.
local function choose(server, bundle, own)
  article.all(server, bundle, function(all)
    local others = vim.tbl_filter(function(one)
      return one.name ~= own.name or one.nth ~= own.nth
    end, all)
    vim.ui.select(others, {
      prompt = ('Compare %s with'):format(article.label(own)),
      kind = 'variorum-article',
      format_item = function(one)
        local title = type(one.title) == 'string' and one.title or ''
        return title == '' and article.label(one) or ('%s  %s'):format(article.label(one), title)
      end,
    }, function(one)
      if one then
        M.articles(server, { bundle = bundle, article = own }, { bundle = bundle, article = one })
      end
    end)
  end)
end

--- What `:Variorum compare` does. No name: the wordings at the cursor, or the article there with one that is chosen.
---@param server table
---@param bundle integer
---@param names string[]
function M.run(server, bundle, names)
  local function named(name)
    return { bundle = bundle, article = article.named(name) }
  end
  if #names == 2 then
    return M.articles(server, named(names[1]), named(names[2]))
  end
  if #names == 1 then
    return article.at_cursor(server, bundle, function(own)
      M.articles(server, { bundle = bundle, article = own }, named(names[1]))
    end)
  end
  local position = client.position(server, vim.fn.bufwinid(bundle))
  M.wordings(server, bundle, position, function()
    article.at_cursor(server, bundle, function(own)
      choose(server, bundle, own)
    end)
  end)
end

return M
