"""python -m average RUN RUN OUT: a run whose averaged weights are the mean of two others', which must have gone the same way for long; `--start OUT`.

Source: Wortsman et al., Model soups (2022).
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("runs", type=Path, nargs=2)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    one, other = (torch.load(run / "last.pt", weights_only=True) for run in given.runs)
    mean = {name: (value.float() + other["average"][name].float()) / 2 if value.is_floating_point() else value for name, value in one["average"].items()}
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"step": one["step"], "average": mean}, given.out / "last.pt")


if __name__ == "__main__":
    main()
