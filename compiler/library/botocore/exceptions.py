"""Which errors do boto3's clients raise?"""


class BotoCoreError(Exception):
    """The request did not come to an answer."""


class EndpointConnectionError(BotoCoreError):
    """There is no such service where the handler runs."""

    def __init__(self, *, endpoint_url):
        self.kwargs = {"endpoint_url": endpoint_url}
        super().__init__(f'Could not connect to the endpoint URL: "{endpoint_url}"')


class UnknownServiceError(BotoCoreError):
    """There is no client for a service."""

    def __init__(self, *, service_name, known_service_names):
        self.kwargs = {"service_name": service_name, "known_service_names": known_service_names}
        super().__init__(
            f"Unknown service: '{service_name}'. Valid service names are: {known_service_names}"
        )


class ParamValidationError(BotoCoreError):
    """A parameter is missing, unknown or of a wrong type."""

    def __init__(self, *, report):
        self.kwargs = {"report": report}
        super().__init__(f"Parameter validation failed:\n{report}")


class ClientError(Exception):
    """The service's answer is an error."""

    def __init__(self, error_response, operation_name):
        error = error_response.get("Error", {})
        code = error.get("Code", "Unknown")
        message = error.get("Message", "Unknown")
        super().__init__(
            f"An error occurred ({code}) when calling the {operation_name} operation: {message}"
        )
        self.response = error_response
        self.operation_name = operation_name
