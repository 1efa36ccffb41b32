from random import Random
from unittest import TestCase

import numpy as np

from detector.seen import askew, seen_from, turned
from split import FOLDS, fold_of


class Seen(TestCase):
    def test_a_quarter_turn_clockwise(self):
        np.testing.assert_allclose(turned(90) @ (1, 0), (0, 1), atol=1e-12)

    def test_no_look_mirrors_a_plate_or_squeezes_it_to_nothing(self):
        random = Random(1)
        for _ in range(500):
            self.assertTrue(0.5 < np.linalg.det(askew(random)) < 1.001)

    def test_plates_move_with_the_picture(self):
        quad = np.array([[0, 0], [4, 0], [4, 1], [0, 1]], np.float32)
        [plate] = seen_from([{"quad": quad, "rows": 1}], 2 * turned(90), np.array([10, 20]))
        np.testing.assert_allclose(plate["quad"], [[10, 20], [10, 28], [8, 28], [8, 20]], atol=1e-5)
        self.assertEqual(plate["rows"], 1)
        self.assertEqual(plate["quad"].dtype, np.float32)


class Split(TestCase):
    def test_a_plate_is_always_in_the_same_fold(self):
        # A change of these would put plates that a model was trained on among those it is scored on.
        self.assertEqual([fold_of(plate) for plate in ("京A00000", "沪B12345", "粤Z0001港")], [1, 1, 4])

    def test_folds_are_about_equal(self):
        counts = np.bincount([fold_of(f"京A{number:05d}") for number in range(5000)], minlength=FOLDS)
        self.assertTrue((abs(counts - 1000) < 120).all(), counts)
