#!/usr/bin/env python3
"""Model of escrow coins and of the conservation of money (architecture, "Escrow coins, exactly"). Amounts in satoshi, integers only.

Reads one JSON object per block, heights from 1 on:
  {"payees": [0, 1, 1], "pay": {"name": [value, blocks]}, "spend": ["name"]}
"payees" says which tiers have a payee, "pay" makes escrow coins, "spend" spends them; "pay" may be spent in the same block.
Writes one JSON object per block: height, earned, worth (of all escrow coins), rate, paid and reserves per tier, run_out (names),
refund (worth of each spent coin), issued, other (all other coins, if every satoshi is claimed and none is burnt).
"""
import json
import sys

from subsidy import pay, subsidy


class Coin:
    def __init__(self, value, blocks, start):
        self.value, self.blocks, self.start = value, blocks, start
        self.rate = value // blocks

    def worth(self, h):
        age = h - self.start
        return self.value - self.rate * age if age < self.blocks else 0


def run(blocks):
    coins, reserves, issued, other = {}, [0, 0, 0], 0, 0
    for h, block in enumerate(blocks, start=1):
        earned = sum(c.worth(h - 1) - c.worth(h) for c in coins.values())
        run_out = sorted(n for n, c in coins.items() if c.worth(h) == 0 and h - c.start >= c.blocks)
        for name in run_out:
            del coins[name]
        paid, reserves = pay(h, earned, block["payees"], reserves)
        issued += subsidy(h)
        other += subsidy(h) - subsidy(h) // 2 + sum(paid)
        for name, (value, count) in block["pay"].items():
            coins[name] = Coin(value, count, h)
            other -= value
        refund = {}
        for name in block["spend"]:
            refund[name] = coins.pop(name).worth(h)
            other += refund[name]
        worth = sum(c.worth(h) for c in coins.values())
        if worth + other + sum(reserves) != issued:
            sys.exit(f"money is not conserved at height {h}")
        yield {"height": h, "earned": earned, "worth": worth, "rate": sum(c.rate for c in coins.values()), "paid": paid,
               "reserves": reserves, "run_out": run_out, "refund": refund, "issued": issued, "other": other}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    for result in run(json.loads(line) for line in sys.stdin):
        print(json.dumps(result))
