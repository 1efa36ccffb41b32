"""The loop both models are trained by: resumable, with an average of the weights, a curve and a deadline."""

import argparse
import copy
import csv
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset

from split import FOLDS

_WARM_UP = 500
_EMA = 0.999
_LOWEST_RATE = 0.01


@dataclass
class Task:
    """What differs from model to model.

    `batches` begins at a step, each batch pixels and what is wanted of them; `loss` of the answers (float32) and what was wanted; `measure` scores
    the averaged model for the curve, every `measure_every` steps.
    """

    model: nn.Module
    batches: Callable[[int], Iterator[tuple[torch.Tensor, ...]]]
    loss: Callable[..., torch.Tensor]
    measure: Callable[[nn.Module], dict[str, float]]
    measure_every: int = 1000


def arguments(description: str | None, run: str, steps: int, batch: int, rate: float) -> argparse.ArgumentParser:
    """The options every training command has."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path(run), help="folder of the checkpoint last.pt and of curve.csv")
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--start", type=Path, help="run whose weights a new run begins with: fine-tuning")
    parser.add_argument("--photos", type=Path, help="folder of labelled photos: mixes real plates in (real.py)")
    parser.add_argument("--settle", type=Path, help="detector's run that says where the corners of real plates lie (detector/settle.py)")
    parser.add_argument("--hold-out", type=int, choices=range(FOLDS), help="fold of split.py that is not trained on")
    parser.add_argument("--minutes", type=float, default=1e6, help="stop after this long; the next call goes on")
    return parser


def train(task: Task, given: argparse.Namespace) -> None:
    """Trains until `--steps`, and goes on where an interrupted run stopped."""
    given.run.mkdir(parents=True, exist_ok=True)
    if given.start:
        averaged(given.start, task.model)
    model = task.model.to(memory_format=torch.channels_last)
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=1e-2)
    step = _resume(given.run / "last.pt", model, average, optimiser)
    batches = task.batches(step)
    deadline = time.monotonic() + given.minutes * 60
    seen, loss_sum, since = 0, 0.0, time.monotonic()
    while step < given.steps and time.monotonic() < deadline:
        for group in optimiser.param_groups:
            group["lr"] = _rate(step, given)
        loss_sum += _learn(task, model.train(), optimiser, next(batches))
        _follow(average, model, step)
        step, seen = step + 1, seen + 1
        if step % task.measure_every == 0 or step == given.steps:
            speed = seen * given.batch / (time.monotonic() - since)
            _note(given.run / "curve.csv", step, loss_sum / seen, speed, task.measure(average.eval()))
            _save(given.run / "last.pt", step, model, average, optimiser)
            seen, loss_sum, since = 0, 0.0, time.monotonic()
    _save(given.run / "last.pt", step, model, average, optimiser)


def stream(batches: IterableDataset, given: argparse.Namespace) -> Iterator:
    """Batches that workers make while the network learns."""
    return iter(DataLoader(batches, batch_size=None, num_workers=given.workers, prefetch_factor=8))


def averaged(run: Path, model: nn.Module) -> int:
    """Loads the averaged weights of a run, which are what is exported and scored; answers the steps they were trained for."""
    saved = torch.load(run / "last.pt", weights_only=True)
    model.load_state_dict(saved["average"])
    model.eval()
    return saved["step"]


def _rate(step: int, given: argparse.Namespace) -> float:
    """A short rise, then a cosine down."""
    warm_up = min(_WARM_UP, given.steps // 10)
    if step < warm_up:
        return given.rate * (step + 1) / warm_up
    return given.rate * max(_LOWEST_RATE, 0.5 * (1 + math.cos(math.pi * step / given.steps)))


def _learn(task: Task, model: nn.Module, optimiser: torch.optim.Optimizer, batch: tuple[torch.Tensor, ...]) -> float:
    pixels, *wanted = batch
    # Half the width, 1.7 times the speed where the processor has it; weights and losses stay float32.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = model(pixels)
    answers = [level.float() for level in answers] if isinstance(answers, list) else answers.float()
    loss = task.loss(answers, *wanted)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    optimiser.step()
    return loss.item()


@torch.no_grad()
def _follow(average: nn.Module, model: nn.Module, step: int) -> None:
    """Exponential average of the weights."""
    keep = min(_EMA, (1 + step) / (10 + step))
    for mean, new in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
        if mean.dtype.is_floating_point:
            mean.lerp_(new, 1 - keep)
        else:
            mean.copy_(new)


def _note(curve: Path, step: int, loss: float, speed: float, measured: dict[str, float]) -> None:
    is_new = not curve.exists()
    with curve.open("a", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(["step", "loss", "samples_per_second", *measured])
        writer.writerow([step, f"{loss:.4f}", f"{speed:.0f}", *(f"{value:.3f}" for value in measured.values())])
    print(step, f"loss {loss:.4f}", f"{speed:.0f}/s", measured, flush=True)


def _save(path: Path, step: int, model: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> None:
    """Written aside first: an interruption leaves the old one whole."""
    part = path.with_suffix(".part")
    torch.save({"step": step, "model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}, part)
    part.replace(path)


def _resume(path: Path, model: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    model.load_state_dict(saved["model"])
    average.load_state_dict(saved["average"])
    optimiser.load_state_dict(saved["optimiser"])
    return saved["step"]
