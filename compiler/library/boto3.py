"""What does `import boto3` offer? Clients of S3 and Lambda, as far as handlers need them.

The answers are those of the real boto3, but for dates, which are left out. Who runs the handler
asks the service; where nobody does, requests end in EndpointConnectionError.
"""

from _aws import Exceptions, request
from botocore.exceptions import UnknownServiceError


class _S3:
    exceptions = Exceptions
    _body = bytes  # so that a program which has a client has what belongs to bytes

    def get_object(self, **parameters):
        return request("s3", "GetObject", parameters)

    def put_object(self, **parameters):
        return request("s3", "PutObject", parameters)

    def head_object(self, **parameters):
        return request("s3", "HeadObject", parameters)

    def delete_object(self, **parameters):
        return request("s3", "DeleteObject", parameters)

    def list_objects_v2(self, **parameters):
        return request("s3", "ListObjectsV2", parameters)


class _Lambda:
    exceptions = Exceptions
    _body = bytes

    def invoke(self, **parameters):
        return request("lambda", "Invoke", parameters)


def client(service_name, region_name=None, **options):
    if service_name == "s3":
        return _S3()
    if service_name == "lambda":
        return _Lambda()
    raise UnknownServiceError(service_name=service_name, known_service_names="lambda, s3")
