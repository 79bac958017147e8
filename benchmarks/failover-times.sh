#!/usr/bin/env bash
# Kills a node that runs the hello example, again and again, and tells what a visitor noticed each time (examples/hello/failover.sh).
#   benchmarks/failover-times.sh [RUNS]     needs: ./flux up, ./flux app deploy examples/hello
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-10}
shift || true
for (( run = 1; run <= runs; run++ )); do
  printf '%2d  ' "$run"
  "$root/examples/hello/failover.sh" "$@" | tail -1
  sleep 15   # the killed fluxos is started again, and the surplus instance is trimmed
done
