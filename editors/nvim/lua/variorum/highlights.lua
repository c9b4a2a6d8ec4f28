--- The groups of colours: one for each thing that there is in a bundle, whether the syntax finds it or the server.
local M = {}

--- What each is linked to, unless the user or a colour scheme says otherwise.
local LINKS = {
  VariorumMarker = 'Keyword',
  VariorumArticle = 'Title',
  VariorumKey = 'Identifier',
  VariorumValue = 'String',
  VariorumNonce = 'Constant',
  VariorumEscape = 'SpecialChar',
  VariorumNearMarker = 'Error',
  VariorumQuote = 'String',
  VariorumFigure = 'Number',
  VariorumTime = 'Constant',
  VariorumPerson = 'Identifier',
  VariorumOrganization = 'Type',
  VariorumPlace = 'Directory',
  VariorumName = 'Special',
  VariorumSpeaker = 'PreProc',
  VariorumCurrent = 'CursorLine',
}

--- What the server's types of tokens stand for: see src/server/tokens/mod.rs.
local TOKENS = {
  keyword = 'Marker',
  type = 'Article',
  property = 'Key',
  parameter = 'Value',
  string = 'Quote',
  number = 'Figure',
  event = 'Time',
  variable = 'Person',
  class = 'Organization',
  namespace = 'Place',
  interface = 'Name',
  macro = 'Speaker',
}

function M.define()
  local function set(name, value)
    value.default = true
    vim.api.nvim_set_hl(0, name, value)
  end
  for name, target in pairs(LINKS) do
    set(name, { link = target })
  end
  for type, name in pairs(TOKENS) do
    set(('@lsp.type.%s.source-bundle'):format(type), { link = 'Variorum' .. name })
  end
  -- Not a link: windows that compare show the rest of what `DiffText` marks as plain text, and what is linked to it.
  set('VariorumChanged', vim.api.nvim_get_hl(0, { name = 'DiffText', link = false }))
  set('VariorumSame', {})
  -- Where someone or something is introduced, and who speaks.
  set('VariorumIntroduced', { bold = true })
  for _, type in ipairs({ 'variable', 'class', 'namespace', 'interface' }) do
    set(('@lsp.typemod.%s.declaration.source-bundle'):format(type), { link = 'VariorumIntroduced' })
  end
  set('VariorumSpeaking', { italic = true })
  set('@lsp.mod.speaker.source-bundle', { link = 'VariorumSpeaking' })
end

return M
