"""Which methods of dict.keys() are written in Python?"""


def isdisjoint(self, other, /):
    """Is no item in both?"""
    return not any([item in self for item in other])
