" Colours of source bundles: the markers of every dialect, and in prose quotations, figures, times and addresses.
if exists('b:current_syntax')
  finish
endif
let s:saved_cpo = &cpo
set cpo&vim

syntax case ignore

" Prose. A quotation ends at its mark, or with its paragraph.
syntax region sourceBundleQuotation oneline start=/“/ end=/”/ end=/$/ contains=sourceBundleInnerQuotation
syntax match sourceBundleQuotation /„[^“”]*[“”]/
syntax match sourceBundleQuotation /«[^«»]*»/
syntax match sourceBundleQuotation /「[^「」]*」/
syntax match sourceBundleQuotation /\%(^\|[[:blank:]([—–]\)\@1<="\S[^"]*"/
syntax match sourceBundleInnerQuotation contained /‘\%([^‘’”]\|’\a\)*’\a\@!/
syntax match sourceBundleFigure /\%([$€£¥]\)\?\<\d\+\%([,.]\d\+\)*\>%\?/
syntax match sourceBundleTime /\<\%([01]\?\d\|2[0-3]\)[:.][0-5]\d\%(:[0-5]\d\)\?\%(\s\?[ap]\.\?m\>\.\?\)\?/
syntax match sourceBundleTime /\<\%(1[0-2]\|\d\)\s\?[ap]\.\?m\>\.\?/
syntax match sourceBundleTime /\<\d\{4}-[01]\d-[0-3]\d\%(T[0-9:.]*\%(Z\|[+-]\d\d:\?\d\d\)\?\)\?\>/
syntax match sourceBundleAddress /\<\%(https\?:\/\/\|www\.\)[^[:blank:]<>"“”]*[^[:blank:]<>"“”.,;:!?)\]]/

" Markers are whole lines.
syntax match sourceBundleOpen keepend contains=@sourceBundleMarker
      \ /^<\{3,5}\s*\%(BEGIN[ _-]\?FILE\|FILE\%([ _-]\?\%(START\|BEGIN\)\)\?\)\%([: \t].*\)\?>\{3,5}\s*$/
syntax match sourceBundleClose keepend contains=@sourceBundleMarker
      \ /^<\{3,5}\s*\%(\/\s*FILE\|END[ _-]\?FILE\|FILE[ _-]\?END\)\%([: \t].*\)\?>\{2,5}\s*$/
syntax match sourceBundleClose keepend contains=@sourceBundleMarker /^<\{3,5}\s*\%(END\|EOF\)\s*>\{3,5}\s*$/
" Only the brackets stand anywhere; each part says what may follow it.
syntax cluster sourceBundleMarker contains=sourceBundleBracket,sourceBundleBegin
syntax match sourceBundleBegin contained /\<BEGIN\%(>\{3,5}\s*$\)\@=/

syntax match sourceBundleBracket contained /^<\{3,5}/ nextgroup=sourceBundleKeyword skipwhite
syntax match sourceBundleBracket contained />\{2,5}\s*$/
syntax match sourceBundleKeyword contained /\%(\/\s*FILE\|\%(BEGIN\|END\)[ _-]\?FILE\|FILE\%([ _-]\?\%(START\|BEGIN\|END\)\)\?\|END\|EOF\)\%([: \t>]\)\@=:\?/
      \ nextgroup=sourceBundleNonce,sourceBundleNameAttribute,sourceBundleAttribute,sourceBundleQuotedName,sourceBundleName skipwhite
" A bare name, up to attributes where it has any.
syntax match sourceBundleName contained /[^[:blank:]">=][^">=]\{-}\%(\s*>\{2,5}\s*$\|\s\+[a-z][a-z0-9_.-]*\s*=\)\@=/
      \ nextgroup=sourceBundleAttribute skipwhite
syntax region sourceBundleQuotedName contained oneline start=/"/ skip=/\\./ end=/"/ contains=sourceBundleEscape
      \ nextgroup=sourceBundleAttribute,sourceBundleNameAttribute skipwhite
