"""How does boto3 ask a service? With the system calls REQUEST and ANSWER (spec/syscalls.toml).

What crosses are fields, each u32 length and bytes; of a value its name and then itself. The first
letter of a name is the type: s text, i integer, b boolean, d bytes, m an empty dict, e one more
element of a list. NULs lead into dicts: `sContents\\0Key` is the "Key" of the last of "Contents".
"""

from _host import ask, number, result, word
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError


class NoSuchKey(ClientError):
    pass


class NoSuchBucket(ClientError):
    pass


class ResourceNotFoundException(ClientError):
    pass


class Exceptions:
    """What clients have as `exceptions`."""

    ClientError = ClientError
    NoSuchKey = NoSuchKey
    NoSuchBucket = NoSuchBucket
    ResourceNotFoundException = ResourceNotFoundException


class StreamingBody:
    """The bytes of an answer, read once."""

    def __init__(self, data):
        self._data = data

    def read(self, amt=None):
        n = len(self._data) if amt is None else amt
        found = self._data[:n]
        self._data = self._data[n:]
        return found

    def close(self):
        self._data = b""


def request(service, operation, parameters):
    """Return the answer as a dict; ClientError, or EndpointConnectionError where nobody asks."""
    fields = [service, operation]
    for name, value in parameters.items():
        put(fields, name, value)
    pieces = []
    for field in fields:
        data = field.encode() if isinstance(field, str) else bytes(field)
        pieces += [word(len(data)), data]
    try:
        answer = ask(13, b"", result(ask(12, b"".join(pieces), 4)))
    except OSError:
        raise EndpointConnectionError(endpoint_url=service) from None
    return told(split(answer), operation)


def put(fields, name, value):
    if isinstance(value, dict):
        for key, inner in value.items():
            put(fields, f"{name}\0{key}", inner)
    elif isinstance(value, (bytes, bytearray)):
        fields += ["d" + name, value]
    elif value is True or value is False:
        fields += ["b" + name, str(value)]
    elif isinstance(value, int):
        fields += ["i" + name, str(value)]
    else:
        fields += ["s" + name, str(value)]


def split(data):
    fields = []
    i = 0
    while i < len(data):
        end = i + 4 + number(data[i : i + 4])
        fields.append(bytes(data[i + 4 : end]))
        i = end
    return fields


def told(fields, operation):
    code = fields[0].decode()
    message = fields[1].decode()
    meta = {"HTTPStatusCode": int(fields[2])}
    if code == "ParamValidation":
        raise ParamValidationError(report=message)
    if code:
        error = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": meta}
        kind = ClientError
        for known in (NoSuchKey, NoSuchBucket, ResourceNotFoundException):
            if known.__name__ == code:
                kind = known
        raise kind(error, operation)
    found = {"ResponseMetadata": meta}
    for i in range(3, len(fields), 2):
        place(found, fields[i].decode(), fields[i + 1])
    return found


def place(found, name, data):
    """Put a value where its name says."""
    kind = name[0]
    names = name[1:].split("\0")
    for step in names[:-1]:
        found = found.setdefault(step, {})
        if isinstance(found, list):
            found = found[-1]
    last = names[-1]
    if kind == "e":
        found.setdefault(last, []).append({})
    elif kind == "d":
        found[last] = StreamingBody(data)
    elif kind == "i":
        found[last] = int(data)
    elif kind == "b":
        found[last] = data == b"True"
    elif kind == "m":
        found[last] = {}
    else:
        found[last] = data.decode()
