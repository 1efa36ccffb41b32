"""The one fixed split of labelled photos: by plate, so that no vehicle is on both sides. Computed, not listed: plate numbers are personal data."""

from hashlib import sha256

FOLDS = 5


def fold_of(plate: str) -> int:
    """0 to 4, the same for every photo of one plate."""
    return sha256(plate.encode()).digest()[0] % FOLDS
