--- What there is to say of the server and of what it found.
local client = require('variorum.client')
local compat = require('variorum.compat')

local M = {}

--- How many findings of each weight there are in a buffer.
---@return table<integer, integer> counts by `vim.diagnostic.severity`
function M.counts(bufnr)
  local counts = { 0, 0, 0, 0 }
  for _, one in ipairs(vim.diagnostic.get(bufnr)) do
    if one.source == 'variorum' then
      counts[one.severity] = counts[one.severity] + 1
    end
  end
  return counts
end

local NAMES = { { 'error' }, { 'warning' }, { 'note' }, { 'hint' } }

--- `1 error, 5 warnings, 6 notes`
local function told(counts)
  local parts = {}
  for severity, name in ipairs(NAMES) do
    local count = counts[severity]
    if count > 0 then
      parts[#parts + 1] = ('%d %s%s'):format(count, name[1], count == 1 and '' or 's')
    end
  end
  return #parts > 0 and table.concat(parts, ', ') or 'nothing found'
end

--- For a status line: nothing where there is no bundle, `variorum off` without a server, else the counts.
---@param bufnr? integer
---@return string
function M.line(bufnr)
  local bundle = client.bundle(bufnr)
  if not bundle then
    return ''
  end
  if not client.of(bundle) then
    return 'variorum off'
  end
  local letters, parts = { 'E', 'W', 'N', 'H' }, {}
  for severity, count in ipairs(M.counts(bundle)) do
    if count > 0 then
      parts[#parts + 1] = letters[severity] .. count
    end
  end
  return 'variorum ' .. (#parts > 0 and table.concat(parts, ' ') or 'ok')
end

--- The bundles that a client serves.
local function bundles(one)
  local all = {}
  for bufnr in pairs(one.attached_buffers or {}) do
    all[#all + 1] = bufnr
  end
  table.sort(all)
  return all
end

--- For `:Variorum info`.
---@return string[]
function M.info()
  local lines = {}
  local function add(...)
    lines[#lines + 1] = string.format(...)
  end
  local path, missing = client.program(client.wanted().cmd)
  add('server   %s', path or missing and missing .. ' (not found)' or 'started by a function')
  local clients = compat.get_clients({ name = client.NAME })
  if #clients == 0 then
    add('state    not running')
  end
  for _, one in ipairs(clients) do
    local version = one.server_info and one.server_info.version
    add(
      'state    running%s, counts columns in %s',
      version and ', version ' .. version or '',
      one.offset_encoding
    )
    local root = one.config.root_dir
    add('folder   %s', root and vim.fn.fnamemodify(root, ':~') or 'none: single bundles')
    for _, bufnr in ipairs(bundles(one)) do
      local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':~:.')
      add('bundle   %s: %s', name == '' and '[no name]' or name, told(M.counts(bufnr)))
    end
  end
  add('log      %s', vim.fn.fnamemodify(compat.log_path(), ':~'))
  return lines
end

return M
