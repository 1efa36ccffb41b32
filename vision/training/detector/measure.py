"""How well a detector finds what is labelled."""

import numpy as np
import torch

from .found import overlap, plates_of
from .model import COLOURS, DecodedDetector, Detector

_FOUND_FROM = 0.6


@torch.no_grad()
def measure(model: Detector, pictures: list[tuple[np.ndarray, list[dict]]]) -> dict[str, float]:
    """`pictures`: bytes [H, W, 3] and their plates. Recall, false plates per picture, median corner error by the plate's height, rows, colour."""
    decoded = DecodedDetector(model).eval()
    total = hits = false = rows = colours = 0
    errors: list[float] = []
    for pixels, plates in pictures:
        cells = decoded(torch.from_numpy(pixels)[None])[0].numpy()
        found = plates_of(cells)
        matched = set()
        for plate in plates:
            total += 1
            quad = np.asarray(plate["quad"], np.float32)
            best = max(range(len(found)), key=lambda i: overlap(found[i][1], quad), default=None)
            if best is None or overlap(found[best][1], quad) < _FOUND_FROM:
                continue
            hits += 1
            matched.add(best)
            errors.append(float(np.abs(found[best][1] - quad).mean() / np.linalg.norm(quad[3] - quad[0])))
            rows += found[best][2] == plate["rows"]
            cell = cells[np.abs(cells[:, 1:9].reshape(-1, 4, 2) - found[best][1]).sum((1, 2)).argmin()]
            colours += COLOURS[int(cell[10:].argmax())] == plate["colour"]
        false += len(found) - len(matched)
    return {
        "recall": hits / max(1, total),
        "false_per_picture": false / len(pictures),
        "corner_error": float(np.median(errors)) if errors else 1.0,
        "rows": rows / max(1, hits),
        "colour": colours / max(1, hits),
    }
