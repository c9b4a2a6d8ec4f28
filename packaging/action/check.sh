#!/usr/bin/env bash
# Runs `variorum check` for the action. Its status is an output, since SARIF is to be uploaded before the job may fail.
#
# From the inputs of action.yml, in variables: PATHS and ARGUMENTS (one a line), FAIL_ON, BASELINE, ANNOTATIONS, SARIF.
set -euo pipefail

arguments=(check)
# GitHub prints the lines of annotations in the log too: one of the two is enough.
if [[ ${ANNOTATIONS:-true} == true ]]; then arguments+=(--format github); else arguments+=(--format text); fi
[[ -z ${SARIF:-} ]] || arguments+=(--format "sarif=$SARIF")
[[ -z ${FAIL_ON:-} ]] || arguments+=(--fail-on "$FAIL_ON")
[[ -z ${BASELINE:-} ]] || arguments+=(--baseline "$BASELINE")

lines() { while IFS= read -r line; do [[ -z ${line//[[:space:]]/} ]] || "$1" "$line"; done; }
argument() { arguments+=("$1"); }
lines argument <<<"${ARGUMENTS:-}"
arguments+=(--)
lines argument <<<"${PATHS:-.}"

version=$(variorum --version)
status=0
variorum "${arguments[@]}" || status=$?
{
	echo "version=${version#variorum }"
	echo "status=$status"
	[[ -z ${SARIF:-} || ! -s $SARIF ]] || echo "sarif=$SARIF"
} >>"${GITHUB_OUTPUT:?}"
