#!/usr/bin/env bash
# Builds an example's image from nothing: a static busybox and the example's own files. Nothing is pulled.
#   examples/build-image.sh NAME:TAG FOLDER      the image holds /bin/busybox (with links) and FOLDER's content at /
# The image runs as user 65534 and starts /bin/sh /start. An image that is up to date is left alone.
set -euo pipefail
image=${1:?which image} folder=${2:?which folder}
applets="sh httpd cat cut date echo grep head mkdir printf sed sleep tail tr wc wget"

busybox=
for candidate in /bin/busybox /usr/bin/busybox; do
  if [ -x "$candidate" ] && ! ldd "$candidate" >/dev/null 2>&1; then busybox=$candidate; break; fi
done
if [ -z "$busybox" ]; then
  echo "no static busybox here: run build/setup.sh --only images (Debian package busybox-static)" >&2
  exit 1
fi
docker version >/dev/null 2>&1 || { echo "Docker Engine does not answer: $(docker version 2>&1 | tail -n 1)" >&2; exit 1; }

content=$( (sha256sum < "$busybox"; sha256sum < "$0"; cd "$folder" && find . -type f -print0 | sort -z | xargs -0 sha256sum) | sha256sum | cut -c1-16)
known=$(docker image inspect -f '{{index .Config.Labels "flux.example"}}' "$image" 2>/dev/null || true)
if [ "$known" = "$content" ]; then echo "$image is up to date"; exit 0; fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
mkdir -p "$root/bin" "$root/data" "$root/www"
mkdir -m 1777 "$root/tmp"
cp "$busybox" "$root/bin/busybox"
for applet in $applets; do ln -s busybox "$root/bin/$applet"; done
cp -R "$folder/." "$root/"
chmod 777 "$root/www" "$root/data"

tar -C "$root" --numeric-owner --owner=0 --group=0 --sort=name -c . | docker import \
  -c 'ENV PATH=/bin' -c 'USER 65534:65534' -c 'CMD ["/bin/sh", "/start"]' -c "LABEL flux.example=$content" - "$image" >/dev/null
echo "$image built"
