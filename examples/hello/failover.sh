#!/usr/bin/env bash
# Shows what a visitor notices when a node dies: asks the app 20 times a second (1 s timeout, no retries), kills the fluxos and the
# containers of a node that runs it, and tells the longest run of failures. The node comes back by itself afterwards.
#   examples/hello/failover.sh [--gateway HOST:PORT] [--host NAME] [--node NAME] [--seconds N]
set -euo pipefail
gateway=127.0.0.1:8080 host=hello.app.localhost node= seconds=12 before=3
while [ $# -gt 0 ]; do
  case "$1" in
    --gateway) gateway=$2 ;; --host) host=$2 ;; --node) node=$2 ;; --seconds) seconds=$2 ;;
    *) sed -n '2,4p' "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
  esac
  shift 2
done

answer() { curl -sS -m 1 -H "Host: $host" "http://$gateway/" 2>/dev/null; }
field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; }

# An answer of the node that is to die tells its address; several networks on one machine may have a node of that name.
first=
for (( i = 0; i < 60; i++ )); do
  text=$(answer) || { sleep 0.1; continue; }
  if [ -z "$node" ] || [ "$(echo "$text" | field node)" = "$node" ]; then first=$text; break; fi
done
[ -n "$first" ] || { echo "nothing ${node:+of $node }answers at http://$gateway/ for $host: is the network up and the app deployed?" >&2; exit 5; }
node=$(echo "$first" | field node) address=$(echo "$first" | field address)

containers=
for id in $(docker ps -q --filter "label=flux.node=$node" --filter label=flux.namespace); do
  if docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$id" | grep -qx "FLUX_NODE_HOST_IP=$address"; then containers="$containers $id"; fi
done
[ -n "$containers" ] || { echo "no container of $node ($address) runs here" >&2; exit 3; }
namespace=$(docker inspect -f '{{index .Config.Labels "flux.namespace"}}' $(echo $containers | cut -d' ' -f1))

# The node's own service: a fluxos of the same network (its home folder gives the engine namespace its first part) with the node's folder.
service() {
  local pid home
  for pid in $(pgrep fluxos || true) $(pgrep -f 'fluxos' || true); do
    home=$(tr '\0' '\n' < "/proc/$pid/environ" 2>/dev/null | sed -n 's/^FLUX_LOCAL_HOME=//p') || continue
    [ -n "$home" ] && [ "flux$(printf %s "$home" | sha256sum | cut -c1-8)" = "${namespace%n*}" ] || continue
    if tr '\0' '\n' < "/proc/$pid/cmdline" 2>/dev/null | grep -qE "/$node(/|\.|\$)"; then echo "$pid"; return; fi
  done
}
pid=$(service || true)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now() { date +%s%3N; }

ask() { # one request; writes: milliseconds since the start, ok or FAILED, node
  local at; at=$(now)
  local text
  if text=$(curl -sS -f -m 1 -H "Host: $host" "http://$gateway/" 2>"$work/error.$1"); then echo "$((at - start)) ok $(echo "$text" | field node)"
  else echo "$((at - start)) FAILED $(tr -d '\n' < "$work/error.$1" | cut -c1-60)"; fi > "$work/answer.$1"
}

echo "asking $host at $gateway 20 times a second; $node dies after $before s (fluxos ${pid:-not found}, containers$containers)"
start=$(now)
total=$(( seconds * 20 ))
killed=
for (( i = 0; i < total; i++ )); do
  due=$(( start + i * 50 ))
  if [ -z "$killed" ] && [ $(( i )) -ge $(( before * 20 )) ]; then
    [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
    killed=$(( $(now) - start ))
    docker kill $containers >/dev/null 2>&1 &
  fi
  ask "$(printf '%06d' "$i")" &
  left=$(( due + 50 - $(now) ))
  [ "$left" -le 0 ] || sleep "$(printf '0.%03d' "$left")"
done
wait

cat "$work"/answer.* > "$work/all"
echo
awk '{ n[$2 == "ok" ? $3 : "FAILED"]++ } END { for (k in n) printf "  %-12s %d answers\n", k, n[k] }' "$work/all" | sort
awk -v killed="$killed" '
  $2 == "FAILED" { if (!run) from = $1; run++; to = $1; failed++; if (to - from >= longest) { longest = to - from; worst = run; at = from } next }
  { if (run && $1 - from > gap) { gap = $1 - from; when = from } run = 0 }
  END {
    if (run && to - from > gap) { gap = to - from; when = from }
    printf "\n%d requests, %d failed; killed after %d ms; ", NR, failed, killed
    if (failed) printf "longest run of failures: %d requests in a row, %d ms until the next good one\n", worst, gap
    else print "no request failed"
    exit gap > 2000
  }' "$work/all" || { echo "more than 2 s of failures in a row" >&2; exit 1; }
