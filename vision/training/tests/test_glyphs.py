from unittest import TestCase

import numpy as np

from render.alphabet import PROVINCES
from render.glyphs import FIELD_PX_PER_MM, PAD_MM, cover, distance_field
from render.strokes import GLYPHS

PAD = round(PAD_MM * FIELD_PX_PER_MM)
WIDTH, HEIGHT = 45, 90


def ink_of(character: str) -> np.ndarray:
    """Which pixels of its box a character covers."""
    return cover(distance_field(character, 0, WIDTH, HEIGHT), 0)[PAD:-PAD, PAD:-PAD] > 0.5


class Glyphs(TestCase):
    def test_letters_and_digits_fill_their_box_from_top_to_foot(self):
        for character in GLYPHS:
            rows = ink_of(character).any(axis=1)
            self.assertTrue(rows[:2].any() and rows[-2:].any(), character)

    def test_strokes_end_square(self):
        foot = ink_of("1")[-2:]
        middle = ink_of("1")[len(ink_of("1")) // 2]
        self.assertTrue((foot[0] == middle).all())
        self.assertAlmostEqual(middle.sum() / FIELD_PX_PER_MM, 10, delta=1)

    def test_strokes_meet_in_sharp_corners(self):
        for character in "DEL":
            self.assertTrue(ink_of(character)[-3:, :3].all(), character)
        self.assertFalse(ink_of("0")[-3:, :3].any())

    def test_nothing_is_drawn_beyond_the_box(self):
        for character in [*GLYPHS, *PROVINCES]:
            field = cover(distance_field(character, 0, WIDTH, HEIGHT), 0) > 0.5
            self.assertEqual(field.sum(), field[PAD - 1 : 1 - PAD, PAD - 1 : 1 - PAD].sum(), character)

    def test_no_two_provinces_look_alike(self):
        seen = {province: ink_of(province) for province in PROVINCES}
        for a in PROVINCES:
            for b in PROVINCES:
                if a < b:
                    self.assertGreater((seen[a] != seen[b]).mean(), 0.1, a + b)

    def test_bent_variants_are_the_same_character_drawn_otherwise(self):
        plain, bent = (cover(distance_field("8", 0, WIDTH, HEIGHT, variant), 0) > 0.5 for variant in (0, 1))
        self.assertTrue(0.005 < (plain != bent).mean() < 0.2)
