--- What the tests share. Each file of tests has a Neovim of its own, started as a user starts it: without a
--- configuration, with the plugin in the package folder and the server on the PATH.
local M = {}

--- The machine may have much else to do.
local PATIENCE = 60000

M.root = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h:h:h')
M.work = assert(vim.env.VARIORUM_TEST_WORK)

local tests = {}

function M.test(name, run)
  tests[#tests + 1] = { name = name, run = run }
end

function M.eq(wanted, found, what)
  if not vim.deep_equal(wanted, found) then
    local text = '%swanted %s\n   found %s'
    error(text:format(what and what .. ': ' or '', vim.inspect(wanted), vim.inspect(found)), 2)
  end
end

--- Waits until something holds: gives what it gave.
function M.wait(condition, what)
  local value
  local ok = vim.wait(PATIENCE, function()
    value = condition()
    return value
  end, 10)
  if not ok then
    error(('waited in vain for %s'):format(what), 2)
  end
  return value
end

function M.read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

function M.write(path, text)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  return path
end

local folders = 0

--- A new folder that is a project of its own.
function M.project()
  folders = folders + 1
  local folder = ('%s/project-%d'):format(M.work, folders)
  vim.fn.mkdir(folder .. '/.git', 'p')
  return folder
end

--- Opens a copy of one of the repository's bundles, or of a text, in a project of its own.
---@return integer bufnr
---@return string path
function M.open(source, name)
  local text = source:find('\n') and source or M.read(M.root .. '/' .. source)
  local path = M.write(M.project() .. '/' .. (name or vim.fs.basename(source)), text)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf(), path
end

function M.client(bufnr)
  return M.wait(function()
    return vim.lsp.get_clients({ bufnr = bufnr or 0, name = 'variorum' })[1]
  end, 'the server to attach')
end

--- How often each rule is told of in a buffer.
function M.rules(bufnr)
  local rules = {}
  for _, one in ipairs(vim.diagnostic.get(bufnr or 0)) do
    -- What counts those that are not told of has no rule.
    local rule = one.code or ''
    rules[rule] = (rules[rule] or 0) + 1
  end
  return rules
end

--- Waits until a rule is told of so often.
function M.told(rule, count, bufnr)
  M.wait(function()
    return (M.rules(bufnr)[rule] or 0) == count
  end, ('%d of %s'):format(count, rule))
end

function M.text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr or 0, 0, -1, false), '\n')
end

--- Puts the cursor to the place `$0` of a piece of the text, which must be there once.
function M.at(marked)
  local piece = marked:gsub('%$0', '')
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local found
  for number, line in ipairs(lines) do
    local from = line:find(piece, 1, true)
    if from then
      assert(not found and not line:find(piece, from + 1, true), 'more than once: ' .. piece)
      found = { number, from - 1 + marked:find('$0', 1, true) - 1 }
    end
  end
  assert(found, 'not there: ' .. piece)
  vim.api.nvim_win_set_cursor(0, found)
end

--- The text from the cursor on.
function M.here()
  local at = vim.api.nvim_win_get_cursor(0)
  return vim.api.nvim_get_current_line():sub(at[2] + 1), at[1]
end

--- Asks the server something about the place of the cursor.
function M.ask(method, more)
  local client = M.client()
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  -- Given 0 for the buffer, Neovim does not first send what was typed.
  local bufnr = vim.api.nvim_get_current_buf()
  local response, fault =
    client:request_sync(method, vim.tbl_extend('force', params, more or {}), PATIENCE, bufnr)
  assert(response, fault)
  assert(not response.err, vim.inspect(response.err))
  return response.result
end

--- What the user is told while something runs.
function M.heard(run)
  local said = {}
  local notify, notify_once = vim.notify, vim.notify_once
  local function hear(message, level)
    said[#said + 1] = { message, level }
  end
  vim.notify, vim.notify_once = hear, hear
  local ok, fault = pcall(run, said)
  vim.notify, vim.notify_once = notify, notify_once
  assert(ok, fault)
  return said
end

--- Closes all but one window, and that shows nothing.
local function tidy()
  vim.cmd('stopinsert | tabnew | silent! tabonly!')
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if bufnr ~= vim.api.nvim_get_current_buf() then
      pcall(vim.api.nvim_buf_delete, bufnr, { force = true })
    end
  end
end

local function say(text)
  io.stdout:write(text, '\n')
end

--- Whether Neovim shows a fault of its own: 0.11 takes an answer with folds for a buffer that was loaded anew meanwhile.
local function is_neovims_own(message)
  return message:find('vim/lsp/_folding_range.lua:%d+: assertion failed!') ~= nil
end

--- Runs the tests of a file, and ends this Neovim: with 1 where one failed.
local function run(file)
  local ok, fault = xpcall(dofile, debug.traceback, file)
  local failed = ok and 0 or 1
  if not ok then
    say('not ok ' .. file .. '\n' .. fault)
  end
  for _, test in ipairs(ok and tests or {}) do
    local errors = vim.v.errmsg
    vim.v.errmsg = ''
    local passed, why = xpcall(test.run, debug.traceback)
    if passed and vim.v.errmsg ~= '' and not is_neovims_own(vim.v.errmsg) then
      passed, why = false, 'an error was shown: ' .. vim.v.errmsg
    end
    vim.v.errmsg = errors
    say((passed and 'ok     ' or 'not ok ') .. test.name .. (passed and '' or '\n' .. why))
    failed = failed + (passed and 0 or 1)
    tidy()
  end
  for _, client in ipairs(vim.lsp.get_clients()) do
    client:stop()
  end
  vim.wait(5000, function()
    return #vim.lsp.get_clients() == 0
  end, 10)
  vim.cmd(failed == 0 and 'qall!' or 'cquit')
end

function M.main()
  run(vim.g.test_spec)
end

return M
