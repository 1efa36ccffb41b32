"""python -m out_of_fold PHOTOS: what the models read of plates they were never shown.

For each of the five folds of split.py both models are fine-tuned on the real plates of the other four, beginning with the weights of runs that saw rendered
plates only, and the whole pipeline (`npm run -s vision -- score`) reads the photos. A plate counts by the models that held out its fold. Folds whose models
are there already are not trained again, so an interrupted call goes on.
"""

import argparse
import json
import subprocess
import sys
from math import sqrt
from pathlib import Path

from labelled import labels_in
from split import FOLDS, fold_of

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("street", "crops-ccpd", "crops-street")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--backgrounds", type=Path, nargs="+", required=True, help="folders of photos without Chinese plates")
    parser.add_argument("--recogniser", type=Path, default=Path("weights/recogniser"), help="run that saw rendered plates only")
    parser.add_argument("--detector", type=Path, default=Path("weights/detector"))
    parser.add_argument("--recogniser-steps", type=int, default=800)
    parser.add_argument("--detector-steps", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    given = parser.parse_args()
    tally = {folder: [0, 0] for folder in ("any", *_FOLDERS)}
    for fold in given.folds:
        models = _fine_tuned(given, fold)
        for folder in _FOLDERS:
            _count(tally, folder, fold, given.photos / folder, models)
    for name, (hits, count) in tally.items():
        low, high = _wilson(hits, count)
        print(f"{name}: {hits} of {count} = {hits / count:.1%} ({low:.1%} to {high:.1%})")


def _fine_tuned(given: argparse.Namespace, fold: int) -> Path:
    out = Path(f"runs/fold-{fold}")
    out.mkdir(parents=True, exist_ok=True)
    backgrounds = list(map(str, given.backgrounds))
    for name, start, steps, rate, more in (
        ("recogniser", given.recogniser, given.recogniser_steps, 1e-3, []),
        ("detector", given.detector, given.detector_steps, 7e-4, ["--backgrounds", *backgrounds]),
    ):
        run, file = out / name, out / f"plate-{name}.onnx"
        if file.exists():
            continue
        shown = ["--photos", given.photos, "--hold-out", fold, "--settle", given.detector]
        _python(f"{name}.train", "--run", run, "--start", start, "--steps", steps, "--rate", rate, "--threads", given.threads, *shown, *more)
        floats = out / f"{name}-floats.onnx" if name == "detector" else file
        _python(f"{name}.export", run, floats)
        if name == "detector":
            _python("quantise", floats, file, "--photos", *backgrounds)
    return out.resolve()


def _python(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


def _count(tally: dict[str, list[int]], folder: str, fold: int, photos: Path, models: Path) -> None:
    labels = photos / "labels.jsonl"
    command = ["npm", "run", "-s", "vision", "--", "score", "--json", "--models", str(models), str(labels.resolve()), str(photos.resolve())]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout)
    missed = {(miss["file"], plate) for miss in answer["misses"] for plate in miss["missed"]}
    for label in labels_in(photos):
        for number, plate in enumerate(plate["plate"] for plate in label["plates"]):
            if fold_of(plate) != fold:
                continue
            hit = (label["file"], plate) not in missed
            for name in (folder, *(["any"] if folder == "street" and number == 0 else [])):
                tally[name][0] += hit
                tally[name][1] += 1


def _wilson(hits: int, count: int) -> tuple[float, float]:
    """95 % interval. Source: Wilson (1927), as vision/cli/wilson.ts."""
    z, share = 1.959964, hits / count
    middle, spread = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


if __name__ == "__main__":
    main()
