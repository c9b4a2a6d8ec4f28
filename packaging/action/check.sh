#!/usr/bin/env bash
# Runs `variorum check` for the action. Its status is an output, since SARIF is to be uploaded before the job may fail.
#
# From the inputs of action.yml, in variables: PATHS and ARGUMENTS (one a line), FAIL_ON, BASELINE, ANNOTATIONS.
set -euo pipefail

# Not from an expression in action.yml: in a container `runner.temp` is a folder of the machine around it.
sarif=${RUNNER_TEMP:?}/variorum.sarif
rm -f "$sarif"

arguments=(check)
# GitHub prints the lines of annotations in the log too: one of the two is enough.
if [[ ${ANNOTATIONS:-true} == true ]]; then arguments+=(--format github); else arguments+=(--format text); fi
arguments+=(--format "sarif=$sarif")
[[ -z ${FAIL_ON:-} ]] || arguments+=(--fail-on "$FAIL_ON")
[[ -z ${BASELINE:-} ]] || arguments+=(--baseline "$BASELINE")

# `read` takes off the blanks around a line.
lines() { while read -r line; do [[ -z $line ]] || "$1" "$line"; done; }
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
	# Where the check could not be done, findings that are missing would be taken for mended.
	[[ $status -gt 1 || ! -s $sarif ]] || echo "sarif=$sarif"
} >>"${GITHUB_OUTPUT:?}"
