#!/usr/bin/env bash
# Builds the one image of both components of the guestbook; see ../build-image.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$here/../build-image.sh" flux-examples/guestbook:1 "$here/files"
