#!/bin/sh
# GET: all entries, one a line. POST entry=TEXT: adds one.
file=/data/entries
if [ "$REQUEST_METHOD" = POST ]; then
  form=$(head -c 1000 | tr '+' ' ')
  entry=$(httpd -d "${form#entry=}" | tr -d '\r\n\t' | cut -c1-200)
  [ -z "$entry" ] || printf '%s\n' "$entry" >> "$file"
  printf 'Status: 204 No Content\r\n\r\n'
  exit 0
fi
printf 'Content-Type: text/plain; charset=utf-8\r\n\r\n'
[ ! -f "$file" ] || tail -n 100 "$file"
