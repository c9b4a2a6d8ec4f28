#!/usr/bin/env bash
# Puts variorum on the PATH of the steps that follow: the archive of a release, or built from the action's own source.
#
# VERSION: the release, with or without its v; empty for that of the action; "source" to build.
# REPOSITORY: owner/name of the repository whose releases are taken; empty for that of the action.
# ACTION_REPOSITORY: what the runner says that this is. Of an action within another it names the outer one, or nothing.
set -euo pipefail

action=${GITHUB_ACTION_PATH:?}
action=${action//\\//} # on Windows
folder=${RUNNER_TEMP:?}/variorum
mkdir -p "$folder"

say() { printf '%s\n' "$*" >&2; }
exec 3>&1 # for errors in what is run for its output
fail() {
	printf '::error title=variorum::%s\n' "$*" >&3
	exit 1
}

target() {
	case "${RUNNER_OS:?}-${RUNNER_ARCH:?}" in
	Linux-X64) echo x86_64-unknown-linux-musl ;; # linked statically: it runs in whatever container the job has
	Linux-ARM64) echo aarch64-unknown-linux-musl ;;
	macOS-X64) echo x86_64-apple-darwin ;;
	macOS-ARM64) echo aarch64-apple-darwin ;;
	Windows-X64) echo x86_64-pc-windows-msvc ;;
	Windows-ARM64) echo aarch64-pc-windows-msvc ;;
	*) fail "there is no release for $RUNNER_OS on $RUNNER_ARCH; set version to source" ;;
	esac
}

repository() {
	local below=${action##*/_actions/}
	if [[ -n ${REPOSITORY:-} ]]; then
		echo "$REPOSITORY"
	elif [[ $below != "$action" ]]; then
		# Runners lay an action out in a folder that is named by owner, repository and revision.
		cut -d / -f 1,2 <<<"$below"
	else
		echo "${ACTION_REPOSITORY:-${GITHUB_REPOSITORY:?}}"
	fi
}

sha256() {
	if command -v sha256sum >/dev/null; then sha256sum --check --status "$1"; else shasum -a 256 --check --status "$1"; fi
}

if [[ ${VERSION:-} == source ]]; then
	command -v cargo >/dev/null || fail 'cargo is missing: building from source needs Rust'
	cargo install --locked --path "$action" --root "$folder"
	bin=$folder/bin
else
	version=${VERSION:-$(sed -n 's/^version = "\(.*\)"/\1/p' "$action/Cargo.toml" | head -n 1)}
	version=${version#v}
	target=$(target)
	name=variorum-v$version-$target
	if [[ $target == *windows* ]]; then archive=$name.zip; else archive=$name.tar.gz; fi
	releases=${RELEASES:-${GITHUB_SERVER_URL:?}/$(repository)/releases/download}
	say "variorum $version for $target, from $releases"
	cd "$folder"
	for file in "$archive" "$archive.sha256"; do
		curl --fail --silent --show-error --location --retry 3 --output "$file" "$releases/v$version/$file" ||
			fail "$file cannot be had from $releases/v$version"
	done
	sha256 "$archive.sha256" || fail "$archive is not what its checksum says"
	if [[ $archive == *.zip ]]; then unzip -o -q "$archive"; else tar -xzf "$archive"; fi
	bin=$folder/$name
fi

if command -v cygpath >/dev/null; then bin=$(cygpath -w "$bin"); fi
echo "$bin" >>"${GITHUB_PATH:?}"
