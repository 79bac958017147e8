#!/bin/sh
# The page: a form, and the entries as the store component gives them. Other components are found by the name flux<component>_<app>.
store="http://fluxstore_$FLUX_APP_NAME:8080"
escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

if [ "$REQUEST_METHOD" = POST ]; then
  body=$(head -c 1000)
  wget -q -O /dev/null --post-data "$body" "$store/cgi-bin/entries.cgi"
  printf 'Status: 303 See Other\r\nLocation: /\r\n\r\n'
  exit 0
fi

printf 'Content-Type: text/html; charset=utf-8\r\n\r\n'
title=$(printf '%s' "${GUESTBOOK_TITLE:-Guestbook}" | escape)
cat <<HTML
<!doctype html><html lang="en"><meta charset="utf-8"><title>$title</title><h1>$title</h1>
<form method="post" action="/cgi-bin/index.cgi"><input name="entry" maxlength="200" required autofocus><button>Sign</button></form><ul>
HTML
if entries=$(wget -q -O - "$store/cgi-bin/entries.cgi"); then printf '%s\n' "$entries" | grep . | escape | sed 's/.*/<li>&<\/li>/'
else echo "<li>The store does not answer.</li>"; fi
echo "</ul><p>served by $(printf '%s' "$FLUX_NODE_NAME" | escape)</p></html>"
