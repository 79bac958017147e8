#!/usr/bin/env bash
# Compiles the wallet's tests to WebAssembly and runs them under Node. Exit code 77: the browser's runtime pack or Node is not to be had here.
set -uo pipefail
cd "$(dirname "$0")/Flux.Wallets.Wasm" || exit 1
command -v node >/dev/null || { echo "no node here"; exit 77; }
out="${TMPDIR:-/tmp}/flux-wallets-wasm"
dotnet restore -v quiet || { echo "the browser's runtime pack can't be restored here"; exit 77; }
rm -rf "$out"
dotnet publish -c Release --no-restore -nologo -v quiet -clp:NoSummary -o "$out" || exit 1
cd "$out/wwwroot" && node main.mjs
