"""Why a statement is refused or in quarantine: a title for its row, and a sentence of what to do."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

TITLES: Mapping[str, Any] = {
    # Refused: the file can not become a statement
    "TOO_LARGE": QT_TRANSLATE_NOOP("StatementReasons", "File too large"),
    "NOT_A_PDF": QT_TRANSLATE_NOOP("StatementReasons", "Not a PDF"),
    "TRAILING_DATA": QT_TRANSLATE_NOOP("StatementReasons", "Something hidden in the file"),
    "BROKEN": QT_TRANSLATE_NOOP("StatementReasons", "Damaged file"),
    "ENCRYPTED": QT_TRANSLATE_NOOP("StatementReasons", "Protected by a password"),
    "ACTIVE_CONTENT": QT_TRANSLATE_NOOP("StatementReasons", "A program in the file"),
    "ATTACHMENT": QT_TRANSLATE_NOOP("StatementReasons", "Another file attached"),
    "FORM": QT_TRANSLATE_NOOP("StatementReasons", "A form to fill in"),
    "NO_PAGES": QT_TRANSLATE_NOOP("StatementReasons", "No pages"),
    "TOO_MANY_PAGES": QT_TRANSLATE_NOOP("StatementReasons", "Too many pages"),
    "PAGE_SIZE": QT_TRANSLATE_NOOP("StatementReasons", "Page too large"),
    "TOO_SLOW": QT_TRANSLATE_NOOP("StatementReasons", "Takes too long to read"),
    "SEVERAL_ACCOUNTS": QT_TRANSLATE_NOOP("StatementReasons", "Several accounts in one file"),
    # In quarantine: a person has to look
    "NO_TEXT": QT_TRANSLATE_NOOP("StatementReasons", "A scan without text"),
    "NO_ACCOUNT_NUMBER": QT_TRANSLATE_NOOP("StatementReasons", "No account number found"),
    "UNKNOWN_ACCOUNT": QT_TRANSLATE_NOOP("StatementReasons", "Account not known"),
    "AMBIGUOUS_NUMBER": QT_TRANSLATE_NOOP("StatementReasons", "Second account number"),
    "ONE_SIGNAL": QT_TRANSLATE_NOOP("StatementReasons", "Only the number agrees"),
    "NAME_DIFFERS": QT_TRANSLATE_NOOP("StatementReasons", "Name differs"),
    "BIRTH_DATE_DIFFERS": QT_TRANSLATE_NOOP("StatementReasons", "Birth date differs"),
    "AMOUNT_DIFFERS": QT_TRANSLATE_NOOP("StatementReasons", "Amount differs"),
    "PAGES_DIFFER": QT_TRANSLATE_NOOP("StatementReasons", "Number of pages differs"),
    "MANIFEST_OTHER_ACCOUNT": QT_TRANSLATE_NOOP(
        "StatementReasons", "Manifest names another account"
    ),
    "NOT_IN_MANIFEST": QT_TRANSLATE_NOOP("StatementReasons", "Not in the manifest"),
    "NO_AMOUNT": QT_TRANSLATE_NOOP("StatementReasons", "No amount found"),
    "NO_DATE": QT_TRANSLATE_NOOP("StatementReasons", "No date found"),
}

SENTENCES: Mapping[str, Any] = {
    "TOO_LARGE": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file is larger than 128 MB: export it with smaller pictures and add it again.",
    ),
    "NOT_A_PDF": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "This is not a PDF, whatever its name says: export the statement as PDF and add that.",
    ),
    "TRAILING_DATA": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "Something else is hidden before or behind the PDF: export the statement again and add that.",
    ),
    "BROKEN": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file is damaged: export it again from the billing program and add that.",
    ),
    "ENCRYPTED": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file is protected by a password: save it without one and add that.",
    ),
    "ACTIVE_CONTENT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file holds a program or starts one: print it to PDF and add that.",
    ),
    "ATTACHMENT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "Another file is attached to this PDF: save it without attachments and add that.",
    ),
    "FORM": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file is a form that can be filled in: print it to PDF and add that.",
    ),
    "NO_PAGES": QT_TRANSLATE_NOOP(
        "StatementReasons", "The file has no pages: export the statement again and add that."
    ),
    "TOO_MANY_PAGES": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file has more than 50 pages, so it may be several statements in one: export each"
        " statement as a file of its own.",
    ),
    "PAGE_SIZE": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "A page is larger than a poster: export the statement for paper and add that.",
    ),
    "TOO_SLOW": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file takes too long to read: export it with simpler pictures and add that.",
    ),
    "SEVERAL_ACCOUNTS": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "Statements of several accounts are in this one file, and each would see the others': export"
        " a file for each account.",
    ),
    "NO_TEXT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The page is a picture, and nothing on it could be read: look at it and enter the account by"
        " hand.",
    ),
    "NO_ACCOUNT_NUMBER": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "No account number of this practice stands on the pages: look for it and enter it by hand.",
    ),
    "UNKNOWN_ACCOUNT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The account number on the page is not known here: have the account sent by the billing"
        " program, or enter the right number by hand.",
    ),
    "AMBIGUOUS_NUMBER": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "A second number on the page is another account's, perhaps by chance: look at both and enter"
        " the account by hand.",
    ),
    "ONE_SIGNAL": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The account number was found, but neither a name, a birth date nor an amount that goes with"
        " it: compare the page with the account and enter it by hand.",
    ),
    "NAME_DIFFERS": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The name on the page is nobody's of this account: make sure that the account is the right"
        " one before you enter it by hand.",
    ),
    "BIRTH_DATE_DIFFERS": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The birth date on the page is nobody's of this account: make sure that the account is the"
        " right one before you enter it by hand.",
    ),
    "AMOUNT_DIFFERS": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The amount on the page is not the one expected: find out which is right, then enter it by"
        " hand or leave the file out.",
    ),
    "PAGES_DIFFER": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The file has not as many pages as the manifest says: make sure that no page is missing or"
        " somebody else's.",
    ),
    "MANIFEST_OTHER_ACCOUNT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The manifest names another account than the page: find out which is right before anything"
        " is sent.",
    ),
    "NOT_IN_MANIFEST": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The manifest does not name this file: confirm the account by hand, or leave the file out.",
    ),
    "NO_AMOUNT": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The amount due was not found on the pages: read it there and enter it by hand.",
    ),
    "NO_DATE": QT_TRANSLATE_NOOP(
        "StatementReasons",
        "The date of the statement was not found on the pages: read it there and enter it by hand.",
    ),
}
