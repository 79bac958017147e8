#!/usr/bin/env bash
# Installs what Flux needs on Debian 12 (or a relative), says what it does, and changes nothing that is already there.
#
#   build/setup.sh                      everything
#   build/setup.sh --only chain         the chain: .NET SDK check, libsecp256k1
#   build/setup.sh --only docker        Docker Engine, and its daemon where no init system starts it
#   build/setup.sh --only images        what the example images are built from (a static busybox)
#   build/setup.sh --only tests         what the tests need (python3, for the model of the money rules)
#   build/setup.sh --check [--only P]   only looks; exit code 1 when something is missing
#
# Several parts: --only chain,images. Where it can't do something (no root, no package source) it says exactly what you must do.
set -euo pipefail

parts=chain,docker,images,tests
check_only=false
quiet=${FLUX_SETUP_QUIET:-false}
failures=()

say()  { [ "$quiet" = true ] || printf 'setup: %s\n' "$*"; }
warn() { printf 'setup: %s\n' "$*" >&2; }
missing() { failures+=("$1"); warn "$1"; }

while [ $# -gt 0 ]; do
  case "$1" in
    --only) parts=${2:?--only needs a part: chain, docker, images or tests}; shift 2 ;;
    --check) check_only=true; shift ;;
    -h|--help) sed -n '2,11p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) warn "unknown option '$1' (try --help)"; exit 2 ;;
  esac
done

for part in ${parts//,/ }; do
  case "$part" in
    chain|docker|images|tests) ;;
    *) warn "unknown part '$part': the parts are chain, docker, images and tests"; exit 2 ;;
  esac
done

wants() { case ",$parts," in *",$1,"*) true ;; *) false ;; esac; }

# Runs a command as root: directly, or through sudo where there is one.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else return 126
  fi
}

can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; }

# install PACKAGE REASON: installs one Debian package.
install() {
  local package=$1 reason=$2 log
  if $check_only; then missing "$package is missing ($reason)"; return; fi
  if ! command -v apt-get >/dev/null 2>&1; then
    missing "$package is missing ($reason), and this system has no apt-get. Install your system's package of the same content, then run this again."
    return
  fi
  if ! can_be_root; then
    missing "$package is missing ($reason), and you are neither root nor have sudo. As root, run: apt-get install -y $package"
    return
  fi
  say "installing $package ($reason)"
  log=$(mktemp)
  if ! apt_install "$package" >"$log" 2>&1; then
    as_root apt-get update -q >>"$log" 2>&1 || true
    if ! apt_install "$package" >>"$log" 2>&1; then
      tail -n 5 "$log" >&2
      missing "could not install $package ($reason): the lines above are apt-get's. Make a Debian package source reachable (apt-get update must succeed), then run: apt-get install -y $package"
    fi
  fi
  rm -f "$log"
}

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1"; }

has_library() {
  local ldconfig=ldconfig
  command -v ldconfig >/dev/null 2>&1 || ldconfig=/sbin/ldconfig
  "$ldconfig" -p 2>/dev/null | grep -q "$1"
}

setup_chain() {
  local wanted=10 found
  if ! command -v dotnet >/dev/null 2>&1; then
    missing "the .NET $wanted SDK is missing. Install it as https://learn.microsoft.com/dotnet/core/install/linux-debian describes (package dotnet-sdk-$wanted.0), then run this again."
  elif ! dotnet --list-sdks | grep -q "^$wanted\."; then
    found=$(dotnet --list-sdks | awk '{print $1}' | paste -sd ' ')
    missing "the .NET $wanted SDK is missing (found: ${found:-none}). Install package dotnet-sdk-$wanted.0, then run this again."
  else
    say ".NET SDK: present"
  fi
  if has_library 'libsecp256k1\.so'; then say "libsecp256k1: present"
  else install libsecp256k1-1 "fast signature checks"; fi
}

docker_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

setup_docker() {
  if ! command -v dockerd >/dev/null 2>&1; then install docker.io "Docker Engine, which runs the apps"; fi
  if ! command -v docker >/dev/null 2>&1; then return 0; fi
  if docker_answers; then say "Docker Engine: running"; return; fi
  if $check_only; then missing "Docker Engine does not answer"; return; fi
  start_docker
}

start_docker() {
  if [ "$(id -u)" != 0 ] && pidof dockerd >/dev/null 2>&1; then
    missing "Docker Engine runs, but you may not use it. Run: sudo usermod -aG docker $(id -un)   then log in again."
    return
  fi
  if ! can_be_root; then
    missing "Docker Engine is not running, and you are neither root nor have sudo. As root, run: systemctl start docker   (or, where no init system runs: dockerd)"
    return
  fi
  if [ -d /run/systemd/system ]; then
    say "starting Docker Engine (systemctl start docker)"
    as_root systemctl start docker || true
  elif ! pidof dockerd >/dev/null 2>&1; then
    say "starting Docker Engine (no init system here; its log is /var/log/dockerd.log)"
    # What a killed engine left would keep the new one from starting: its containerd, and pid files that may name a process of today.
    as_root pkill -f 'containerd --config /var/run/docker/containerd/' || true
    as_root rm -f /var/run/docker.pid /var/run/docker/containerd/containerd.pid
    as_root sh -c 'setsid dockerd >>/var/log/dockerd.log 2>&1 </dev/null &'
  fi
  wait_for_docker
}

wait_for_docker() {
  local i
  for i in $(seq 1 120); do
    if docker_answers; then say "Docker Engine: running"; return; fi
    if [ "$i" -gt 20 ] && ! pidof dockerd >/dev/null 2>&1; then break; fi
    sleep 0.25
  done
  if as_root docker version >/dev/null 2>&1; then
    missing "Docker Engine runs, but you may not use it. Run: sudo usermod -aG docker $(id -un)   then log in again."
  else
    missing "Docker Engine did not start. Its last words: $(tail -n 1 /var/log/dockerd.log 2>/dev/null || echo 'see: journalctl -u docker')"
  fi
}

setup_images() {
  if [ -x /bin/busybox ] && ! ldd /bin/busybox >/dev/null 2>&1; then say "static busybox: present"
  else install busybox-static "the example images are built from it"; fi
}

setup_tests() {
  if command -v python3 >/dev/null 2>&1; then say "python3: present"
  else install python3 "the tests compare the money rules with a model in Python"; fi
}

wants chain && setup_chain
wants docker && setup_docker
wants images && setup_images
wants tests && setup_tests

if [ ${#failures[@]} -gt 0 ]; then
  [ ${#failures[@]} = 1 ] || warn "${#failures[@]} things are missing; see above"
  exit 1
fi
say "ready"
