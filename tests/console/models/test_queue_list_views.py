"""Saved views in the list on the left: under the queues, named for eye and ear."""

from console.domain.desk import desk_settings
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, QueueListModel, Section
from tests.support.window_data import calendar

ME, BEN = {"id": "me", "name": "Kim"}, {"id": "b", "name": "Ben"}


def view(name, kind="refill", shared=False, owner=ME):
    return {"id": name, "kind": kind, "name": name, "query": {}, "shared": shared, "owner": owner}


def listed(*views, kinds=("refill", "result")):
    model = QueueListModel(FACES, calendar())
    model.show_kinds(kinds, ("refill",))
    model.show_views(desk_settings({"views": list(views)}).views)
    return model


def test_views_stand_below_everything_else_so_that_keys_stay_where_they_are():
    model = listed(view("Due"), view("Old", kind=""))
    assert model.places()[-2:] == ["view:Due", "view:Old"]
    assert model.places()[-3] == ATTENTION
    assert model.view("view:Due").name == "Due"
    assert model.view("refill") is None


def test_a_view_of_a_queue_that_is_not_shown_is_not_shown_either():
    assert listed(view("X", kind="enrollment")).places()[-1] == ATTENTION


def test_without_views_there_is_no_heading():
    model = listed()
    titles = [model.entry(row).title for row in range(model.rowCount())]
    assert "Saved views" not in titles


def test_who_shares_a_view_is_said_to_screen_readers():
    model = listed(view("Due", shared=True, owner=BEN))
    row = model.row_of("view:Due")
    spoken = model.data(model.index(row), 11)
    assert "Due" in spoken
    assert "Ben" in spoken
    assert model.entry(row).icon == "people"


def test_a_name_can_not_turn_the_words_after_it_around():
    model = listed(view("A\u202egnp.\nB"))
    assert model.entry(model.rowCount() - 1).title == "A gnp. B"


def test_a_view_that_changes_its_place_is_not_taken_for_another():
    model = listed(view("A"), view("B"))
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_views(desk_settings({"views": [view("B"), view("A")]}).views)
    assert resets
    assert model.entry(model.rowCount() - 1).section is Section.PLACE
