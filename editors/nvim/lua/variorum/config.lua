--- The options of the plugin. All of them may be left out.
local M = {}

---@class variorum.Options
local defaults = {
  --- Whether the server is started for bundles.
  enable = true,
  --- The server: a program, and what it is called with.
  cmd = { 'variorum', 'lsp' },
  --- Settings of the server, as docs/server.md lists them.
  settings = {},
  --- Whether articles can be folded.
  folding = true,
  --- Whether it is shown beside an article's marker what there is to say of it.
  lenses = true,
  --- Whether converted times and units, and full names, are shown between the words.
  inlay_hints = false,
}

local options = vim.deepcopy(defaults)

--- What is wrong with options, or nothing.
---@param given any
---@return string?
local function fault(given)
  if type(given) ~= 'table' then
    return 'the options are a table'
  end
  for name, value in pairs(given) do
    local usual = defaults[name]
    if usual == nil then
      local known = vim.tbl_keys(defaults)
      table.sort(known)
      return ('there is no option `%s`; there are: %s'):format(name, table.concat(known, ', '))
    end
    if type(value) ~= type(usual) then
      return ('`%s` is a %s, not a %s'):format(name, type(usual), type(value))
    end
  end
  local cmd = given.cmd
  if cmd and (type(cmd[1]) ~= 'string' or #cmd == 0) then
    return "`cmd` is a list: the program, then what it is called with, as in { '/opt/variorum', 'lsp' }"
  end
end

--- Takes options in, each in place of the usual one. Wrong ones change nothing.
---@param given? variorum.Options
---@return string? fault
function M.set(given)
  given = given or {}
  local wrong = fault(given)
  if wrong then
    return wrong
  end
  options = vim.tbl_extend('force', vim.deepcopy(defaults), given)
end

---@return variorum.Options
function M.get()
  return options
end

--- The settings as the server asks for them.
function M.settings()
  local settings = vim.deepcopy(options.settings)
  if options.inlay_hints then
    settings.inlayHints = vim.tbl_extend('keep', settings.inlayHints or {}, { enable = true })
  end
  -- An empty table would be sent as a list.
  return { variorum = next(settings) and settings or vim.empty_dict() }
end

return M
