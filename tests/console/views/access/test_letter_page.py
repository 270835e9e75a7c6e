"""The page of a token letter: its words, its code, and what is not on it."""

import re
import tomllib
from itertools import groupby
from math import gcd

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, QSizeF
from PySide6.QtGui import QColor, QImage

from console import resources
from console.views.access.letter_output import letter_picture, paper_for, pdf_of
from console.views.access.letter_page import SCALES, _Page
from console.views.access.letter_pen import code_modules
from console.views.access.letter_words import LetterWords, template_for
from tests.support.letters import (
    BIRTH_DATE,
    TOKEN,
    Photo,
    as_image,
    letter,
    photographed,
    read_codes,
)

US, GERMANY = QLocale("en_US"), QLocale("de_DE")
LONG_NAME = (
    "Wilhelmina Konstantinopolitańczykiewiczówna-Featherstonehaugh "
    "de la Santísima Trinidad y Fernández-Villaverde"
)
LONG_PRACTICE = "Saint Bartholomew and the Holy Trinity Memorial Community Health Center " * 3
NAMES = ["O'Brien-Smith", "محمد عبد الله", "王小明", "Ελένη Παπαδοπούλου", "Юрий", "Nguyễn Thị"]
LETTERS = [letter(), letter(language="es"), letter(patient=LONG_NAME, practice=LONG_PRACTICE)]
pytestmark = pytest.mark.usefixtures("qapp")


def pages(content):
    with pypdfium2.PdfDocument(content) as document:
        return [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()).strip() for page in document
        ]


def text_of(one, locale=US):
    (page,) = pages(pdf_of([one], one.number, paper_for(locale)))
    return page


@pytest.mark.parametrize("language", ["en", "es"])
def test_f14_the_token_stands_on_the_page_as_text_exactly_once(language):
    text = text_of(letter(language=language))
    assert text.count(TOKEN) == 1
    assert text.replace("-", "").count(TOKEN.replace("-", "")) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_f15_the_birth_date_is_nowhere(language):
    """It could not come from the letter; this holds what the templates say of dates."""
    one = letter(language=language)
    text = text_of(one)
    for told in (BIRTH_DATE, "1980", "02/01", "February", "febrero"):
        assert told not in text
    assert not hasattr(one, "birth_date")


def test_the_letter_says_who_for_whom_until_when_and_whom_to_call():
    text = text_of(letter())
    for part in (
        "Riverside Family Practice",
        "Ada Byron",
        "November 22, 2026",
        "Saturday, December 5, 2026",
        "(555) 010-4477",
        "portal.riverside.example.org/enroll/1",
        "Letter 1C2B-4F2A",
        "one time",
        "birth date and the last name",
        "not in this letter",
    ):
        assert part in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_f15_it_does_not_say_of_the_last_name_that_it_is_not_there(language):
    """Whom it is for stands at its head."""
    text = text_of(letter(language=language))
    assert "Byron" in text
    for wrong in ("They are not in", "Both are not in", "No están en", "Esos datos no están"):
        assert wrong not in text


def test_the_language_is_the_patients_and_not_the_users():
    """The program speaks English here, its dates too."""
    text = text_of(letter(language="es-MX"))
    for part in ("Su salud, en línea", "sábado 5 de diciembre de 2026", "una sola vez", "Llámenos"):
        assert part in text
    assert "Saturday" not in text


@pytest.mark.parametrize(
    ("language", "template"),
    [("es", "es"), ("ES-mx", "es"), ("es_US", "es"), ("vi", "en"), ("", "en"), ("look", "en")],
)
def test_a_language_without_a_template_gets_english(language, template):
    assert template_for(language) == template


def test_without_a_phone_the_front_desk_is_named():
    text = text_of(letter(phone=""))
    assert "front desk" in text
    assert "Call us" not in text


def test_a_token_that_ends_soon_names_the_hour():
    ends = letter().issued_at.replace(day=23)
    assert "November 23, 2026, 10:00 AM" in LetterWords(letter(expires_at=ends)).plain("know_until")


def test_what_is_filled_in_is_no_markup_and_no_placeholder():
    odd = letter(practice="**Bold** & <b>Sons</b> {day}", patient="{token} <i>x</i>")
    text = text_of(odd)
    assert "**Bold** & <b>Sons</b> {day}" in text
    assert "{token} <i>x</i>" in text


@pytest.mark.parametrize("locale", [US, GERMANY])
@pytest.mark.parametrize("one", LETTERS)
def test_b9_the_square_code_is_the_link(one, locale):
    assert read_codes(as_image(letter_picture(one, paper_for(locale), 850))) == [one.link]


def test_the_square_code_has_a_quiet_zone_and_crisp_modules():
    """Every dot inside it is black or white: blurred edges cost a camera its certainty."""
    picture = letter_picture(letter(), paper_for(US), 1275)
    box = picture.copy(820, 590, 330, 290)
    greys = {QColor(box.pixel(x, y)).lightness() for x in range(330) for y in range(290)}
    assert greys == {0, 255}
    rows = code_modules(letter().link)
    edge = [*rows[:4], *rows[-4:]]
    assert not any(any(row) for row in edge)
    assert not any(any(row[:4]) or any(row[-4:]) for row in rows)
    lines = ([box.pixel(x, y) for x in range(330)] for y in range(290))
    widths = ([len(list(same)) for _color, same in groupby(line)][1:-1] for line in lines)
    assert (
        gcd(*(width for line in widths for width in line)) >= 6
    )  # every module is as wide as every other


