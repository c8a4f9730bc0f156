"""Which attributes of SystemExit are computed in Python?"""


@property
def code(self):
    """Return the argument, or all of them."""
    if len(self.args) > 1:
        return self.args
    return self.args[0] if self.args else None
