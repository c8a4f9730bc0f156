"""Which attributes of OSError are computed in Python?"""


@property
def errno(self):
    """Return the number of what went wrong."""
    return self.args[0] if len(self.args) > 1 else None


@property
def strerror(self):
    """Return what went wrong."""
    return self.args[1] if len(self.args) > 1 else None


@property
def filename(self):
    """Return None: a board has no files."""
    return None
