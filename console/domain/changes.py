"""What changed in the store: the one value that tells the window to look again."""

from dataclasses import dataclass, field

from console.domain.items import ItemKey


@dataclass(frozen=True)
class ChangeSet:
    """Keys of items that changed; `everything` after a resync, when naming them would be silly."""

    keys: frozenset[ItemKey] = field(default_factory=frozenset)
    everything: bool = False
    slots: bool = False
    outbox: bool = False

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        """Both changes at once; bursts are brought to the window together."""
        return ChangeSet(
            self.keys | other.keys,
            self.everything or other.everything,
            self.slots or other.slots,
            self.outbox or other.outbox,
        )

    def touch(self, key: ItemKey) -> bool:
        """Whether what is shown of an item may be another now; the times that are free are part of it."""
        return self.everything or self.slots or key in self.keys

    def __bool__(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.keys) or self.everything or self.slots or self.outbox
