-- The colours that need no server: by the groups at each place.
local test, eq, root = harness.test, harness.eq, harness.root

--- The groups of a line, each piece with the group that a colour scheme colours.
local function groups(number)
  local pieces, line = {}, vim.fn.getline(number)
  for _, start in ipairs(vim.str_utf_pos(line)) do
    local id = vim.fn.synID(number, start, 1)
    local group = vim.fn.synIDattr(id, 'name')
    -- What a group is linked to, up to the plugin's own.
    local link = group ~= '' and vim.api.nvim_get_hl(0, { name = group }).link or ''
    local character = vim.fn.strpart(line, start - 1, 1, true)
    local last = pieces[#pieces]
    if last and last[1] == link then
      last[2] = last[2] .. character
    else
      pieces[#pieces + 1] = { link, character }
    end
  end
  return vim.tbl_map(
    function(piece)
      return ('%s %s'):format(piece[1] == '' and '-' or piece[1]:gsub('^Variorum', ''), vim.trim(piece[2]))
    end,
    vim.tbl_filter(function(piece)
      return piece[2]:find('%S') ~= nil
    end, pieces)
  )
end

local function open(...)
  vim.lsp.enable('variorum', false)
  harness.open(table.concat({ ... }, '\n') .. '\n', 'a.bundle')
end

test('an open marker in its own form', function()
  open('<<<FILE: "a \\"b\\".txt" date="2031-03-04" lang="en">>>', 'x', '<<<END FILE: "a.txt">>>')
  eq({
    'Marker <<<FILE:',
    'Article "a \\"b\\".txt"',
    'Key date',
    '- =',
    'Value "2031-03-04"',
    'Key lang',
    '- =',
    'Value "en"',
    'Marker >>>',
  }, groups(1))
  eq({ '- x' }, groups(2))
  eq({ 'Marker <<<END FILE:', 'Article "a.txt"', 'Marker >>>' }, groups(3))
end)

test('markers of other dialects', function()
  for line, wanted in pairs({
    ['<<<FILE: two words.txt>>>'] = { 'Marker <<<FILE:', 'Article two words.txt', 'Marker >>>' },
    ['<<<file a.txt lang=en>>>'] = {
      'Marker <<<file',
      'Article a.txt',
      'Key lang',
      '- =',
      'Value en',
      'Marker >>>',
    },
    ["<<<FILE name='b c.txt' BEGIN>>>"] = {
      'Marker <<<FILE',
      'Key name',
      '- =',
      "Article 'b c.txt'",
      'Marker BEGIN>>>',
    },
    ['<<<FILE a1b2 path=x.txt>>>'] = {
      'Marker <<<FILE',
      'Nonce a1b2',
      'Key path',
      '- =',
      'Article x.txt',
      'Marker >>>',
    },
    ['<<<<BEGIN_FILE:n.txt>>>>'] = { 'Marker <<<<BEGIN_FILE:', 'Article n.txt', 'Marker >>>>' },
    ['<<<FILE START>>>'] = { 'Marker <<<FILE START>>>' },
    ['<<<FILE END>>>'] = { 'Marker <<<FILE END>>>' },
    ['<<</FILE>>>'] = { 'Marker <<</FILE>>>' },
    ['<<<END_FILE>>'] = { 'Marker <<<END_FILE>>' },
    ['<<<FILE END.txt>>>'] = { 'Marker <<<FILE', 'Article END.txt', 'Marker >>>' },
  }) do
    open('<<<FILE: a.txt>>>', line)
    eq(wanted, groups(2), line)
  end
end)

test('what is nearly a marker is an error', function()
  for line, wanted in pairs({
    ['  <<<FILE: a.txt>>>'] = { 'NearMarker <<<FILE: a.txt>>>' },
    ['The end. <<<END FILE>>>'] = { '- The end.', 'NearMarker <<<END FILE>>>' },
    ['<<<END FILE>>> And more.'] = { 'NearMarker <<<END FILE>>> And more.' },
    ['<<<FLIE: a.txt>>>'] = { 'NearMarker <<<FLIE: a.txt>>>' },
    ['<<<FIL: a.txt>>>'] = { 'NearMarker <<<FIL: a.txt>>>' },
    ['<<<END FIEL>>>'] = { 'NearMarker <<<END FIEL>>>' },
    ['<<<EDN FILE>>>'] = { 'NearMarker <<<EDN FILE>>>' },
    ['<<<FILE: a.txt>>'] = { 'NearMarker <<<FILE: a.txt>>' },
    ['<<<END FILE>'] = { 'NearMarker <<<END FILE>' },
  }) do
    open('<<<FILE: a.txt>>>', line)
    eq(wanted, groups(2), line)
  end
end)

test('what only looks like one is plain', function()
  local plain =
    { '<<<NOTE see>>>', 'cat <<<FILE', '<<file:__Enable>>', '<<<END>>>', '<<<EOF>>>', '<<<<<<FILE: a>>>>>>' }
  for _, line in ipairs(plain) do
    open('<<<FILE: a.txt>>>', line, '<<<END FILE>>>')
    eq({ '- ' .. line }, groups(2), line)
  end
  open('Write `<<<END FILE>>>`.')
  eq({ '- Write `<<<END FILE>>>`.' }, groups(1))
end)

test('END and EOF are markers where they close', function()
  open('<<<FILE: a.txt>>>', 'x', '<<<END>>>')
  eq({ 'Marker <<<END>>>' }, groups(3))
end)

test('an escaped line', function()
  open('<<<FILE: a.txt>>>', '\\<<<END FILE>>>', '\\\\<<<FILE: b.txt>>>')
  eq({ 'Escape \\', '- <<<END FILE>>>' }, groups(2))
  eq({ 'Escape \\', '- \\<<<FILE: b.txt>>>' }, groups(3))
end)

test('quotations, figures and times', function()
  open(
    'He said “we lost 12 crates” at 6:40 a.m. CET on 2031-03-04.',
    'On March 3, 2031, $1,200.50 or 86% “was never closed, in 3D, at A4.',
    'Not a quote: 5" and O’Brien’s ‘word’; "two" and «trois».'
  )
  eq({
    '- He said',
    'Quote “we lost',
    'Figure 12',
    'Quote crates”',
    '- at',
    'Time 6:40 a.m. CET',
    '- on',
    'Time 2031-03-04',
    '- .',
  }, groups(1))
  eq({
    '- On',
    'Time March 3, 2031',
    '- ,',
    'Figure $1,200.50',
    '- or',
    'Figure 86%',
    '- “was never closed, in 3D, at A4.',
  }, groups(2))
end)

test('keywords of the configuration are markers', function()
  vim.lsp.enable('variorum', false)
  local folder = harness.project()
  harness.write(folder .. '/variorum.toml', 'keywords = ["DOC", "DOCUMENT"]\n')
  vim.cmd.edit(harness.write(folder .. '/a.bundle', '<<<DOCUMENT: a.txt>>>\n<<<END DOC>>>\n<<<DCO: a>>>\n'))
  eq({ 'Marker <<<DOCUMENT:', 'Article a.txt', 'Marker >>>' }, groups(1))
  eq({ 'Marker <<<END DOC>>>' }, groups(2))
  eq({ 'NearMarker <<<DCO: a>>>' }, groups(3))
end)

test('what the syntax shows as a marker is one to the reader, in every dialect', function()
  local expected = vim.json.decode(harness.read(root .. '/tests/data/dialects/expected.json'))
  for name, one in vim.spairs(expected) do
    if not one.keywords and name ~= 'lone-cr.bundle' then
      vim.lsp.enable('variorum', false)
      harness.open('tests/data/dialects/' .. name)
      local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
      local bare = require('variorum.articles').bare(lines, { 'FILE' })
      for number, line in ipairs(lines) do
        local marker = require('variorum.markers').read(line)
        local is_marker = marker ~= nil
          and marker.kind ~= 'short-open'
          and not (marker.form and not vim.tbl_contains(bare, marker.form:upper()))
        local first = groups(number)[1] or ''
        eq(is_marker, first:find('^Marker') ~= nil, ('%s:%d: %s'):format(name, number, line))
      end
    end
  end
end)

test('a long bundle is coloured at once', function()
  vim.lsp.enable('variorum', false)
  local paragraph = ('The harbour master said “we will count 12 crates” on Friday at 10:00 a.m. '):rep(12)
  local lines = {}
  for number = 1, 3000 do
    vim.list_extend(lines, { ('<<<FILE: "%d.txt" lang="en">>>'):format(number), paragraph, '<<<END FILE>>>' })
  end
  open(table.concat(lines, '\n'))
  local start = vim.uv.hrtime()
  vim.cmd('normal! G')
  for number = 8900, 9000 do
    groups(number)
  end
  local seconds = (vim.uv.hrtime() - start) / 1e9
  assert(seconds < 30, ('%.1f s'):format(seconds))
end)
