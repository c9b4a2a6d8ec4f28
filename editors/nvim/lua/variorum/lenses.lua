--- The commands that the server's lenses name, which are the editor's to carry out: see src/server/requests/code_lens.rs.
local article = require('variorum.article')
local client = require('variorum.client')
local lists = require('variorum.lists')

local M = {}

local function load(uri)
  local bufnr = vim.uri_to_bufnr(uri)
  vim.fn.bufload(bufnr)
  return bufnr
end

local function bundle(argument)
  local bufnr = load(argument.uri)
  return bufnr, client.of(bufnr)
end

local function compare(command)
  local argument = command.arguments[1]
  local bufnr, server = bundle(argument)
  if not server then
    return
  end
  -- Its server may have yet to be told of the other bundle; this one knows it.
  local other_bufnr = argument.otherUri and load(argument.otherUri) or bufnr
  article.find(server, bufnr, argument.article, function(own)
    article.find(server, other_bufnr, argument.other, function(other)
      local sides = { { bundle = bufnr, article = own }, { bundle = other_bufnr, article = other } }
      require('variorum.compare').articles(server, sides[1], sides[2])
    end)
  end)
end

local function show_findings(command)
  local argument = command.arguments[1]
  local bufnr, server = bundle(argument)
  if not server then
    return
  end
  client.run(server, 'sources', { uri = argument.uri }, bufnr, function(sources)
    local items = {}
    for _, group in ipairs(sources.findings) do
      for _, place in ipairs(vim.tbl_contains(argument.rules, group.rule) and group.places or {}) do
        if place.article == argument.article then
          local text = ('%s: %s'):format(group.rule, place.message)
          items[#items + 1] = lists.item(server, bufnr, place.range, text, place.article)
        end
      end
    end
    table.sort(items, function(a, b)
      return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col
    end)
    lists.show(bufnr, items, ('Findings in %s'):format(argument.article))
  end)
end

local function show_references(command)
  local argument = command.arguments[1]
  local bufnr, server = bundle(argument)
  if not server then
    return
  end
  local items = {}
  for _, location in ipairs(argument.locations) do
    local target = vim.uri_to_bufnr(location.uri)
    vim.fn.bufload(target)
    local line = location.range.start.line
    local text = vim.api.nvim_buf_get_lines(target, line, line + 1, false)[1] or ''
    items[#items + 1] = lists.item(server, target, location.range, vim.trim(text))
  end
  lists.show(bufnr, items, ('Where %s is named'):format(argument.article))
end

M.commands = {
  ['variorum.compare'] = compare,
  ['variorum.showFindings'] = show_findings,
  ['variorum.showReferences'] = show_references,
}

return M
