"""What does `import dataclasses` offer? The decorator itself is the compiler's work."""

from _copy import deeply
from _dataclass import MISSING, Field, FrozenInstanceError

__all__ = ["MISSING", "Field", "FrozenInstanceError"]


def dataclass(cls=None, /, **options):
    raise TypeError("dataclass() must decorate a class statement")


def field(**options):
    raise TypeError("field() must be the value of a field in a dataclass")


class InitVar:
    pass


class KW_ONLY:  # noqa: N801
    pass


def is_dataclass(obj):
    return hasattr(obj, "_dataclass_items_")


def _is_instance(obj):
    return hasattr(obj, "_dataclass_items_") and not isinstance(obj, type)


def fields(class_or_instance):
    if not hasattr(class_or_instance, "_dataclass_items_"):
        raise TypeError("must be called with a dataclass type or instance")
    return class_or_instance._dataclass_fields_()


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as(obj, dict_factory, False)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as(obj, tuple_factory, True)


def _as(obj, factory, values):
    if _is_instance(obj):
        items = [(name, _as(value, factory, values)) for name, value in obj._dataclass_items_()]
        return factory([value for _, value in items] if values else items)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as(x, factory, values) for x in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as(x, factory, values) for x in obj])
    if isinstance(obj, dict):
        return type(obj)(
            [(_as(k, factory, values), _as(v, factory, values)) for k, v in obj.items()]
        )
    return deeply(obj, {})


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    values = dict(obj._dataclass_items_())
    for f in obj._dataclass_fields_():
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False,"
                    " it cannot be specified with replace()"
                )
        elif f.name not in changes:
            changes[f.name] = values[f.name]
    return type(obj)(**changes)
