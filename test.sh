#!/usr/bin/env bash
# Builds everything and runs all tests but the long ones.
#   ./test.sh            what CI runs
#   ./test.sh --long     the long ones too (docs/long-runs.md)
#   ./test.sh --no-build …
# Anything else is handed to the test runner, e.g.: ./test.sh --filter-class '*SubsidyTests'
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

long=false build=true
rest=()
for argument in "$@"; do
  case "$argument" in
    --long) long=true ;;
    --no-build) build=false ;;
    -h|--help) sed -n '2,6p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) rest+=("$argument") ;;
  esac
done

if $build; then
  build/setup.sh || echo "test.sh: going on; tests of what is missing will say so" >&2
  dotnet build Flux.slnx -c Release -nologo -v quiet -clp:NoSummary || { echo "test.sh: the build failed" >&2; exit 1; }
fi

# 8: a project without a matching test. Fine for a filtered run, and for a project whose tests are all long.
# One project at a time: the functional tests start a dozen processes, and their neighbours would only make both slow.
options=(--solution Flux.slnx -c Release --no-build --no-progress --max-parallel-test-modules 1 --ignore-exit-code 8)
$long || options+=(--filter-not-trait Category=Long)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test "${options[@]}" "${rest[@]+"${rest[@]}"}" 2>&1 | tee "$log"
rc=${PIPESTATUS[0]}

# The runner's summary has a line for each count; readers and CI want one line.
awk '/^ *succeeded: /{p=$2} /^ *failed: /{f=$2} /^ *skipped: /{s=$2} END{printf "%d passed, %d failed, %d skipped\n", p, f, s}' "$log"
exit "$rc"
