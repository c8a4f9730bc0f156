"""What do enumerations share?

The compiler leaves the plain values in the class body and calls `members` behind it
(expand_enum.py); methods `__new__` and `__init__` of the user are called `_member_new_` and
`_member_init_` by then. What the class itself does, `for x in Color`, is in types/type.py.
"""

STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"


class Enum:
    """Each class has its members by name in `_member_map_`, by value in `_value2member_map_`."""

    _member_map_ = {}
    _value2member_map_ = {}
    _is_flag_ = False

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        found = cls._missing_(value)
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if not isinstance(found, cls):
            if cls._is_flag_ and isinstance(found, int):
                return found
            raise TypeError(
                f"error in {cls.__name__}._missing_:"
                f" returned {found!r} instead of None or a valid member"
            )
        return found

    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    @classmethod
    def _missing_(cls, value):
        return None

    def _generate_next_value_(name, start, count, last_values):
        for value in [max(last_values)] if _sortable(last_values) else reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _sortable(values):
    try:
        return bool(sorted(values))
    except TypeError:
        return False


class IntEnum(int, Enum):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)


class StrEnum(str, Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self)

    def __format__(self, spec):
        return str.__format__(self, spec)

    @staticmethod
    def _check_value_(values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if values and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")


class Flag(Enum):
    """Members that are sets of bits; others are made when they are asked for."""

    _is_flag_ = True
    _boundary_ = STRICT

    def _generate_next_value_(name, start, count, last_values):
        return 1 << max(last_values).bit_length() if last_values else 1

    @classmethod
    def _mask_(cls):
        mask = 0
        for member in cls._member_map_.values():
            mask |= member._value_
        return mask

    @classmethod
    def _singles_(cls):
        return [m for n, m in cls._member_map_.items() if _single(m._value_) and m._name_ == n]

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._mask_()
        every = (1 << mask.bit_length()) - 1
        asked = value
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"<flag {cls.__name__!r}> invalid value {value!r}\n"
                    f"    given {_bits(value, width)}\n  allowed {_bits(mask, width)}"
                )
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(every + 1, 1 << value.bit_length())
        if value < 0:
            value += every + 1
        found = cls._value2member_map_.get(value)
        if found is None:
            found = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
            found._value_ = value
            found._name_ = cls._name_of_(value)
            cls._value2member_map_[value] = found
        cls._value2member_map_[asked] = found
        return found

    @classmethod
    def _name_of_(cls, value):
        singles = cls._singles_()
        members = [m for m in singles if m._value_ & value]
        rest = value
        for m in members:
            rest &= ~m._value_
        if rest:
            for m in cls._member_map_.values():
                if m not in members and m._value_ and m._value_ & value == m._value_:
                    members.append(m)
                    rest &= ~m._value_
        if not members:
            return None
        return "|".join([m._name_ for m in members] + ([str(rest)] if rest else []))

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in':"
                f" {type(other).__qualname__!r} and {type(self).__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for member in type(self)._singles_():
            if member._value_ & self._value_:
                yield member

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return self._value_ != 0

    def __repr__(self):
        name = "" if self._name_ is None else f".{self._name_}"
        return f"<{type(self).__name__}{name}: {self._value_!r}>"

    def __str__(self):
        name = type(self).__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _with_(self, other):
        """The value of another operand, None if it is not fit."""
        if isinstance(other, type(self)):
            return other._value_
        return other if isinstance(self, int) and isinstance(other, int) else None

    def __or__(self, other):
        bits = self._with_(other)
        return NotImplemented if bits is None else type(self)(self._value_ | bits)

    def __and__(self, other):
        bits = self._with_(other)
        return NotImplemented if bits is None else type(self)(self._value_ & bits)

    def __xor__(self, other):
        bits = self._with_(other)
        return NotImplemented if bits is None else type(self)(self._value_ ^ bits)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return type(self)(~self._value_)
        singles = 0
        for member in type(self)._singles_():
            singles |= member._value_
        return type(self)(singles & ~self._value_)


class IntFlag(int, Flag):
    _boundary_ = KEEP

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)


def _single(value):
    return value > 0 and not value & (value - 1)


def _bits(value, width):
    """The bits of an integer after its sign: `0b0 0101`."""
    digits = f"{value & (1 << width) - 1:b}".rjust(width, "1" if value < 0 else "0")
    return f"0b{'1' if value < 0 else '0'} {digits}"


def members(cls, names, values):
    """Make the members of a class; return them in the order of their names."""
    made = []
    for name, value in zip(names, values):
        member = _made(cls, value)
        same = _same(cls, member._value_)
        if same is None:
            member._name_ = name
            same = member
        cls._member_map_[name] = same
        try:
            cls._value2member_map_.setdefault(same._value_, same)
        except TypeError:
            pass
        made.append(same)
    return made


def _made(cls, value):
    """One member that has its value and no name yet."""
    args = value if isinstance(value, tuple) and not issubclass(cls, tuple) else (value,)
    if hasattr(cls, "_check_value_"):
        cls._check_value_(args)
    if hasattr(cls, "_member_new_"):
        member = cls._member_new_(cls, *args)
    else:
        member = _plain(cls, args)
    if not hasattr(member, "_value_"):
        member._value_ = _carried(cls, member, value)
    if hasattr(cls, "_member_init_"):
        member._member_init_(*args)
    return member


def _plain(cls, args):
    for kind in (int, str, float, bytes, tuple, frozenset):
        if issubclass(cls, kind):
            return kind.__new__(cls, *args)
    return object.__new__(cls)


def _carried(cls, member, value):
    """What a member is worth: for those that extend a builtin type a value of that type."""
    for kind in (int, str, float, bytes, tuple, frozenset):
        if issubclass(cls, kind):
            return kind(member) if kind is not str else str.__str__(member)
    return value


def _same(cls, value):
    for member in cls._member_map_.values():
        if member._value_ == value:
            return member
    return None


def distinct(cls):
    """What `@unique` demands."""
    twice = [f"{n} -> {m._name_}" for n, m in cls._member_map_.items() if n != m._name_]
    if twice:
        raise ValueError(f"duplicate values found in <enum {cls.__name__!r}>: {', '.join(twice)}")


def canonical(cls):
    """The members of a class without other names for them; of flags those of one bit."""
    if cls._is_flag_:
        return cls._singles_()
    return [m for n, m in cls._member_map_.items() if m._name_ == n]
