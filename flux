#!/usr/bin/env bash
# Flux on this machine: builds what is needed on first use, then runs the command. Start with: ./flux up
set -euo pipefail
source=${BASH_SOURCE[0]}
while [ -L "$source" ]; do source=$(readlink -f "$source"); done
root=$(cd "$(dirname "$source")" && pwd)

"$root/build/build.sh"

# Apps run in containers: `up` sees to Docker Engine. Without it the chain still runs, and fluxos says what is missing.
if [ "${1:-}" = up ] && [ "${FLUX_WITHOUT_DOCKER:-}" != 1 ] && ! docker version >/dev/null 2>&1; then
  case " $* " in
    *" --help "*|*" -h "*) ;;
    *) "$root/build/setup.sh" --only docker >&2 || echo "flux: going on without Docker Engine: the chain runs, apps can't be placed" >&2 ;;
  esac
fi

exec "$root/artifacts/bin/Flux.Cli/release/flux" "$@"
