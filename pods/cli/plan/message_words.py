"""What a first draft tells customers in each phase, in each language that it can speak."""

__all__ = ["MESSAGES"]

_SUBJECT = "{service}: {status}"

MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "notification": {
        "en": (_SUBJECT, "Since {started} {capability} is disturbed. Next word: {next_update}."),
        "de": (
            _SUBJECT,
            "Seit {started} ist {capability} gestört. Nächste Nachricht: {next_update}.",
        ),
        "es": (
            _SUBJECT,
            "Desde {started} hay fallos en {capability}. Próximo aviso: {next_update}.",
        ),
        "fr": (_SUBJECT, "Depuis {started}, {capability} est perturbé. Suite : {next_update}."),
    },
    "recovery": {
        "en": (
            _SUBJECT,
            "{capability} is being restored, by {estimate}. Next word: {next_update}.",
        ),
        "de": (
            _SUBJECT,
            "{capability} kehrt bis {estimate} zurück. Nächste Nachricht: {next_update}.",
        ),
        "es": (_SUBJECT, "{capability} vuelve antes de {estimate}. Próximo aviso: {next_update}."),
        "fr": (_SUBJECT, "{capability} revient avant {estimate}. Suite : {next_update}."),
    },
    "resolution": {
        "en": (_SUBJECT, "{capability} works again. What went wrong will be told here."),
        "de": (_SUBJECT, "{capability} ist wieder da. Was geschah, wird hier berichtet."),
        "es": (_SUBJECT, "{capability} funciona de nuevo. Aquí se contará qué pasó."),
        "fr": (_SUBJECT, "{capability} fonctionne à nouveau. Les causes seront dites ici."),
    },
}
"""By phase and language: subject and body; an incident fills in the fields."""
