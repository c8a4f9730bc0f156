"""Which services of AWS do handlers on the cloud's interpreter reach with boto3?

Lambda is this service itself; S3 is what `ULAMBDA_S3_ENDPOINT_URL` names, with the credentials that
boto3 finds by itself (`AWS_ACCESS_KEY_ID` and so on). Others are out of reach.
"""

from collections.abc import Callable

from ulambda.cloud_shim.config import Config

CONNECT_S = 2.0
READ_S = 910.0  # a little more than the longest function


def client_of(config: Config, url: Callable[[], str]) -> Callable[[str], object | None]:
    """Give what makes a client: "lambda" -> one of this service; `url` is where it listens."""

    def make(service: str) -> object | None:
        import boto3
        from botocore.config import Config as ClientConfig

        once = ClientConfig(
            connect_timeout=CONNECT_S,
            read_timeout=READ_S,
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
        )
        if service == "lambda":
            keys = config.credentials
            made: object = boto3.client(
                "lambda",
                endpoint_url=url(),
                region_name=config.region,
                aws_access_key_id=keys.access_key_id,
                aws_secret_access_key=keys.secret_access_key,
                config=once,
            )
            return made
        if service == "s3" and config.s3_endpoint is not None:
            made = boto3.client(
                "s3", endpoint_url=config.s3_endpoint, region_name=config.region, config=once
            )
            return made
        return None

    return make
