#!/usr/bin/env python3
"""Required bits of main and test, told from chain reference 1.4, 1.5, 4.5, 4.6 and 9.3 with Python's integers.

stdin: one case a line: network, height of the parent, time of the new block, seed. The ancestors are made from the seed by the same generator
as in the test (tests/Flux.Consensus.Tests/Eras/MadeAncestry.cs): time(h) and bits(h) are functions of seed and height.
stdout: one line a case, the bits as 8 hexadecimal digits.
"""
import sys

M = (1 << 256) - 1
NETS = {
    "main": dict(limit=(1 << 243) - 1, T=120, lwma=125000, b144=125100, acadia=250000, kamiooka=372500, pon=2020000, fade=11, easy=False,
                 ponlimit=(1 << 252) - 1, ponstart=0x0bffff << 224 | (1 << 224) - 1, W=30),
    "test": dict(limit=0x0effff << 232 | (1 << 232) - 1, T=60, lwma=70, b144=140, acadia=210, kamiooka=280, pon=800, fade=10, easy=True,
                 ponlimit=(1 << 252) - 1, ponstart=(1 << 255) - 1, W=60),
}


def mix(seed, height):
    x = (seed * 0x9E3779B97F4A7C15 + height * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    x ^= x >> 31
    x = x * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return x ^ x >> 29


class Made:
    """Ancestors: times go up by T on average, sometimes back; bits are one of a few targets under the limit."""

    def __init__(self, net, seed):
        self.net, self.seed = net, seed

    def time(self, h):
        r = mix(self.seed, h)
        return 1600000000 + h * self.net["T"] + r % (self.net["T"] * (1, 3, 9)[self.seed % 3])

    def bits(self, h):
        r = mix(self.seed + 1, h // 7)
        return encode(self.net["limit"] >> (0, r % 3, r % 20)[self.seed % 3])


def encode(t):
    size = (t.bit_length() + 7) // 8
    m = t << 8 * (3 - size) if size <= 3 else t >> 8 * (size - 3)
    if m & 0x800000:
        m, size = m >> 8, size + 1
    return m | size << 24


def decode(c):
    size, m = c >> 24, c & 0x7FFFFF
    return m >> 8 * (3 - size) if size <= 3 else m << 8 * (size - 3)


def mtp(a, h):
    times = sorted(a.time(i) for i in range(max(0, h - 10), h + 1))
    return times[len(times) // 2]


def div(a, b):  # towards zero
    return abs(a) // b * (1 if a >= 0 else -1)


def digishield(n, a, last):
    avg = sum(decode(a.bits(last - i)) for i in range(17)) // 17
    W = 17 * n["T"]
    t = mtp(a, last) - mtp(a, last - 17)
    t = W + div(t - W, 4)
    t = max(W * 84 // 100, min(W * 132 // 100, t))
    return min(n["limit"], avg // W * t)


def lwma(n, a, last):
    N, T = 60, n["T"]
    k, t, S = N * (N + 1) * T // 2, 0, 0
    for j in range(1, N + 1):
        h = last - N + j
        t += max(-360, min(6 * T, a.time(h) - a.time(h - 1))) * j
        S += decode(a.bits(h)) // (k * N)
    return min(n["limit"], max(t, k // 10) * S & M)


def lwma3(n, a, last):
    N, T = 60, n["T"]
    if last < N:
        return n["limit"]
    k, t, S, prev = N * (N + 1) * T // 2, 0, 0, a.time(last - N)
    for j in range(1, N + 1):
        h = last - N + j
        this = a.time(h) if a.time(h) > prev else prev + 1
        t += min(6 * T, this - prev) * j
        prev = this
        S += decode(a.bits(h)) // (k * N)
    new, D = t * S & M, decode(a.bits(last))
    if new > (D * 150 & M) // 100:
        new = (D * 150 & M) // 100
    if (D * 67 & M) // 100 > new:
        new = (D * 67 & M) // 100
    return min(n["limit"], new)


def pon(n, a, last):
    W = n["W"]
    if last + 1 < n["pon"] + W:
        return n["ponstart"]
    g = (W - 1) * 30
    t = a.time(last) - a.time(last - (W - 1))
    t = max(g * 4 // 5, min(g * 5 // 4, t))
    new = decode(a.bits(last)) // g * t
    return n["ponlimit"] if new == 0 else min(n["ponlimit"], new)


def required(n, a, last, time):
    height = last + 1
    if height >= n["pon"]:
        return encode(pon(n, a, last))
    e1, e2 = n["b144"] + n["fade"] - 1, n["kamiooka"] + n["fade"] - 1
    if e1 <= last < e1 + 61:
        return encode(n["limit"])
    if e2 <= last < e2 + 64:
        t = decode(encode(lwma3(n, a, last)))
        m = (e2 + 61 - last) & 0xFFFFFFFF
        return encode(min(n["limit"], t + ((t >> 5) * m & M) & M))
    if n["easy"] and time > a.time(last) + 2 * n["T"]:
        return encode(n["limit"])
    if last < 17:
        return encode(n["limit"])
    if height < n["lwma"]:
        return encode(digishield(n, a, last))
    return encode(lwma(n, a, last) if height < n["acadia"] else lwma3(n, a, last))


for line in sys.stdin:
    name, last, time, seed = line.split()
    net = NETS[name]
    print("%08x" % required(net, Made(net, int(seed)), int(last), int(time)))
