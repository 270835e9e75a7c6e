"""What a refusal sets in motion, in a sentence, before it happens (PEERS B16)."""

from PySide6.QtCore import QCoreApplication

from console.models.one_line import isolated


def next_step_text(name: str, who: str) -> str:
    """The sentence beside the tick; empty for no step, the name itself for one we do not know."""
    sentences = {
        "appointment": QCoreApplication.translate(
            "NextStep", "Creates an appointment request for {who}"
        ),
        "call_patient": QCoreApplication.translate(
            "NextStep", "Puts “Call the patient” on the task list, for {who}"
        ),
        "message_practice": QCoreApplication.translate(
            "NextStep", "Lets {who} write to the practice from the notice"
        ),
        "recover_account": QCoreApplication.translate(
            "NextStep", "Lets {who} recover the account from the notice"
        ),
        "resubmit": QCoreApplication.translate(
            "NextStep", "Lets {who} send the request again from the notice"
        ),
    }
    if not name:
        return ""
    sentence = sentences.get(name)
    return sentence.format(who=isolated(who)) if sentence else name.replace("_", " ").capitalize()
