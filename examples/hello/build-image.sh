#!/usr/bin/env bash
# Builds the image of the hello example; see ../build-image.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$here/../build-image.sh" flux-examples/hello:1 "$here/files"
