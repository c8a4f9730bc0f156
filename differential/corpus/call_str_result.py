class V:
    def __getattr__(self, name):
        return name + '?'


def handler():
    try:
        print(V().get(1))
    except TypeError as e:
        print(e)
    try:
        print(dict(V()))
    except TypeError as e:
        print(e)
    try:
        print({}.update(V()))
    except TypeError as e:
        print(e)
