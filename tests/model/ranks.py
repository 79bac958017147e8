"""Executable model of architecture §6.3 (ranks), written from the page. Standard library only.

Reads one JSON object a line: genesis (block hash as displayed), name, instances, tiers (numbers of the tiers that can hold one
instance), nodes [{txid (as displayed), index, tier 1|2|3, payee}], declined [position in nodes]. Writes one line for each:
the members, best rank first, as position:score separated by spaces.
"""
import hashlib
import json
import struct
import sys

MASK = 2**64 - 1
TICKETS = {1: 1, 2: 4, 3: 8}


def siphash24(key, data):
    """SipHash-2-4 as in the paper of Aumasson and Bernstein."""
    k0, k1 = struct.unpack("<QQ", key)
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]

    def rotate(x, n):
        return ((x << n) | (x >> (64 - n))) & MASK

    def rounds(n):
        for _ in range(n):
            v[0] = (v[0] + v[1]) & MASK; v[1] = rotate(v[1], 13) ^ v[0]; v[0] = rotate(v[0], 32)
            v[2] = (v[2] + v[3]) & MASK; v[3] = rotate(v[3], 16) ^ v[2]
            v[0] = (v[0] + v[3]) & MASK; v[3] = rotate(v[3], 21) ^ v[0]
            v[2] = (v[2] + v[1]) & MASK; v[1] = rotate(v[1], 17) ^ v[2]; v[2] = rotate(v[2], 32)

    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) & 255])
    for (word,) in struct.iter_unpack("<Q", padded):
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 0xFF
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def members(case):
    genesis = bytes.fromhex(case["genesis"])[::-1]
    r = hashlib.sha256(b"flux-rank:1" + genesis + case["name"].lower().encode()).digest()
    ranked = []
    for place, node in enumerate(case["nodes"]):
        if node["tier"] not in case["tiers"] or place in case["declined"]:
            continue
        outpoint = bytes.fromhex(node["txid"])[::-1] + struct.pack("<I", node["index"])
        score = min(siphash24(r[:16], outpoint + bytes([t])) for t in range(TICKETS[node["tier"]]))
        ranked.append((score, outpoint[:32], node["index"], place))
    ranked.sort()
    k = 2 * case["instances"] + 3
    seated, waiting, payees = [], [], set()
    for entry in ranked:
        payee = case["nodes"][entry[3]]["payee"]
        (waiting if payee in payees else seated).append(entry)
        payees.add(payee)
    return (seated + waiting)[:k]


for line in sys.stdin:
    print(" ".join(f"{entry[3]}:{entry[0]:016x}" for entry in members(json.loads(line))) or "-")
