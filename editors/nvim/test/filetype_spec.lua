local test, eq, root = harness.test, harness.eq, harness.root

--- The type of a file of this name and text, opened as a user opens it.
local function type_of(name, text)
  local path = harness.write(('%s/%s'):format(harness.project(), name), text)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.bo.filetype
end

local PROSE = 'The evening ferry sailed an hour late.\n'

test('bundles are known by their names', function()
  for _, name in ipairs({
    'a.bundle',
    'a.bundle.txt',
    'a.srcbundle',
    'A.BUNDLE',
    'A.Bundle.Txt',
    'two words.bundle',
  }) do
    eq('source-bundle', type_of(name, PROSE), name)
  end
  eq('source-bundle', type_of('empty.bundle', ''))
end)

test('a bundle that is not there yet is one', function()
  vim.cmd.edit(harness.project() .. '/new.bundle')
  eq('source-bundle', vim.bo.filetype)
end)

test('bundles are known by an open marker in the first line', function()
  for _, line in ipairs({
    '<<<FILE: a.txt>>>',
    '\239\187\191<<<FILE: a.txt>>>',
    '<<<file a.txt>>>',
    '<<<FILE path="a.txt" lang=en>>>',
    '<<<BEGIN_FILE:a.txt>>>',
    '<<<FILE_START>>>',
    '<<<FILE START: a.txt>>>  ',
    '<<<<FILE: a.txt>>>>',
    '<<<FILE a1b2 path=x>>>',
    '<<<FILE>>>',
    '<<<FILE: "a \\"b\\".txt" date="2031-03-04">>>',
  }) do
    for _, name in ipairs({ 'storm.txt', 'storm', 'storm.md' }) do
      eq('source-bundle', type_of(name, line .. '\n' .. PROSE), line)
    end
  end
end)

test('other files are what they were', function()
  for _, line in ipairs({
    '<<<FILE: a.txt>>',
    '<<FILE: a.txt>>',
    ' <<<FILE: a.txt>>>',
    'x <<<FILE: a.txt>>>',
    '<<<FILE: a.txt>>> x',
    '<<<END FILE>>>',
    '<<<FILE',
    '<<<FILENAME>>>',
    '<<<NOTE: a.txt>>>',
    '\\<<<FILE: a.txt>>>',
  }) do
    eq('text', type_of('storm.txt', line .. '\n' .. PROSE), line)
  end
  eq('lua', type_of('a.lua', PROSE))
  eq('text', type_of('bundle.txt', PROSE))
  eq('javascript', type_of('main.bundle.js', PROSE))
end)

test('a bundle of Git is none', function()
  for _, version in ipairs({ 2, 3 }) do
    assert(type_of('clone.bundle', ('# v%d git bundle\n\0PACK\n'):format(version)) ~= 'source-bundle')
  end
end)

test('the configuration adds keywords', function()
  local folder = harness.project()
  harness.write(
    folder .. '/variorum.toml',
    '# mine\nkeywords = [\n  "doc", # or\n  "ARTICLE",\n]\n[rules]\nx = "off"\n'
  )
  local path = harness.write(folder .. '/deep/storm.txt', '<<<ARTICLE: a.txt>>>\n' .. PROSE)
  vim.cmd.edit(path)
  eq('source-bundle', vim.bo.filetype)
  eq({ 'FILE', 'DOC', 'ARTICLE' }, require('variorum.markers').keywords(path))
end)

test('every dialect is known by its first line', function()
  local expected = vim.json.decode(harness.read(root .. '/tests/data/dialects/expected.json'))
  local opens = { ['text-outside.bundle'] = false }
  for name, one in vim.spairs(expected) do
    local first = harness.read(root .. '/tests/data/dialects/' .. name):match('^[^\r\n]*')
    local keywords = vim.list_extend({ 'FILE' }, one.keywords or {})
    eq(opens[name] ~= false, require('variorum.markers').starts_bundle(first, keywords), name)
  end
end)
