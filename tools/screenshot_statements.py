"""Scenes of the billing office: batches of statements, one of them beside its account, publishing, accounts."""

import asyncio
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from screenshot_window import Screen

from console.views.notice import Notice
from console.views.sheet import Sheet
from tests.support.billing_screens import BILLING_SCREENS
from tests.support.review_screens import REVIEW_SCREENS, asked, quarantined, served
from tests.support.upload_screens import UPLOAD_SCREENS

PICTURES: Mapping[str, Callable[[QWidget], QWidget]] = {
    "statements": UPLOAD_SCREENS["statement batches"],
    "statements-batch": UPLOAD_SCREENS["statement batch on its way"],
    "statement-quarantined": lambda _host: served(quarantined()),
    "statement-asked": lambda _host: served(asked()),
    "statement-form": REVIEW_SCREENS["statement.form"],
    "publish": REVIEW_SCREENS["publish"],
    "publish-differs": REVIEW_SCREENS["publish.differs"],
    "publish-progress": REVIEW_SCREENS["publish.progress"],
    "publish-report": REVIEW_SCREENS["publish.report"],
    "billing": BILLING_SCREENS["billing"],
    "billing-void": BILLING_SCREENS["billing.void"],
    "billing-resend": BILLING_SCREENS["billing.resend"],
}
PAGES = {"statement-quarantined", "statement-asked", "statement-form"}
SETTLED_S = 0.4
PAGE_SIZE = (1180, 700)


async def statements(screen: Screen) -> None:
    """Each over the queue of what was asked about statements."""
    await screen.open.go_to("statement_request")
    for name, build in PICTURES.items():
        shown = build(screen.window)
        if name in PAGES:  # the half of a place, not a dialog
            shown.resize(*PAGE_SIZE)
        if isinstance(shown, Sheet):
            shown.say_wrong("")
        for notice in shown.findChildren(Notice) if name.startswith("billing") else ():
            notice.clear()
        shown.show()
        if name in PAGES:
            shown.grab()  # a page is drawn once one has looked at it for a moment
            await asyncio.sleep(SETTLED_S)
        await screen.save(name, shown)
        shown.close()
        shown.deleteLater()
