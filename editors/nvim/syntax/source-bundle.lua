-- Bundles: markers of every dialect, and in prose quotations, figures and times. What takes more than a line to know
-- (names, speakers, which words are whose) the server tells; see |variorum-highlights|.

if vim.b.current_syntax then
  return
end

local bufnr = vim.api.nvim_get_current_buf()
local keywords = require('variorum.markers').keywords(vim.api.nvim_buf_get_name(bufnr))
local bare = require('variorum.articles').bare(vim.api.nvim_buf_get_lines(bufnr, 0, 5000, false), keywords)
local patterns = require('variorum.patterns').markers(keywords, bare)

local function syntax(text, ...)
  vim.cmd('syntax ' .. text:format(...))
end

syntax('spell toplevel')

-- Prose. A quotation that does not end in its paragraph is no quotation here: the server says what is wrong with it.
local quotes = { { '“', '”' }, { '„', '“' }, { '«', '»' }, { '"', '"' } }
for _, pair in ipairs(quotes) do
  syntax(
    'region bundleQuote start=#%s# end=#%s# oneline contains=bundleFigure,bundleTime,@Spell',
    pair[1],
    pair[2]
  )
end
local months = '%(January|February|March|April|May|June|July|August|September|October|November|December'
  .. '|Jan.|Feb.|Aug.|Sept.|Oct.|Nov.|Dec.)'
syntax([[match bundleFigure #\v[$€£]?<\d+%%([.,]\d+)*%%(\s?\%%|>)# contains=@NoSpell]])
for _, time in ipairs({
  [[<\d{1,2}[:.]\d\d%([:.]\d\d)?%(\s?[ap]\.?m>\.?)?%(\s%(GMT|UTC|[A-Z]{1,4}T)>)?]],
  [[<\d{1,2}\s?[ap]\.?m>\.?]],
  [[<\d{4}-\d\d-\d\d%(T[0-9:.]+%(Z|[+-]\d\d:\d\d)?)?>]],
  [[<\d{1,2} ]] .. months .. [[%( \d{4})?>]],
  [[<]] .. months .. [[ \d{1,2}%(, \d{4})?>]],
}) do
  syntax([[match bundleTime #\v%s# contains=@NoSpell]], time)
end

-- Markers. Of what starts at the same place the last counts: a close marker is tried before an open one.
for _, near in ipairs(patterns.near) do
  syntax('match bundleNearMarker #%s# contains=@NoSpell', near)
end
syntax('match bundleOpen #%s# contains=bundleOpenWords,bundleBrackets,@NoSpell', patterns.open)
syntax('match bundleClose #%s# contains=bundleCloseWords,bundleBrackets,@NoSpell', patterns.close)
syntax('match bundleEscaped #%s# contains=bundleBackslash,@NoSpell', patterns.escaped)
syntax([[match bundleBackslash #^\\# contained]])

local after = 'contained skipwhite nextgroup=bundleNameKey,bundleNonce,bundleName'
syntax('match bundleOpenWords #%s# %s', patterns.open_words, after)
syntax('match bundleCloseWords #%s# %s', patterns.close_words, after)
syntax([[match bundleBrackets #\v\>{2,5}\s*$# contained]])
local value = [["%([^"\\]|\\.)*"|'[^']*'|[^ \t>"']+]]
local key = [[\a[A-Za-z0-9_.-]*\s*\=@=]]
local more = 'contained skipwhite nextgroup=bundleKey,bundleNameKey'
-- Behind a colon all that is left is the name; without one, attributes may follow it.
local bare_name = [[%(:\s*)@8<![^ \t">\=]+\ze\s+]] .. key .. [[|[^ \t">].{-}\ze\s*\>{2,5}\s*$]]
syntax([[match bundleName #\v%%(%s|"%%([^"\\]|\\.)*")# %s]], bare_name, more)
local name_key = [[<%(path|name|file|filename)>\s*\=@=]]
syntax([[match bundleNonce #\v[^ \t\=>"]+\ze\s+%s# contained skipwhite nextgroup=bundleNameKey]], name_key)
syntax([[match bundleKey #\v%s# contained skipwhite nextgroup=bundleEquals]], key)
syntax([[match bundleEquals #=# contained skipwhite nextgroup=bundleValue]])
syntax([[match bundleValue #\v%s# %s]], value, more)
syntax([[match bundleNameKey #\v%s# contained skipwhite nextgroup=bundleNameEquals]], name_key)
syntax([[match bundleNameEquals #=# contained skipwhite nextgroup=bundleNameValue]])
syntax([[match bundleNameValue #\v%s# %s]], value, more)
syntax('sync minlines=1')

local groups = {
  Quote = { 'Quote' },
  Figure = { 'Figure' },
  Time = { 'Time' },
  NearMarker = { 'NearMarker' },
  Marker = { 'Open', 'OpenWords', 'Close', 'CloseWords', 'Brackets' },
  Escape = { 'Backslash' },
  Article = { 'Name', 'NameValue' },
  Nonce = { 'Nonce' },
  Key = { 'Key', 'NameKey' },
  Value = { 'Value' },
}
for target, names in pairs(groups) do
  for _, name in ipairs(names) do
    vim.cmd(('highlight default link bundle%s Variorum%s'):format(name, target))
  end
end

vim.b.current_syntax = 'source-bundle'
