#!/usr/bin/env bash
# Builds the programs (fluxd, fluxos, flux) when a source is newer than the last build. Quick when nothing changed.
#   build/build.sh [--force]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamp=$root/artifacts/programs.stamp
programs=$root/artifacts/bin/Flux.Cli/release/flux

up_to_date() {
  [ -f "$stamp" ] && [ -x "$programs" ] && [ -z "$(find "$root/src" "$root/build" "$root/global.json" \
    "$root"/Directory.*.props "$root/Flux.slnx" -newer "$stamp" -not -name '*.md' -print -quit)" ]
}

if [ "${1:-}" != --force ] && up_to_date; then exit 0; fi

mkdir -p "$root/artifacts"
exec 9>"$root/artifacts/.build.lock"
if ! flock -n 9; then
  echo "flux: another build of this tree is running; waiting for it" >&2
  flock 9
  if up_to_date; then exit 0; fi
fi

FLUX_SETUP_QUIET=true "$root/build/setup.sh" --only chain >&2
if [ -f "$stamp" ]; then echo "flux: sources changed, building" >&2
else echo "flux: first use, building the programs (a minute or two)" >&2; fi

started=$(date +%s)
next=$(mktemp "$root/artifacts/.stamp.XXXXXX")   # made before the build: an edit during the build counts as newer
verbosity=minimal; [ -t 2 ] && verbosity=quiet   # a terminal shows live progress, a log gets one line a project
if ! dotnet build "$root/build/programs.slnf" -c Release -nologo -v "$verbosity" --tl:auto -clp:NoSummary >&2 9>&-; then
  rm -f "$next"
  echo "flux: the build failed; the errors are above" >&2
  exit 1
fi
mv -f "$next" "$stamp"
echo "flux: built in $(( $(date +%s) - started )) s" >&2
