from random import Random
from unittest import TestCase

from render.kinds import KIND_BY_NAME, KINDS, compose, red_places


class Kinds(TestCase):
    def test_every_text_has_a_box_for_each_character(self):
        random = Random(1)
        for kind in KINDS:
            for _ in range(50):
                self.assertEqual(len(compose(kind, random)), len(kind.boxes), kind.name)

    def test_boxes_stand_apart_and_inside_the_plate(self):
        for kind in KINDS:
            for box in kind.boxes:
                self.assertTrue(box.x > 0 and box.x + box.width < kind.width and box.y > 0 and box.y + box.height < kind.height, kind.name)
            for before, after in zip(kind.boxes, kind.boxes[1:], strict=False):
                self.assertTrue(before.x + before.width <= after.x or before.y < after.y, kind.name)

    def test_no_serial_has_the_letters_that_plates_leave_out(self):
        random = Random(2)
        for _ in range(500):
            self.assertFalse(set("IO") & set(compose(KIND_BY_NAME["small"], random)))

    def test_the_asked_province_is_drawn(self):
        self.assertEqual(compose(KIND_BY_NAME["small"], Random(3), "藏")[0], "藏")

    def test_red_characters(self):
        self.assertEqual(red_places(KIND_BY_NAME["police"], "苏A1234警"), {6})
        self.assertEqual(red_places(KIND_BY_NAME["armed_police"], "WJ苏12345"), {0, 1, 2})
        self.assertEqual(red_places(KIND_BY_NAME["small"], "苏A12345"), set())
