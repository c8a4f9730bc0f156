"""How is a function chosen by the type of its first argument?"""


class singledispatch:  # noqa: N801
    """A function with others for some types; the next one in the MRO of the type is called."""

    def __init__(self, func):
        self.__wrapped__ = func
        self.__name__ = getattr(func, "__name__", "")
        self.registry = {object: func}

    def register(self, cls, func=None):
        if not isinstance(cls, type):
            raise TypeError(
                "Invalid first argument to `register()`. Use either"
                " `@register(some_class)` or plain `@register` on an annotated function."
            )
        if func is None:
            return lambda f: self.register(cls, f)
        self.registry[cls] = func
        return func

    def dispatch(self, cls):
        for base in cls.__mro__:
            if base in self.registry:
                return self.registry[base]
        return self.registry[object]

    def __call__(self, /, *args, **kw):
        if not args:
            raise TypeError(f"{self.__name__} requires at least 1 positional argument")
        return self.dispatch(type(args[0]))(*args, **kw)


class singledispatchmethod:  # noqa: N801
    """A method that is chosen by the type of its first argument after self."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0]))(obj, *args, **kwargs)

        return method
