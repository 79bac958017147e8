"""Writes src/Node/Flux.Wallets/Text/nfkd.txt: compatibility decompositions and combining classes, from Python's Unicode data.

Lines: `D cp cp cp…` a full decomposition, `C cp class` a combining class other than 0; hexadecimal, the class decimal.
Hangul syllables are left out: their decomposition is a formula. Run from the root of the checkout.
"""
import sys
import unicodedata

lines = [f"# Unicode {unicodedata.unidata_version}"]
for cp in range(sys.maxunicode + 1):
    if 0xD800 <= cp <= 0xDFFF or 0xAC00 <= cp <= 0xD7A3:
        continue
    text = unicodedata.normalize("NFKD", chr(cp))
    if text != chr(cp):
        lines.append("D %X %s" % (cp, " ".join("%X" % ord(c) for c in text)))
    if unicodedata.combining(chr(cp)):
        lines.append("C %X %d" % (cp, unicodedata.combining(chr(cp))))
open("src/Node/Flux.Wallets/Text/nfkd.txt", "w", encoding="ascii", newline="\n").write("\n".join(lines) + "\n")