def test_the_square_code_survives_a_stain():
    """Error correction M mends fifteen per cent: a coffee ring, a fold, a thumb."""
    picture = letter_picture(letter(), paper_for(US), 1275)
    stain = QImage(52, 52, QImage.Format.Format_RGB32)
    stain.fill(QColor("white"))
    sheet = as_image(picture)
    sheet.paste(as_image(stain), (960, 720))
    assert read_codes(sheet) == [letter().link]


@pytest.mark.parametrize("seed", range(6))
def test_the_square_code_is_read_from_a_poor_photo_of_the_page(seed):
    """The whole page on a photo of 0.8 megapixels, askew, out of focus, noisy, badly compressed."""
    page = letter_picture(letter(), paper_for(US), 1275)
    poor = Photo(1000, tilt=0.08, blur=1.0, noise=40, quality=30, shade=0.5, seed=seed)
    assert read_codes(photographed(page, poor)) == [letter().link]


def test_the_photographer_can_spoil_a_picture():
    """Else the test before says nothing."""
    page = letter_picture(letter(), paper_for(US), 1275)
    assert read_codes(photographed(page, Photo(420, tilt=0.08, blur=2.0, noise=90))) == []


@pytest.mark.parametrize("locale", [US, GERMANY])
@pytest.mark.parametrize("name", ["Ada Byron", LONG_NAME, "x" * 200, *NAMES])
@pytest.mark.parametrize("practice", ["Riverside", LONG_PRACTICE])
def test_every_name_leaves_the_letter_on_one_page(locale, name, practice):
    one = letter(patient=name, practice=practice, language="es")
    size = QSizeF(paper_for(locale).sizePoints())
    assert _Page(None, one, size, SCALES[-1]).room() >= 0
    assert len(pages(pdf_of([one], one.number, paper_for(locale)))) == 1


@pytest.mark.parametrize("name", [LONG_NAME, "O'Brien-Smith", "Ελένη Παπαδοπούλου", "Юрий"])
def test_a_name_is_printed_whole(name):
    assert name.replace(" ", "") in text_of(letter(patient=name)).replace(" ", "")


def test_an_ordinary_letter_is_printed_at_full_size():
    size = QSizeF(paper_for(US).sizePoints())
    for language in ("en", "es"):
        room = [_Page(None, letter(language=language), size, one).room() for one in SCALES[:3]]
        assert room[-1] >= 0


def test_a_name_that_turns_the_words_around_is_printed_as_it_reads():
    words = LetterWords(letter(patient="Ada \u202enoryB\u202c\nByron", practice="A\u202eB\tC"))
    assert (words.patient, words.practice) == ("Ada noryB Byron", "A B C")


@pytest.mark.parametrize(
    ("locale", "size"), [(US, (612, 792)), (QLocale("es_MX"), (612, 792)), (GERMANY, (595, 842))]
)
def test_the_paper_is_that_of_the_country(locale, size):
    one = letter()
    with pypdfium2.PdfDocument(pdf_of([one], one.number, paper_for(locale))) as document:
        assert tuple(round(side) for side in document[0].get_size()) == size


def test_the_metadata_name_nobody():
    one = letter()
    content = pdf_of([one], one.number, paper_for(US))
    with pypdfium2.PdfDocument(content) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "1C2B-4F2A"
    assert (told["Author"], told["Subject"], told["Keywords"]) == ("", "", "")
    for secret in ("Ada", "Byron", "Riverside", TOKEN):
        assert secret not in repr(told)
        assert secret.encode() not in content
        assert secret.encode("utf-16-be") not in content


def test_each_letter_of_a_job_has_a_page_of_its_own():
    several = [letter(token=token) for token in ("AAAA-1111", "BBBB-2222", "CCCC-3333")]
    texts = pages(pdf_of(several, "letters", paper_for(US)))
    assert [one.token in text for one, text in zip(several, texts, strict=True)] == [True] * 3
    assert [text.count("-1111") for text in texts] == [1, 0, 0]


# How it reads


def template(language):
    return resources.letter_part(language)


def test_every_template_has_the_same_texts_and_the_same_values():
    folder = resources.folder() / "letters"
    read = {name: tomllib.loads((folder / f"{name}.toml").read_text()) for name in ("en", "es")}
    assert resources.letter_languages() == set(read)
    assert set(read["en"]) == set(read["es"])
    for key, text in read["en"].items():
        if isinstance(text, str):
            assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", read["es"][key]), key
        else:
            assert len(text) == len(read["es"][key])


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letter_is_read_with_ease(language):
    """Sentences of twelve words at most on average, none over twenty; short words.

    English: Flesch reading ease of 80 ("easy", the sixth year of school) or more; Spanish: the scale
    of Fernández Huerta, 70 or more.
    """
    sentences = sentences_of(LetterWords(letter(language=language)))
    words = [word for sentence in sentences for word in sentence]
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    assert max(len(sentence) for sentence in sentences) <= 20
    assert per_sentence <= 12
    ease = {
        "en": 206.835 - 1.015 * per_sentence - 84.6 * per_word,
        "es": 206.84 - 1.02 * per_sentence - 60 * per_word,
    }[language]
    assert ease >= {"en": 80, "es": 70}[language]


def sentences_of(words):
    names = ["lead", "step_1", "step_2", "step_3", "code_note", "help", "help_call", "help_ask"]
    names += ["know_until", "know_once", "know_private", "know_lost"]
    text = " ".join(words.plain(name).replace(".example.org", "") for name in names)
    parts = re.split(r"[.?!:](?:\s|$)", text)
    return [found for part in parts if (found := re.findall(r"[^\W\d_]+", part))]


def syllables(word):
    """Groups of vowels; a silent e at the end of an English word does not count."""
    bare = re.sub(r"(?<=[^aeiouyáéíóú])e$", "", word.lower()) if word.isascii() else word.lower()
    return max(1, len(re.findall(r"[aeiouyáéíóúü]+", bare)))
