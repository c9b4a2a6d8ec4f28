--- `:Variorum` and what follows it.
local client = require('variorum.client')

local M = {}

---@class variorum.Given what a subcommand was called with
---@field args string[]
---@field force boolean whether there was a `!`
---@field mods string
---@field server table
---@field bundle integer

---@class variorum.Subcommand
---@field run fun(given: variorum.Given)
---@field anywhere? boolean whether it needs no bundle
---@field most? integer how many arguments it takes
---@field complete? fun(lead: string, number: integer): string[]

local function open_log()
  local path = require('variorum.compat').log_path()
  vim.cmd('tabnew ' .. vim.fn.fnameescape(path))
  vim.bo.autoread = true
  vim.bo.modifiable = false
  vim.cmd('normal! G')
end

local function names(lead)
  local bundle = client.bundle()
  if not bundle then
    return {}
  end
  local lines = vim.api.nvim_buf_get_lines(bundle, 0, -1, false)
  local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bundle))
  local all = {}
  for _, range in ipairs(require('variorum.articles').read(lines, keywords)) do
    local name = range.name and range.name:gsub('([ \\])', '\\%1')
    if name and vim.startswith(name:lower(), lead:lower()) and not vim.tbl_contains(all, name) then
      all[#all + 1] = name
    end
  end
  return all
end

local function paths(kind)
  return function(lead)
    if lead:find('`', 1, true) then
      -- Neovim would run what is in them.
      return {}
    end
    local typed = lead:gsub('\\([ \\])', '%1')
    local found = vim.fn.getcompletion(vim.fn.escape(typed, [[ \'"[]{}]]), kind)
    return vim.tbl_map(function(path)
      return (path:gsub('([ \\])', '\\%1'))
    end, found)
  end
end

---@type table<string, variorum.Subcommand>
local subcommands = {
  article = {
    most = 1,
    complete = names,
    run = function(given)
      local article = require('variorum.article')
      if given.args[1] then
        return article.open(given.bundle, given.args[1], given.mods)
      end
      article.at_cursor(given.server, given.bundle, function(name)
        article.open(given.bundle, name, given.mods)
      end)
    end,
  },
  compare = {
    most = 2,
    complete = names,
    run = function(given)
      require('variorum.compare').run(given.server, given.bundle, given.args)
    end,
  },
  outline = {
    most = 0,
    run = function(given)
      require('variorum.outline').toggle(given.server, given.bundle)
    end,
  },
  sources = {
    most = 1,
    complete = function()
      return require('variorum.sources').KINDS
    end,
    run = function(given)
      local sources = require('variorum.sources')
      local kind = given.args[1] or 'articles'
      if not vim.tbl_contains(sources.KINDS, kind) then
        local known = table.concat(sources.KINDS, ', ')
        return client.tell(('sources of what? There are: %s'):format(known), vim.log.levels.ERROR)
      end
      sources.show(given.server, given.bundle, kind, given.force)
    end,
  },
  report = {
    most = 0,
    run = function(given)
      require('variorum.sources').report(given.server, given.bundle, given.mods)
    end,
  },
  pack = {
    anywhere = true,
    complete = function(lead, number)
      return paths(number == 1 and 'dir' or 'file')(lead)
    end,
    run = function(given)
      require('variorum.files').pack(given.args[1], vim.list_slice(given.args, 2), given.force)
    end,
  },
  unpack = {
    most = 1,
    complete = paths('dir'),
    run = function(given)
      require('variorum.files').unpack(given.server, given.bundle, given.args[1], given.force)
    end,
  },
  reindex = {
    most = 0,
    run = function(given)
      client.run(given.server, 'reindex', nil, given.bundle, function()
        client.tell('all bundles are read anew')
      end)
    end,
  },
  restart = {
    anywhere = true,
    most = 0,
    run = function()
      client.restart()
    end,
  },
  log = {
    anywhere = true,
    most = 0,
    run = open_log,
  },
  info = {
    anywhere = true,
    most = 0,
    run = function()
      vim.api.nvim_echo({ { table.concat(require('variorum.status').info(), '\n') } }, false, {})
    end,
  },
}

local function sorted(of)
  local all = vim.tbl_keys(of)
  table.sort(all)
  return all
end

--- Runs the command, as `nvim_create_user_command` calls it.
function M.run(called)
  local name = called.fargs[1] or 'info'
  local one = subcommands[name]
  if not one then
    local known = table.concat(sorted(subcommands), ', ')
    return client.tell(('there is no `%s`; there are: %s'):format(name, known), vim.log.levels.ERROR)
  end
  local given = {
    args = vim.list_slice(called.fargs, 2),
    force = called.bang,
    mods = called.mods,
  }
  if one.most and #given.args > one.most then
    local most = one.most == 0 and 'nothing' or ('at most %d'):format(one.most)
    return client.tell(
      ('`%s` takes %s; write blanks in names as `\\ `'):format(name, most),
      vim.log.levels.ERROR
    )
  end
  if not one.anywhere then
    given.bundle = client.bundle()
    if not given.bundle then
      return client.tell('this is no bundle', vim.log.levels.ERROR)
    end
    given.server = client.need(given.bundle)
    if not given.server then
      return
    end
  end
  one.run(given)
end

--- Completes a subcommand, or what it takes.
function M.complete(lead, line, cursor)
  local before = line:sub(1, cursor)
  -- `:vertical Variorum! compare a\ b c` up to the cursor, the command itself left out.
  local rest = before:match('Variorum!?%s+(.*)$') or ''
  local words = vim.split((rest:gsub('\\ ', '\1')), '%s+', { trimempty = true })
  local number = #words - (rest:find('%S$') and 1 or 0)
  local known
  if number == 0 then
    known = sorted(subcommands)
  else
    local one = subcommands[words[1]]
    known = one and one.complete and one.complete(lead, number) or {}
    if one and one.most and number > one.most then
      known = {}
    end
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word:lower(), lead:lower())
  end, known)
end

return M
