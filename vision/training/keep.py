"""python -m keep RUN weights/NAME: the averaged weights of a run at half precision, small enough for the repository; `--start weights/NAME` begins there."""

import argparse
from pathlib import Path

import torch


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    saved = torch.load(given.run / "last.pt", weights_only=True)
    average = {name: value.half() if value.is_floating_point() else value for name, value in saved["average"].items()}
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"step": saved["step"], "average": average}, given.out / "last.pt")


if __name__ == "__main__":
    main()
