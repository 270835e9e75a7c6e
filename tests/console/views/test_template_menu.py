"""The button that puts one of the practice's own texts into a field."""

from console.domain.desk import Template
from console.views.template_menu import TemplateMenu

CONTEXT = {"patient_given_name": "Ada", "practice_name": "North & South"}


def text(title, body="Hello {patient_given_name}", language="en"):
    return Template(title, "refill", "deny", language, title, body)


def test_a_chosen_text_comes_filled_in(qtbot):
    menu = TemplateMenu([text("Hello"), text("Sign", "{practice_name}")], CONTEXT)
    qtbot.addWidget(menu)
    told = []
    menu.chosen.connect(told.append)
    menu.choose(0)
    menu.choose(1)
    assert told == ["Hello Ada", "North & South"]
    assert menu.accessibleName()


def test_the_order_given_stays_and_languages_stand_apart(qtbot):
    menu = TemplateMenu([text("Hola", language="es"), text("Hello")], CONTEXT)
    qtbot.addWidget(menu)
    assert menu.titles() == ["Hola", "Hello"]
    sections = [action.text() for action in menu.menu().actions() if action.isSeparator()]
    assert sections == ["Spanish", "English"]


def test_without_texts_there_is_no_button(qtbot):
    menu = TemplateMenu([], CONTEXT)
    qtbot.addWidget(menu)
    assert menu.isHidden()
