from random import Random
from unittest import TestCase

import numpy as np

from render.camera import place
from render.kinds import KINDS
from render.levels import LEVELS
from render.patch import render_patch
from render.scene import render_scene


def is_clockwise(quad: np.ndarray) -> bool:
    x, y = quad.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) > 0


class Pictures(TestCase):
    def test_a_picture_is_a_function_of_its_seed(self):
        for kind in KINDS:
            first, second, other = (render_patch(kind, LEVELS["middle"], Random(seed)) for seed in (5, 5, 6))
            self.assertEqual(first.text, second.text)
            self.assertTrue(np.array_equal(first.pixels, second.pixels), kind.name)
            self.assertFalse(first.pixels.shape == other.pixels.shape and np.array_equal(first.pixels, other.pixels), kind.name)

    def test_the_plate_lies_in_its_patch(self):
        random = Random(7)
        for level in LEVELS.values():
            for kind in KINDS:
                patch = render_patch(kind, level, random)
                height, width = patch.pixels.shape[:2]
                self.assertTrue((patch.quad >= 0).all() and (patch.quad <= (width, height)).all(), kind.name)
                self.assertTrue(is_clockwise(patch.quad), kind.name)

    def test_a_plate_is_as_long_as_asked_and_turned_no_more_than_its_level_says(self):
        random = Random(8)
        for level in LEVELS.values():
            for _ in range(50):
                quad = place(440, 140, level, random, wide_px=100)
                self.assertAlmostEqual(float(np.linalg.norm(quad[1] - quad[0])), 100, places=3)
        easy = [place(440, 140, LEVELS["easy"], random, 100) for _ in range(200)]
        slopes = [abs(np.degrees(np.arctan2(*(quad[1] - quad[0])[::-1]))) for quad in easy]
        self.assertLess(max(slopes), 2 * LEVELS["easy"].roll)

    def test_plates_of_a_scene_do_not_overlap(self):
        random = Random(9)
        background = np.full((320, 320, 3), 120, np.uint8)
        for _ in range(10):
            plates = render_scene(background, [random.choice(KINDS) for _ in range(4)], random).plates
            boxes = [(plate.quad.min(axis=0), plate.quad.max(axis=0)) for plate in plates]
            for i, (low, high) in enumerate(boxes):
                for other_low, other_high in boxes[:i]:
                    self.assertFalse((np.minimum(high, other_high) > np.maximum(low, other_low)).all())

    def test_an_unfound_place_leaves_the_scene_without_the_plate(self):
        tiny = np.zeros((16, 16, 3), np.uint8)
        self.assertEqual(render_scene(tiny, [KINDS[0]], Random(1)).plates, ())
