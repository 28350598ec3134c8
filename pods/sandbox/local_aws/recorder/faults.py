"""What the recorder refuses, under the codes that AWS itself uses."""

__all__ = ["NOT_SIMULATED", "Fault"]

NOT_SIMULATED = "NotSimulatedInSandbox"
"""The code of every call that neither moto nor the recorder knows."""


class Fault(Exception):  # noqa: N818 - AWS's word for what it answers
    """An error answer; moto's serializers read `code` and `message`."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        """Hold the code, the message and the HTTP status (None: the service model's own)."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status

    @classmethod
    def not_simulated(cls, what: str) -> "Fault":
        """Refuse what is known to AWS but not here; 501 is a status that no client tries again."""
        return cls(NOT_SIMULATED, f"{what} is not simulated in the sandbox", 501)
