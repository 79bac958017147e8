#!/usr/bin/env python3
"""Subsidy, node shares and developer minimum of main and test, told from chain reference 1.6, 1.7, 1.8, 5.1 and 5.2; shares before proof of node in IEEE doubles, as there.

stdin: network and height, one a line. stdout: subsidy, the three shares, what the developer fund gets at least (-1 before proof of node), one-off money due.
"""
import sys

COIN = 100000000
NETS = {
    "main": dict(slow=5000, halving=655350, payments=560000, flux=835554, pon=2020000, interval=1051200,
                 once=[(836274, 7500000), (836994, 2500000)] + [(837714 + i * 21600, 22000000) for i in range(10)]),
    "test": dict(slow=1, halving=655350, payments=350, flux=420, pon=800, interval=525600,
                 once=[(4100, 7500000), (4200, 2500000)] + [(4300 + i * 100, 2200000) for i in range(10)]),
}


def subsidy(n, h):
    if h >= n["pon"]:
        s = 14 * COIN
        for _ in range(min((h - n["pon"]) // n["interval"], 20)):
            s = s * 9 // 10
        return s
    if h == 1:
        return 13020000 * COIN
    slow = n["slow"]
    if h < slow // 2:
        return 150 * COIN // slow * h
    if h < slow:
        return 150 * COIN // slow * (h + 1)
    halvings = (h - slow // 2) // n["halving"]
    return 150 * COIN >> min(halvings, 2)


def shares(n, h, s):
    if h < n["payments"]:
        return 0, 0, 0
    if h >= n["pon"]:
        return tuple(s * b // (14 * COIN) for b in (COIN, 350000000, 900000000))
    m = 2 if h >= n["flux"] else 1
    return tuple(int(s * (p * m)) for p in (0.0375, 0.0625, 0.15))


for line in sys.stdin:
    name, height = line.split()
    net, h = NETS[name], int(height)
    s = subsidy(net, h)
    parts = shares(net, h, s)
    print(s, *parts, s - sum(parts) if h >= net["pon"] else -1, sum(a * COIN for at, a in net["once"] if at == h))
