"""What do dataclasses share? Their methods are written by the compiler (expand_dataclass.py)."""


class _MISSING_TYPE:  # noqa: N801
    pass


MISSING = _MISSING_TYPE()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    """One field of a dataclass, as fields() describes it."""

    def __init__(
        self, name, type, default, default_factory, init, repr, hash, compare, metadata, kw_only
    ):
        self.name = name
        self.type = type
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only

    def __repr__(self):
        return f"Field(name={self.name!r},type={self.type!r})"
