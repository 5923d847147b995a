"""The weighted mean of several trained networks of one line of training.

    python training/average.py OUT/network.pt 0.65 build/round3/network.pt 0.35 build/round4/network.pt

Rounds that start from one another lie in one basin; their mean is better balanced over the tasks than any of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main() -> None:
    """Reads pairs of share and file, writes their mean."""
    target, *rest = sys.argv[1:]
    shares = [float(share) for share in rest[::2]]
    if not rest or len(rest) % 2 or abs(sum(shares) - 1) > 1e-6:
        sys.exit("give pairs of a share and a network.pt; the shares add up to 1")
    networks = [torch.load(path, map_location="cpu") for path in rest[1::2]]
    mean = {
        name: sum(share * network[name] for share, network in zip(shares, networks, strict=True))
        for name in networks[0]
    }
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, target)


if __name__ == "__main__":
    main()
