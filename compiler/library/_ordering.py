"""Which comparisons does total_ordering make of one, and of ==?"""


def gt_from_lt(self, other):
    found = self.__lt__(other)
    return found if found is NotImplemented else not found and self != other


def le_from_lt(self, other):
    found = self.__lt__(other)
    return found if found is NotImplemented else found or self == other


def ge_from_lt(self, other):
    found = self.__lt__(other)
    return found if found is NotImplemented else not found


def ge_from_le(self, other):
    found = self.__le__(other)
    return found if found is NotImplemented else not found or self == other


def lt_from_le(self, other):
    found = self.__le__(other)
    return found if found is NotImplemented else found and self != other


def gt_from_le(self, other):
    found = self.__le__(other)
    return found if found is NotImplemented else not found


def lt_from_gt(self, other):
    found = self.__gt__(other)
    return found if found is NotImplemented else not found and self != other


def ge_from_gt(self, other):
    found = self.__gt__(other)
    return found if found is NotImplemented else found or self == other


def le_from_gt(self, other):
    found = self.__gt__(other)
    return found if found is NotImplemented else not found


def le_from_ge(self, other):
    found = self.__ge__(other)
    return found if found is NotImplemented else not found or self == other


def gt_from_ge(self, other):
    found = self.__ge__(other)
    return found if found is NotImplemented else found and self != other


def lt_from_ge(self, other):
    found = self.__ge__(other)
    return found if found is NotImplemented else not found
