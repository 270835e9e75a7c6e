"""A hard lock that ends nothing: it takes note of the process that would have come."""


class Replaced:
    """Takes note of the processes that would have been replaced."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []

    def __call__(self, command: object, _environment: object, _descriptors: object) -> None:
        assert isinstance(command, list)
        self.commands.append(command)

    @property
    def reasons(self) -> list[str]:
        return [command[-1].removeprefix("--locked=") for command in self.commands]
