"""Which errors does an AWS client see, and how are they written?

An `AwsError` carries the code, the HTTP status and the message; `body` gives AWS's JSON form. The
spelling of "message" and the status come from the service model where the model names the error.
"""

import json

from ulambda.cloud_shim.aws.models import Model

# Errors of the front door that no service model lists: code -> status.
COMMON = {
    "AccessDeniedException": 403,
    "IncompleteSignatureException": 400,
    "InternalFailure": 500,
    "InvalidSignatureException": 403,
    "MissingAuthenticationTokenException": 403,
    "NotImplementedException": 501,
    "RequestEntityTooLargeException": 413,
    "SerializationException": 400,
    "UnknownOperationException": 404,
    "UnrecognizedClientException": 403,
    "ValidationException": 400,
}

# Codes that AWS answers without the "Type" field.
PLAIN = frozenset(COMMON)


class AwsError(Exception):
    """A refusal in AWS's vocabulary: code, message, and fields beside them."""

    def __init__(self, code: str, message: str, **fields: object) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.fields = fields

    def status(self, model: Model) -> int:
        """Return the HTTP status that AWS uses for this code."""
        shape = model.errors.get(self.code)
        return shape.status if shape else COMMON.get(self.code, 500)

    def body(self, model: Model) -> bytes:
        """Write the JSON body: `{"Type": "User", "message": "..."}`."""
        shape = model.errors.get(self.code)
        content: dict[str, object] = {}
        if self.code not in PLAIN:
            content["Type"] = "Service" if shape and not shape.sender_fault else "User"
        content.update(self.fields)
        content[shape.message_key if shape else "message"] = self.message
        return json.dumps(content).encode()


def invalid_parameter(message: str) -> AwsError:
    return AwsError("InvalidParameterValueException", message)


def serialization(message: str) -> AwsError:
    return AwsError("SerializationException", message)


def validation(faults: list[str]) -> AwsError:
    """Join constraint violations as AWS does: "2 validation errors detected: ...; ..."."""
    noun = "error" if len(faults) == 1 else "errors"
    return AwsError(
        "ValidationException", f"{len(faults)} validation {noun} detected: " + "; ".join(faults)
    )


def not_found(arn: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"Function not found: {arn}")


def error_headers(error: AwsError, request_id: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"application/json"),
        (b"x-amzn-requestid", request_id.encode()),
        (b"x-amzn-errortype", error.code.encode()),
    ]


def error_answer(
    error: AwsError, model: Model, request_id: str
) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and body of one refusal."""
    return error.status(model), error_headers(error, request_id), error.body(model)


EMPTY_MODEL = Model("", {}, {})
