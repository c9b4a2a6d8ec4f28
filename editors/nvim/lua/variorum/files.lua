--- Files into a bundle, and a bundle into files: by the server, which writes all or nothing.
local attach = require('variorum.attach')
local client = require('variorum.client')

local M = {}

local function absolute(path)
  return vim.fn.fnamemodify(vim.fn.expand(path), ':p')
end

local function uri(path)
  -- A folder's URI without its last stroke.
  return vim.uri_from_fname((absolute(path):gsub('(.)/$', '%1')))
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
    -- `reports/*.txt` stands for several.
    vim.list_extend(files, vim.tbl_map(uri, vim.fn.expand(path, false, true)))
  end
  local argument = { files = files, output = uri(output), force = force }
  client.any(function(server)
    client.run(server, 'pack', argument, vim.api.nvim_get_current_buf(), function(done)
      local path = absolute(output)
      attach.changed(path, force and 2 or 1)
      vim.cmd('edit ' .. vim.fn.fnameescape(path))
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
  folder = folder or beside(bundle)
  local argument = { uri = vim.uri_from_bufnr(bundle), folder = uri(folder), force = force }
  client.run(server, 'unpack', argument, bundle, function(done)
    local shown = vim.fn.fnamemodify(absolute(folder), ':~:.'):gsub('(.)/$', '%1')
    client.tell(('%d file%s in %s'):format(done.count, done.count == 1 and '' or 's', shown))
  end)
end

return M
