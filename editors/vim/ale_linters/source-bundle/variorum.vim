" variorum as ALE's language server for bundles.

call ale#Set('source_bundle_variorum_executable', 'variorum')
" Settings of the server, under `variorum`: see docs/server.md.
call ale#Set('source_bundle_variorum_config', {})

" The folder of the closest configuration, else of the repository, else of the bundle.
function! s:Root(buffer) abort
  let configuration = ale#path#FindNearestFile(a:buffer, 'variorum.toml')
  if !empty(configuration)
    return fnamemodify(configuration, ':p:h')
  endif
  let repository = ale#path#FindNearestDirectory(a:buffer, '.git')
  return empty(repository) ? expand('#' . a:buffer . ':p:h') : fnamemodify(repository, ':p:h:h')
endfunction

call ale#linter#Define('source-bundle', {
\   'name': 'variorum',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'source_bundle_variorum_executable')},
\   'command': '%e lsp',
\   'language': 'source-bundle',
\   'project_root': function('s:Root'),
\   'initialization_options': {buffer -> {'variorum': ale#Var(buffer, 'source_bundle_variorum_config')}},
\   'lsp_config': {buffer -> {'variorum': ale#Var(buffer, 'source_bundle_variorum_config')}},
\})
