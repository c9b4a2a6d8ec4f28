--- What a bundle holds, as lists: its articles, who is named in them, what is found.
local client = require('variorum.client')
local lists = require('variorum.lists')

local M = {}

M.KINDS = { 'articles', 'people', 'findings' }

--- What the protocol's `null` became, made nothing.
local function text(value)
  return type(value) == 'string' and value or ''
end

local function joined(...)
  local parts = vim.tbl_filter(function(part)
    return part ~= ''
  end, { ... })
  return table.concat(parts, '  ')
end

local items = {}

function items.articles(found, item)
  for _, one in ipairs(found.articles) do
    local count = one.findings == 0 and ''
      or ('%d finding%s'):format(one.findings, one.findings == 1 and '' or 's')
    local day = text(one.date):sub(1, 10)
    item(one.selectionRange, joined(day, text(one.source), text(one.title), count), one.name)
  end
end

function items.people(found, item)
  for _, person in ipairs(found.people) do
    for _, place in ipairs(person.places) do
      item(place.range, person.name, place.article)
    end
  end
end

function items.findings(found, item)
  for _, group in ipairs(found.findings) do
    for _, place in ipairs(group.places) do
      item(place.range, ('%s: %s'):format(group.rule, place.message), text(place.article))
    end
  end
end

--- Shows one kind of what there is.
---@param server table
---@param bundle integer
---@param kind 'articles'|'people'|'findings'
---@param quickfix? boolean
function M.show(server, bundle, kind, quickfix)
  client.run(server, 'sources', { uri = vim.uri_from_bufnr(bundle) }, bundle, function(found)
    local all = {}
    items[kind](found, function(range, what, article)
      all[#all + 1] = lists.item(server, bundle, range, what, article)
    end)
    local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bundle), ':t')
    lists.show(bundle, all, ('%s: %s'):format(name, kind), quickfix)
  end)
end

--- The report of the server on a bundle, as a text.
---@param server table
---@param bundle integer
---@param mods? string
function M.report(server, bundle, mods)
  client.run(server, 'report', { uri = vim.uri_from_bufnr(bundle) }, bundle, function(report)
    local views = require('variorum.views')
    local view = views.buffer(bundle, 'report')
    views.write(view, views.lines(report))
    vim.cmd(('%s sbuffer %d'):format(mods or '', view))
    vim.bo[view].filetype = 'markdown'
    views.dress(vim.api.nvim_get_current_win(), 'Report')
  end)
end

return M
