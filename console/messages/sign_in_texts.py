"""What is said while somebody signs in: nothing runs yet that would try again by itself."""

from PySide6.QtCore import QCoreApplication

from console.messages.error_texts import message_for
from console.messages.message import Message


def sign_in_message(error: BaseException) -> Message:
    """As `message_for`, for somebody who is to try again with their own hand."""
    message = message_for(error)
    actions = {
        "PortalUnreachableError": QCoreApplication.translate(
            "Messages", "Check the network, then try again."
        ),
        "PortalBusyError": QCoreApplication.translate("Messages", "Try again in a moment."),
    }
    action = actions.get(type(error).__name__)
    return message if action is None else message._replace(action=action)
