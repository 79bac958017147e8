#!/usr/bin/env python3
"""Model of the money of own networks: subsidy, split, tier reserves (architecture, section 4). Amounts in satoshi, integers only.

  subsidy.py schedule FROM TO [STEP]   CSV: height, subsidy, cumulus, nimbus, stratus, miner
  subsidy.py total                     JSON: sum over all heights, and of both halves
  subsidy.py reserves                  reads one line per block, "height earned c n s" (c, n, s: 1 when the tier has a payee),
                                       writes CSV: height, paid and reserve afterwards per tier
"""
import json
import sys

COIN = 100_000_000
INTERVAL = 655_350


def subsidy(h):
    return 0 if h < 1 else (335 * COIN) >> ((h - 1) // INTERVAL)


def node_half(h, earned=0):
    return subsidy(h) // 2 + earned


def parts(h, earned=0):
    half = node_half(h, earned)
    cumulus = half * 15 // 100
    nimbus = half * 25 // 100
    return [cumulus, nimbus, half - cumulus - nimbus]


def miner(h):
    return subsidy(h) - subsidy(h) // 2


def pay(h, earned, has_payee, reserves):
    """What each tier's payee gets, and the reserves after the block."""
    paid, after = [], []
    for part, payee, reserve in zip(parts(h, earned), has_payee, reserves):
        top_up = min(part, reserve) if payee else 0
        paid.append(part + top_up if payee else 0)
        after.append(reserve - top_up if payee else reserve + part)
    return paid, after


def total():
    sums = {"subsidy": 0, "nodes": 0, "miners": 0}
    h = 1
    while subsidy(h):
        sums["subsidy"] += subsidy(h) * INTERVAL
        sums["nodes"] += node_half(h) * INTERVAL
        sums["miners"] += miner(h) * INTERVAL
        h += INTERVAL
    return sums


def main(argv):
    if argv[:1] == ["schedule"]:
        first, last, step = int(argv[1]), int(argv[2]), int(argv[3]) if len(argv) > 3 else 1
        for h in range(first, last + 1, step):
            print(h, subsidy(h), *parts(h), miner(h), sep=",")
    elif argv == ["total"]:
        print(json.dumps(total()))
    elif argv == ["reserves"]:
        reserves = [0, 0, 0]
        for line in sys.stdin:
            h, earned, *payees = map(int, line.split())
            paid, reserves = pay(h, earned, payees, reserves)
            print(h, *paid, *reserves, sep=",")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
