"""A slot opens the key with its secret only, and never cheaply."""

import os

import pytest

from kinmend.vault import FLOOR, Cost, Unopenable, WrongSecret, calibrate, make_slot, new_key, open_slot
from kinmend.vault.slots import CEILING_MEMORY

PERSON = b"dana-dana-dana-d"


def test_the_floor_is_what_the_standard_asks() -> None:
    assert Cost(64 * 1024, 3, 1) <= FLOOR


def test_passphrase_and_code_open_the_same_key() -> None:
    key = new_key()
    first = make_slot("passphrase", "lantern orbit maple", key, PERSON, FLOOR)
    second = make_slot("recovery", "7K2M", key, PERSON, FLOOR)
    assert open_slot(first, "lantern orbit maple", PERSON) == open_slot(second, "7K2M", PERSON) == key


@pytest.mark.usefixtures("cheap_keys")
class TestCheaply:
    cost = Cost(64, 1, 1)

    def test_a_wrong_passphrase_opens_nothing(self) -> None:
        slot = make_slot("passphrase", "right", new_key(), PERSON, self.cost)
        with pytest.raises(WrongSecret):
            open_slot(slot, "wrong", PERSON)

    def test_a_slot_is_worth_nothing_to_another_person(self) -> None:
        slot = make_slot("passphrase", "right", new_key(), PERSON, self.cost)
        with pytest.raises(WrongSecret):
            open_slot(slot, "right", b"max-max-max-max-")

    def test_a_slot_of_one_kind_does_not_pass_for_the_other(self) -> None:
        slot = make_slot("passphrase", "right", new_key(), PERSON, self.cost)
        with pytest.raises(WrongSecret):
            open_slot(slot._replace(kind="recovery"), "right", PERSON)

    def test_a_slot_whose_price_was_raised_by_hand_is_refused(self) -> None:
        slot = make_slot("passphrase", "right", new_key(), PERSON, self.cost)
        with pytest.raises(WrongSecret):
            open_slot(slot._replace(cost=Cost(65, 1, 1)), "right", PERSON)

    def test_the_same_letters_typed_two_ways_are_the_same_passphrase(self) -> None:
        key = new_key()
        slot = make_slot("passphrase", "caf\u00e9 noir", key, PERSON, self.cost)
        assert open_slot(slot, "cafe\u0301 noir", PERSON) == key


def test_a_slot_made_cheaper_by_hand_is_refused_without_a_try() -> None:
    slot = make_slot("passphrase", "right", os.urandom(32), PERSON, FLOOR)
    with pytest.raises(Unopenable):
        open_slot(slot._replace(cost=Cost(1024, 1, 1)), "right", PERSON)


def test_calibration_stays_between_floor_and_ceiling() -> None:
    cost = calibrate()
    assert FLOOR.memory <= cost.memory <= CEILING_MEMORY
    assert cost[1:] == FLOOR[1:]
