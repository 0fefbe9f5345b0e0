"""What is known of an address: kept for a day or for good, told to those who ask, corrected, and doubted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from handlers.desk import deeds
from handlers.knowledge import corrections, known_address
from handlers.knowledge.known_address import AddressView
from handlers.knowledge.learning import Learnt
from storage import access_notes, people
from storage.models import AccessNote, Address, NoteKind, Role, Ticket
from tests.handlers.world import COMPANY, World, buttons, code_for, values

DANA, MARCO, MIA = "U0DANA", "U0MARCO", "U0MIA"
STOP_3 = ("stop", "3", "3")


@pytest.fixture(autouse=True)
def staff(world: World) -> None:
    people.add_staff(world.session, MARCO, "Marco Diaz", Role.VA, "phx")
    people.add_staff(world.session, MIA, "Mia Fox", Role.VA, "mia")


def learn(world: World, number: int, kind: NoteKind, text: str, *, only_today: bool = False) -> None:
    learnt = Learnt(kind, text, only_today)
    assert corrections.add(world.session, world.now, DANA, world.stop(number).address_id, learnt).ok


def view_of(world: World, number: int) -> AddressView:
    view = known_address.see(world.session, world.now, DANA, world.stop(number).address_id).view
    assert view is not None
    return view


def code(world: World, number: int) -> AccessNote:
    note = access_notes.current_code(world.session, world.stop(number).address_id, world.now)
    assert note is not None
    return note


def doubts(world: World) -> list[Ticket]:
    query = select(Ticket).where(Ticket.intent == "contradictory_notes").order_by(Ticket.id)
    return list(world.session.scalars(query))


class TestTelling:
    @pytest.mark.parametrize("kind", [NoteKind.ENTRANCE, NoteKind.PARKING, NoteKind.RULE])
    def test_who_asks_how_to_get_in_is_told(self, world: World, kind: NoteKind) -> None:
        learn(world, 3, kind, "Only through the yard")
        said = values(world.drive("how do I get in at 3", "ask_access", STOP_3))
        assert f"{kind.value.capitalize()}: Only through the yard (today)" in said

    def test_whom_to_contact_is_told_to_who_asks_for_the_number(self, world: World) -> None:
        learn(world, 3, NoteKind.CONTACT, "Super: 602 555 0777")
        assert "0777" not in values(world.drive("how do I get in at 3", "ask_access", STOP_3))
        said = values(world.drive("number for 3", "ask_contact", STOP_3))
        assert "Contact: Super: 602 555 0777" in said
        assert str(world.stop(3).phone) in said
        assert {what for _, _, what in world.disclosures()} == {"phone"}

    def test_whom_to_contact_is_an_answer_where_there_is_no_number(self, world: World) -> None:
        learn(world, 3, NoteKind.CONTACT, "Super in 1A")
        world.stop(3).phone = None
        world.stop(3).customer = None
        world.session.flush()
        assert "Super in 1A" in values(world.drive("number for 3", "ask_contact", STOP_3))
        assert world.ticket() is None

    @pytest.mark.parametrize("intent", ["ask_leave_rule", "ask_proof_rule", "failed_attempt"])
    def test_a_rule_is_told_though_a_person_decides(self, world: World, intent: str) -> None:
        learn(world, 3, NoteKind.RULE, "Never leave it in the lobby")
        said = values(world.drive("leave it at 3?", intent, STOP_3))
        assert "Known for this address: Rule: Never leave it in the lobby (today)." in said
        assert world.ticket() is not None

    def test_a_told_contact_is_no_code_that_can_fail(self, world: World) -> None:
        learn(world, 3, NoteKind.CONTACT, "Super in 1A")
        world.drive("number for 3", "ask_contact", STOP_3)
        world.drive("the code for 3 doesnt work", "ask_gate_code", STOP_3)
        assert [note.failed_at for note in world.session.scalars(select(AccessNote))].count(None) > 0
        assert view_of(world, 3).in_use[0].text == "Super in 1A"


class TestOneDay:
    def test_it_holds_until_the_depots_midnight(self, world: World) -> None:
        learn(world, 3, NoteKind.CODE, "1111#", only_today=True)
        assert code(world, 3).expires_at == datetime(2026, 11, 25, 7, tzinfo=UTC)  # midnight in Phoenix
        world.later(hours=13, minutes=59)
        assert code(world, 3).text == "1111#"
        world.later(minutes=1)
        assert access_notes.current_code(world.session, world.stop(3).address_id, world.now) is None

    def test_what_held_before_holds_again(self, world: World) -> None:
        learn(world, 3, NoteKind.CODE, "4321#")
        world.later(minutes=1)
        learn(world, 3, NoteKind.CODE, "1111#", only_today=True)
        assert code(world, 3).text == "1111#"
        world.later(minutes=1)
        learn(world, 3, NoteKind.CODE, "2222#", only_today=True)
        assert code(world, 3).text == "2222#"
        world.later(days=1)
        assert code(world, 3).text == "4321#"

    def test_a_code_for_good_takes_the_place_of_both(self, world: World) -> None:
        learn(world, 3, NoteKind.CODE, "4321#")
        learn(world, 3, NoteKind.CODE, "1111#", only_today=True)
        world.later(minutes=1)
        learn(world, 3, NoteKind.CODE, "9999#")
        assert code(world, 3).text == "9999#"
        assert [note.text for note in view_of(world, 3).in_use] == ["9999#"]

    def test_resolving_may_teach_for_one_day(self, world: World) -> None:
        world.drive("leave it at 3?", "ask_leave_rule", STOP_3)
        ticket = world.ticket()
        assert ticket is not None
        learnt = Learnt(NoteKind.RULE, "Leave it with 12B", only_today=True)
        assert deeds.resolve(world.session, world.now, ticket.id, DANA, COMPANY, learnt=learnt).ok
        assert view_of(world, 3).in_use[0].expires_at is not None


class TestHistory:
    def test_first_and_last_time_it_worked(self, world: World) -> None:
        [given] = world.drive("code 7", "ask_gate_code", ("stop", "7", "7"))
        first = world.now
        world.press(buttons(given)[0])
        world.later(hours=2)
        world.press(buttons(given)[0])
        [note] = view_of(world, 7).in_use
        assert (note.first_worked_at, note.worked_at) == (first, world.now)

    def test_replaced_and_failed_notes_stay(self, world: World) -> None:
        [given] = world.drive("code 7", "ask_gate_code", ("stop", "7", "7"))
        world.press(buttons(given)[1])
        world.later(minutes=1)
        learn(world, 7, NoteKind.CODE, "4321#")
        world.later(minutes=1)
        learn(world, 7, NoteKind.CODE, "9999#")
        view = view_of(world, 7)
        assert [note.text for note in view.in_use] == ["9999#"]
        assert [(note.text, note.ended_by) for note in view.past] == [("4321#", ""), ("7788", "Ana Ruiz")]
        assert [note.failed_at is not None for note in view.past] == [False, True]

    def test_a_correction_keeps_author_date_and_the_old_note(self, world: World) -> None:
        learn(world, 3, NoteKind.ENTRANCE, "Blue door")
        [before] = view_of(world, 3).in_use
        world.later(days=2)
        rules = COMPANY.desk
        corrected = corrections.correct(world.session, world.now, rules, MARCO, before.note_id, "Green door")
        assert corrected.ok
        view = view_of(world, 3)
        [now] = view.in_use
        assert (now.text, now.author, now.created_at) == ("Green door", "Marco Diaz", world.now)
        [old] = view.past
        assert (old.text, old.author, old.ended_by) == ("Blue door", "Dana Cole", "Marco Diaz")
        assert old.replaced_at == world.now
        again = corrections.correct(world.session, world.now, rules, DANA, before.note_id, "Red door")
        assert (again.ok, again.text) == (False, corrections.CHANGED)

    def test_what_is_no_longer_true_is_told_to_nobody(self, world: World) -> None:
        learn(world, 3, NoteKind.RULE, "No trucks in the yard")
        [note] = view_of(world, 3).in_use
        assert corrections.withdraw(world.session, world.now, COMPANY.desk, MARCO, note.note_id).ok
        assert "No trucks" not in values(world.drive("how do I get in at 3", "ask_access", STOP_3))
        assert view_of(world, 3).past[0].ended_by == "Marco Diaz"

    def test_a_code_that_failed_is_no_correction(self, world: World) -> None:
        [given] = world.drive("code 7", "ask_gate_code", ("stop", "7", "7"))
        world.press(buttons(given)[1])
        learn(world, 7, NoteKind.CODE, "4321#")
        refused = corrections.correct(world.session, world.now, COMPANY.desk, MARCO, code(world, 7).id, "77-88")
        assert "has failed" in refused.text
        assert code(world, 7).text == "4321#"


class TestWhoMaySee:
    def test_staff_of_another_depot_and_strangers_see_and_change_nothing(self, world: World) -> None:
        learn(world, 3, NoteKind.CODE, "4321#")
        note, place = code(world, 3), world.stop(3).address_id
        for who in (MIA, "U0NOBODY"):
            found = known_address.see(world.session, world.now, who, place)
            assert found.view is None
            assert found.refusal
            assert known_address.look_up(world.session, world.now, who, "103 Cedar Ln").view is None
            verdicts = [
                corrections.add(world.session, world.now, who, place, Learnt(NoteKind.RULE, "x")),
                corrections.correct(world.session, world.now, COMPANY.desk, who, note.id, "1"),
                corrections.withdraw(world.session, world.now, COMPANY.desk, who, note.id),
            ]
            assert not any(verdict.ok for verdict in verdicts)
            assert corrections.note_of(world.session, world.now, who, note.id)[0] is None
        assert [each.text for each in view_of(world, 3).in_use] == ["4321#"]


class TestLookingUp:
    def find(self, world: World, written: str) -> list[str]:
        found = known_address.look_up(world.session, world.now, DANA, written)
        return [found.view.title] if found.view is not None else [title for _, title in found.choices]

    @pytest.mark.parametrize("written", ["103 Cedar Ln", "103 cedar lane", "103 cedr ln", "103 cedar"])
    def test_the_best_match(self, world: World, written: str) -> None:
        assert self.find(world, written) == ["103 Cedar Ln, Phoenix"]

    def test_several_are_a_choice_unless_one_is_written_out(self, world: World) -> None:
        for unit in ("1", "2"):
            world.session.add(
                Address(depot_code="phx", key=f"9 fir {unit}", line="9 Fir Way", unit=unit, city="Mesa")
            )
        world.session.flush()
        assert self.find(world, "9 fir way") == ["9 Fir Way 1, Mesa", "9 Fir Way 2, Mesa"]
        assert self.find(world, "9 fir way 2") == ["9 Fir Way 2, Mesa"]

    def test_another_house_of_the_street_is_not_meant(self, world: World) -> None:
        refusal = known_address.look_up(world.session, world.now, DANA, "77 Cedar Ln").refusal
        assert "No address of PHX is like “77 Cedar Ln”" in refusal

    def test_without_an_address_it_says_how(self, world: World) -> None:
        assert "12 Elm St" in known_address.look_up(world.session, world.now, DANA, " ").refusal


class TestContradictions:
    def fail(self, world: World, number: int = 7) -> None:
        """Ana is told the code of her stop, and says that it fails."""
        [given] = world.drive(f"code {number}", "ask_gate_code", ("stop", str(number), str(number)))
        world.press(buttons(given)[1])

    def test_two_drivers_for_whom_a_code_failed_that_had_worked(self, world: World) -> None:
        note = code(world, 2)
        note.first_worked_at = note.worked_at
        access_notes.failed(world.session, note, world.now, "Luis Mora", world.luis)
        world.later(days=40)
        access_notes.worked(world.session, note, world.now, "Luis Mora", world.luis)
        world.route.date = world.now.date()
        world.session.flush()
        assert doubts(world) == []
        self.fail(world, 2)
        [ticket] = doubts(world)
        assert (ticket.driver_id, ticket.customer_id, ticket.depot_code) == (None, None, "phx")
        assert ticket.stop is not None
        assert ticket.stop.address_id == note.address_id
        for word in ("102 Birch Rd", "Luis Mora", "Ana Ruiz", "/desk address"):
            assert word in ticket.question
        assert "4471" not in ticket.question

    def test_one_driver_who_says_it_twice_is_one(self, world: World) -> None:
        [given] = world.drive("code 7", "ask_gate_code", ("stop", "7", "7"))
        for _ in range(3):
            world.press(buttons(given)[1])
        assert doubts(world) == []

    def test_two_codes_of_one_address_that_failed_within_thirty_days(self, world: World) -> None:
        self.fail(world)
        world.later(minutes=5)
        code_for(world.session, world.stop(7), "4321#", world.now)
        self.fail(world)
        assert len(doubts(world)) == 1

    @pytest.mark.parametrize(("days", "tickets"), [(30, 1), (31, 0)])
    def test_two_corrections_within_thirty_days(self, world: World, days: int, tickets: int) -> None:
        learn(world, 3, NoteKind.ENTRANCE, "Blue door")
        for who, text in ((MARCO, "Green door"), (DANA, "Blue door")):
            [note] = view_of(world, 3).in_use
            verdict = corrections.correct(world.session, world.now, COMPANY.desk, who, note.note_id, text)
            assert verdict.ok
            if who == MARCO:
                assert doubts(world) == []
                world.later(days=days)
        assert len(doubts(world)) == tickets

    def test_it_is_put_to_a_person_once_and_again_only_after_two_more(self, world: World) -> None:
        learn(world, 3, NoteKind.ENTRANCE, "Door 0")
        seen = []
        for number in range(1, 6):
            world.later(hours=1)
            [note] = view_of(world, 3).in_use
            corrections.correct(world.session, world.now, COMPANY.desk, MARCO, note.note_id, f"Door {number}")
            open_ones = doubts(world)
            seen.append(len(open_ones))
            if number == 2:
                assert deeds.resolve(world.session, world.now, open_ones[0].id, DANA, COMPANY).ok
        assert seen == [0, 1, 1, 2, 2]

    def test_a_ticket_with_one_driver_and_a_code_that_never_worked_is_no_contradiction(self, world: World) -> None:
        self.fail(world)
        assert doubts(world) == []
