"""The texts a practice begins with, in English and Spanish; it changes or retires them as it likes.

They say nothing about any chart: what they add to a coded reason is what the patient can do next.
"""

from collections.abc import Callable, Iterator, Mapping

from portal.db.unit_of_work import UnitOfWork
from portal.domain.ids import new_id
from portal.queues.spec import QueueSpec
from portal.services import text_templates
from portal.services.text_templates import Draft

_CALL_EN = "Please call us at {practice_phone}."
_CALL_ES = "Llámenos al {practice_phone}."

# queue, action, English title and body, Spanish title and body
_TEXTS: tuple[tuple[str, str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "enrollment",
        "request_info",
        (
            "Check name and date of birth",
            "Hello {patient_given_name}, please check that your name and date of birth are written"
            " as on your ID, and send the request again. Questions? " + _CALL_EN,
        ),
        (
            "Revise el nombre y la fecha de nacimiento",
            "Hola, {patient_given_name}: revise que su nombre y su fecha de nacimiento estén escritos"
            " como en su identificación y envíe la solicitud de nuevo. ¿Preguntas? " + _CALL_ES,
        ),
    ),
    (
        "enrollment",
        "request_info",
        (
            "Phone number to reach you",
            "Hello {patient_given_name}, we could not reach you at the phone number you gave."
            " Please answer with a number at which we can call you.",
        ),
        (
            "Teléfono para localizarle",
            "Hola, {patient_given_name}: no pudimos localizarle en el teléfono que nos dio. Responda"
            " con un número al que podamos llamarle.",
        ),
    ),
    (
        "enrollment",
        "deny",
        (
            "Come by with an ID",
            "We could not complete your request online. Please bring a photo ID to {practice_name},"
            " and we will set up your account with you. Questions? " + _CALL_EN,
        ),
        (
            "Visítenos con una identificación",
            "No pudimos completar su solicitud en línea. Traiga una identificación con foto a"
            " {practice_name} y abriremos su cuenta con usted. ¿Preguntas? " + _CALL_ES,
        ),
    ),
    (
        "refill",
        "approve",
        (
            "Sent to your pharmacy",
            "Hello {patient_given_name}, your renewal was sent to your pharmacy. Please allow one"
            " business day before you pick it up.",
        ),
        (
            "Enviado a su farmacia",
            "Hola, {patient_given_name}: su renovación se envió a su farmacia. Espere un día hábil"
            " antes de recogerla.",
        ),
    ),
    (
        "refill",
        "approve",
        (
            "Last one before a visit",
            "Hello {patient_given_name}, we renewed this prescription once more. Please make an"
            " appointment before it runs out; we need to see you for the next one.",
        ),
        (
            "Última antes de una visita",
            "Hola, {patient_given_name}: renovamos esta receta una vez más. Haga una cita antes de"
            " que se termine; necesitamos verle para la próxima.",
        ),
    ),
    (
        "refill",
        "needs_visit",
        (
            "Visit first",
            "Hello {patient_given_name}, before we renew this prescription we need to see you. We"
            " will offer you a time, or you can call us at {practice_phone}.",
        ),
        (
            "Primero una visita",
            "Hola, {patient_given_name}: antes de renovar esta receta necesitamos verle. Le"
            " ofreceremos una hora, o puede llamarnos al {practice_phone}.",
        ),
    ),
    (
        "refill",
        "deny",
        (
            "Too early",
            "Your last supply should still last. Please ask again when you have about a week left."
            " If you have run out, please call us at {practice_phone}.",
        ),
        (
            "Todavía es pronto",
            "Su último suministro aún debería alcanzarle. Pídalo de nuevo cuando le quede más o menos"
            " una semana. Si ya se le terminó, llámenos al {practice_phone}.",
        ),
    ),
    (
        "refill",
        "deny",
        (
            "Refills left at the pharmacy",
            "Your pharmacy still has refills of this prescription. Please ask there. If they can not"
            " find them, call us at {practice_phone}.",
        ),
        (
            "Quedan resurtidos en la farmacia",
            "Su farmacia todavía tiene resurtidos de esta receta. Pídalos allí. Si no los encuentran,"
            " llámenos al {practice_phone}.",
        ),
    ),
    (
        "appointment",
        "decline",
        (
            "Please call to find a time",
            "We could not find a time that fits your request. "
            + _CALL_EN
            + " Together we will find"
            " one.",
        ),
        (
            "Llámenos para buscar una hora",
            "No encontramos una hora que se ajuste a su solicitud. " + _CALL_ES + " Juntos"
            " encontraremos una.",
        ),
    ),
    (
        "appointment",
        "decline",
        (
            "Do not wait: get help now",
            "What you describe should not wait for an appointment. If you feel worse, call 911 or go"
            " to the nearest emergency room. Then please call us at {practice_phone}.",
        ),
        (
            "No espere: busque ayuda ahora",
            "Lo que describe no debe esperar a una cita. Si se siente peor, llame al 911 o vaya a la"
            " sala de emergencias más cercana. Después, llámenos al {practice_phone}.",
        ),
    ),
    (
        "appointment",
        "wait_list",
        (
            "On the wait list",
            "Hello {patient_given_name}, there is no time free just now. You are on our wait list;"
            " we will write to you as soon as one opens.",
        ),
        (
            "En la lista de espera",
            "Hola, {patient_given_name}: por ahora no hay horas libres. Está en nuestra lista de"
            " espera; le escribiremos en cuanto se libere una.",
        ),
    ),
    (
        "result",
        "release",
        (
            "Normal",
            "Hello {patient_given_name}, these results are normal. You do not need to do anything.",
        ),
        (
            "Normal",
            "Hola, {patient_given_name}: estos resultados son normales. No necesita hacer nada.",
        ),
    ),
    (
        "result",
        "release",
        (
            "Stable, no change",
            "Hello {patient_given_name}, these results are about as they were before. Please go on"
            " as we agreed.",
        ),
        (
            "Estable, sin cambios",
            "Hola, {patient_given_name}: estos resultados son parecidos a los anteriores. Continúe"
            " como acordamos.",
        ),
    ),
    (
        "result",
        "release",
        (
            "Let us talk about it",
            "Hello {patient_given_name}, one of these results is outside the usual range. That is not"
            " urgent, but I would like to talk with you about it. Please make an appointment, or call"
            " {practice_phone}.",
        ),
        (
            "Hablemos de esto",
            "Hola, {patient_given_name}: uno de estos resultados está fuera de lo habitual. No es"
            " urgente, pero me gustaría hablarlo con usted. Haga una cita o llame al"
            " {practice_phone}.",
        ),
    ),
)


def drafts(queues: Mapping[str, QueueSpec]) -> Iterator[Draft]:
    """Give the texts for the queues and actions that there are."""
    for kind, action, english, spanish in _TEXTS:
        queue = queues.get(kind)
        if queue is None or action not in text_templates.actions_with_words(queue):
            continue
        yield Draft(kind, action, "en", *english)
        yield Draft(kind, action, "es", *spanish)


def seed(
    uow: UnitOfWork,
    practice_id: int,
    queues: Mapping[str, QueueSpec],
    make_id: Callable[[], str] = new_id,
) -> None:
    """Give a practice its first texts."""
    for draft in drafts(queues):
        text_templates.add(
            uow, practice_id, queues[draft.kind], draft, actor_id=None, template_id=make_id()
        )