syntax match sourceBundleNonce contained /[^[:blank:]=>":]\+\%(\s\+\%([a-z][a-z0-9_.-]*=\S*\s\+\)*\%(path\|filename\|file\|name\)\s*=\)\@=/
      \ nextgroup=sourceBundleNameAttribute,sourceBundleAttribute skipwhite
syntax match sourceBundleNameAttribute contained /\<\%(path\|filename\|file\|name\)\s*=\@=/ nextgroup=sourceBundleNameIs skipwhite
syntax match sourceBundleNameIs contained /=/ nextgroup=sourceBundleQuotedName,sourceBundleUnquotedName skipwhite
syntax match sourceBundleUnquotedName contained /'[^']*'\|[^[:blank:]"'>]\+/ nextgroup=sourceBundleAttribute,sourceBundleNameAttribute skipwhite
syntax match sourceBundleAttribute contained /\<\%(\%(path\|filename\|file\|name\)\s*=\)\@![a-z][a-z0-9_.-]*\s*=\@=/ nextgroup=sourceBundleIs skipwhite
syntax match sourceBundleIs contained /=/ nextgroup=sourceBundleString,sourceBundleUnquoted skipwhite
syntax region sourceBundleString contained oneline start=/"/ skip=/\\./ end=/"/ contains=sourceBundleEscape
      \ nextgroup=sourceBundleAttribute,sourceBundleNameAttribute skipwhite
syntax match sourceBundleUnquoted contained /'[^']*'\|[^[:blank:]"'>]\+/ nextgroup=sourceBundleAttribute,sourceBundleNameAttribute skipwhite
syntax match sourceBundleEscape contained /\\\%(["\\/bfnrt]\|u\x\{4}\)/

" A body line that would be a marker but for the backslash, and lines that are nearly one.
syntax match sourceBundleEscaped /^\\\%(\\*<\{3,5}\s*\%(\/\s*FILE\|\%(BEGIN\|END\)[ _-]\?FILE\|FILE\%([ _-]\?\%(START\|BEGIN\|END\)\)\?\|END\|EOF\)\w\@!\)\@=/
syntax match sourceBundleNear /^<\{3,5}\s*\%(FIL\|FLIE\|FIEL\|IFLE\|FILEE\|FIILE\|FILLE\|ILE\|FLE\|FIE\)\s*:.*>\{2,5}\s*$/
syntax match sourceBundleNear /^<\{3,5}\s*END[ _-]\?\%(FIL\|FLIE\|FIEL\|FILEE\|ILE\|FLE\|FIE\)>\{2,5}\s*$/
syntax match sourceBundleNear /^<\{3,5}\s*\%(END[ _-]\?FILE\|\/FILE\)>\s*$/
syntax match sourceBundleNear /^\s\+<<<\%(FILE:.*\|END[ _-]\?FILE\|\/FILE\)>>>\s*$/

highlight default link sourceBundleBracket Delimiter
highlight default link sourceBundleKeyword Keyword
highlight default link sourceBundleBegin Keyword
highlight default link sourceBundleName Title
highlight default link sourceBundleQuotedName Title
highlight default link sourceBundleUnquotedName Title
highlight default link sourceBundleNonce Constant
highlight default link sourceBundleAttribute Identifier
highlight default link sourceBundleNameAttribute Identifier
highlight default link sourceBundleIs Operator
highlight default link sourceBundleNameIs Operator
highlight default link sourceBundleString String
highlight default link sourceBundleUnquoted String
highlight default link sourceBundleEscape SpecialChar
highlight default link sourceBundleEscaped SpecialChar
highlight default link sourceBundleNear Error
highlight default link sourceBundleQuotation String
highlight default link sourceBundleInnerQuotation String
highlight default link sourceBundleFigure Number
highlight default link sourceBundleTime Number
highlight default link sourceBundleAddress Underlined

let b:current_syntax = 'source-bundle'
let &cpo = s:saved_cpo
unlet s:saved_cpo
