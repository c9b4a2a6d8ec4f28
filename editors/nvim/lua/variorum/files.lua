--- Files into a bundle, and a bundle into files: by the server, which writes all or nothing.
local attach = require('variorum.attach')
local client = require('variorum.client')
local compat = require('variorum.compat')

local M = {}

--- The path of a file or folder as it is named: `expand` would take a name for a pattern, and run what is in backticks.
local function absolute(path)
  -- With a folder before it, since `~` at the start is taken for a home here too.
  return vim.fn.fnamemodify((path:gsub('^~', './~')), ':p')
end

local function exists(path)
  return compat.uv.fs_lstat(path) ~= nil
end

--- What a word of the command line names: what is there by this very name, or what `~`, `$VARIABLE`, `%` and `#` stand for.
local function named(word)
  if exists(word) then
    return word
  elseif word:find('^[%%#]$') or word:find('^[%%#]:[%a:]+$') then
    local name = vim.fn.expand(word)
    return name ~= '' and name or word
  end
  return vim.fs.normalize(word)
end

--- What a word of the command line names, where `reports/*.txt` stands for several.
local function all_named(word)
  local name = named(word)
  if name:find('[*?]') and not exists(name) then
    -- Nothing else in it is a pattern, least of all a command.
    local matching = vim.fn.glob(vim.fn.escape(absolute(name), [[`'"$\[]{}]]), true, true)
    if #matching > 0 then
      return matching
    end
  end
  return { name }
end

local function uri(path)
  -- A folder's URI without its last stroke.
  return vim.uri_from_fname((absolute(path):gsub('(.)/$', '%1')))
end

local function real(path)
  return compat.uv.fs_realpath(path) or path
end

--- The buffer that holds a file, by whatever path it was opened.
local function loaded(path)
  path = real(path)
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(bufnr)
    if vim.api.nvim_buf_is_loaded(bufnr) and name ~= '' and real(name) == path then
      return bufnr
    end
  end
end

--- The name of a buffer with changes that are not written, whose file is one of these or in a folder of these.
local function unwritten(paths)
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(bufnr)
    if name ~= '' and vim.bo[bufnr].modified and vim.bo[bufnr].buftype == '' then
      for _, path in ipairs(paths) do
        local file, whole = real(name), real(path):gsub('[/\\]$', '')
        if vim.startswith(file, whole) and file:sub(#whole + 1):find('^[/\\]') or file == whole then
          return vim.fn.fnamemodify(name, ':~:.')
        end
      end
    end
  end
end

--- Reads a buffer anew that has no changes. Not by `edit`, which takes it from the server and gives it back.
local function reload(bufnr)
  local asked = vim.bo[bufnr].autoread
  vim.bo[bufnr].autoread = true
  vim.cmd('checktime ' .. bufnr)
  vim.bo[bufnr].autoread = asked
end

--- Packs files and folders into a bundle, and opens it.
---@param output string
---@param paths string[]
---@param force boolean replace a bundle that exists
function M.pack(output, paths, force)
  if not output or #paths == 0 then
    local usage = 'say what to write and what to pack: :Variorum pack storm.bundle reports/ note.txt'
    return client.tell(usage, vim.log.levels.ERROR)
  end
  local files = {}
  for _, path in ipairs(paths) do
    vim.list_extend(files, vim.tbl_map(absolute, all_named(path)))
  end
  local path = absolute(named(output))
  -- They are packed as they are on disk, and the bundle there is replaced.
  local changed = unwritten(vim.list_extend({ path }, files))
  if changed then
    local refusal = '%s has changes that are not written: write it first, or undo them'
    return client.tell(refusal:format(changed), vim.log.levels.ERROR)
  end
  local argument = { files = vim.tbl_map(uri, files), output = uri(path), force = force }
  client.any(function(server)
    client.run(server, 'pack', argument, vim.api.nvim_get_current_buf(), function(done)
      attach.changed(path, force and 2 or 1)
      local open = loaded(path)
      if open then
        reload(open)
        vim.api.nvim_set_current_buf(open)
      else
        vim.cmd('edit ' .. vim.fn.fnameescape(path))
      end
      local left = #done.leftOut > 0 and ('; left out: %s'):format(table.concat(done.leftOut, ', ')) or ''
      client.tell(('%d article%s in %s%s'):format(done.count, done.count == 1 and '' or 's', output, left))
    end)
  end)
end

--- Where a bundle is unpacked unless it is said: a folder beside it, of its name.
local function beside(bundle)
  local path = vim.api.nvim_buf_get_name(bundle)
  local name = vim.fn.fnamemodify(path, ':t')
  local stem = name:gsub('%.bundle%.txt$', ''):gsub('%.%w+$', '')
  return vim.fn.fnamemodify(path, ':h') .. '/' .. (stem == name and stem .. '-articles' or stem)
end

--- Writes the articles of a bundle as files.
---@param server table
---@param bundle integer
---@param folder? string
---@param force boolean replace files that exist
function M.unpack(server, bundle, folder, force)
  if vim.api.nvim_buf_get_name(bundle) == '' or vim.bo[bundle].modified then
    return client.tell('write the bundle first: it is unpacked as it is on disk', vim.log.levels.ERROR)
  end
  folder = folder and named(folder) or beside(bundle)
  local argument = { uri = vim.uri_from_bufnr(bundle), folder = uri(folder), force = force }
  client.run(server, 'unpack', argument, bundle, function(done)
    local shown = vim.fn.fnamemodify(absolute(folder), ':~:.'):gsub('(.)/$', '%1')
    client.tell(('%d file%s in %s'):format(done.count, done.count == 1 and '' or 's', shown))
  end)
end

return M
