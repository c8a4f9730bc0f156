"""How are functions created, read, listed, changed and deleted through the Lambda API?"""

import asyncio
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ulambda.cloud_shim.aws.call import Call, Handler, Output
from ulambda.cloud_shim.aws.errors import AwsError, invalid_parameter
from ulambda.cloud_shim.aws.sigv4 import Verifier, presign
from ulambda.cloud_shim.engine_errors import as_aws_errors
from ulambda.cloud_shim.function_cache import FunctionCache
from ulambda.cloud_shim.lambda_names import FunctionRef, parse
from ulambda.cloud_shim.ports import Functions
from ulambda.engine.model import LATEST, FunctionVersion, NewFunction

MAX_ENVIRONMENT_BYTES = 4096
MAX_ZIP_BYTES = 52_428_800
CODE_URL_EXPIRES_S = 600
DEFAULT_PAGE = 50
MANAGEMENT = "ulambda"

# Runtimes that AWS accepts for new functions, in the order of its own message.
RUNTIMES = (
    *("nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x"),
    *("nodejs22.x", "java25", "python3.10", "python3.11", "java21", "ruby3.3", "ruby3.4"),
    *("ruby3.2", "python3.8", "python3.9", "java17", "nodejs16.x", "dotnet10", "dotnet8"),
    *("java11", "dotnet6", "nodejs18.x", "provided.al2", "java8.al2"),
)
RETIRED = re.compile(
    r"dotnetcore[123]\.[01]|go1\.x|java8|nodejs(4\.3|6\.10|8\.10|1[024]\.x|4\.3-edge)?|provided|"
    r"python(2\.7|3\.6|3\.7)|ruby2\.[57]"
)


class FunctionOperations:
    """The operations on functions, over the registry."""

    def __init__(self, functions: Functions, cache: FunctionCache, verifier: Verifier) -> None:
        self._functions = functions
        self._cache = cache
        self._verifier = verifier

    def handlers(self) -> dict[str, Handler]:
        return {
            "CreateFunction": self.create_function,
            "DeleteFunction": self.delete_function,
            "GetFunction": self.get_function,
            "GetFunctionConfiguration": self.get_function_configuration,
            "ListFunctions": self.list_functions,
            "ListVersionsByFunction": self.list_versions_by_function,
            "UpdateFunctionCode": self.update_function_code,
        }

    async def create_function(self, call: Call) -> Output:
        ref = _reference(call)
        new = _new_function(ref.name, call.params)
        with as_aws_errors(ref.arn), self._cache.changing():
            version = await asyncio.to_thread(self._functions.create, new, call.now)
        return configuration(version, call)

    async def get_function(self, call: Call) -> Output:
        version = await self._version(_reference(call))
        output = {
            "Configuration": configuration(version, call, _qualifier_shown(call)),
            "Code": {"RepositoryType": "S3", "Location": self._code_url(version, call)},
        }
        return output | ({"Tags": dict(version.tags)} if version.tags else {})

    async def get_function_configuration(self, call: Call) -> Output:
        version = await self._version(_reference(call))
        return configuration(version, call, _qualifier_shown(call))

    async def list_functions(self, call: Call) -> Output:
        if "MasterRegion" in call.params and call.params["MasterRegion"] != "ALL":
            return {"Functions": []}  # Lambda@Edge replicas, of which there are none
        limit = min(call.params.get("MaxItems", DEFAULT_PAGE), DEFAULT_PAGE)
        with as_aws_errors(""):
            page = await asyncio.to_thread(
                self._functions.list, call.params.get("Marker") or None, limit
            )
        listed = [configuration(version, call) for version in page.items]
        if call.params.get("FunctionVersion") == "ALL":
            listed = [
                configuration(version, call, version.version)
                for latest in page.items
                for version in await asyncio.to_thread(self._functions.versions, latest.name)
            ]
        output: dict[str, object] = {"Functions": listed}
        return output | ({"NextMarker": page.next_marker} if page.next_marker else {})

    async def list_versions_by_function(self, call: Call) -> Output:
        ref = _reference(call)
        with as_aws_errors(ref.arn):
            versions = await asyncio.to_thread(self._functions.versions, ref.name)
        numbers = [version.version for version in versions]
        marker, limit = call.params.get("Marker"), call.params.get("MaxItems", DEFAULT_PAGE)
        start = numbers.index(marker) + 1 if marker in numbers else 0
        page = versions[start : start + limit]
        output: dict[str, object] = {
            "Versions": [configuration(version, call, version.version) for version in page]
        }
        more = start + limit < len(versions)
        return output | ({"NextMarker": page[-1].version} if more else {})

    async def update_function_code(self, call: Call) -> Output:
        ref = _unqualified(_reference(call))
        params = call.params
        code_zip = _zip_file(params, "UpdateFunctionCode")
        with as_aws_errors(ref.arn), self._cache.changing():
            version = await asyncio.to_thread(
                self._functions.update_code,
                ref.name,
                code_zip,
                call.now,
                publish=params.get("Publish", False),
                revision_id=params.get("RevisionId"),
                architectures=tuple(params["Architectures"]) if "Architectures" in params else None,
                dry_run=params.get("DryRun", False),
            )
        return configuration(version, call)

    async def delete_function(self, call: Call) -> Output:
        ref = _reference(call)
        if ref.qualifier == LATEST:
            raise invalid_parameter(
                "$LATEST version cannot be deleted without deleting the function."
            )
        if ref.qualifier is not None and not ref.qualifier.isdecimal():
            raise invalid_parameter("Deletion of aliases is not currently supported.")
        with as_aws_errors(ref.qualified_arn), self._cache.changing():
            await asyncio.to_thread(self._functions.delete, ref.name, ref.qualifier)
        return {"StatusCode": 204}

    async def _version(self, ref: FunctionRef) -> FunctionVersion:
        with as_aws_errors(ref.qualified_arn):
            return await self._cache.get(ref.name, ref.qualifier)

    def _code_url(self, version: FunctionVersion, call: Call) -> str:
        path_and_query = presign(
            self._verifier,
            call.access_key_id,
            (call.host, f"/v1/code/{version.code_digest}"),
            (call.region, MANAGEMENT),
            now=call.now,
            expires_s=CODE_URL_EXPIRES_S,
        )
        return f"{call.scheme}://{call.host}{path_and_query}"


# --- what goes in ----------------------------------------------------------------------------


def _reference(call: Call) -> FunctionRef:
    params = call.params
    return parse(params["FunctionName"], params.get("Qualifier"), call.region, call.account_id)


def _unqualified(ref: FunctionRef) -> FunctionRef:
    if ref.qualifier is not None and ref.qualifier != LATEST:
        raise invalid_parameter(
            "This operation is permitted on Lambda functions only. Aliases and versions do not "
            "support this operation. Please specify either a function name or an unqualified "
            "function ARN."
        )
    return ref


def _new_function(name: str, params: Mapping[str, Any]) -> NewFunction:
    code_zip = _zip_file(params["Code"], "CreateFunction")
    for member in ("Handler", "Runtime"):
        if not params.get(member):
            raise invalid_parameter(
                f"Runtime and Handler are mandatory parameters for functions "
                f"created with deployment packages ({member} is missing)."
            )
    check_runtime(params["Runtime"])
    environment = params.get("Environment", {}).get("Variables", {})
    check_environment(environment)
    return NewFunction(
        name=name,
        code_zip=code_zip,
        handler=params["Handler"],
        runtime=params["Runtime"],
        role=params["Role"],
        description=params.get("Description", ""),
        timeout_s=params.get("Timeout", 3),
        memory_mb=params.get("MemorySize", 128),
        ephemeral_mb=params.get("EphemeralStorage", {}).get("Size", 512),
        environment=environment,
        tags=params.get("Tags", {}),
        architectures=tuple(params.get("Architectures", ("x86_64",))),
        publish=params.get("Publish", False),
    )


def _zip_file(code: Mapping[str, Any], operation: str) -> bytes:
    if "ImageUri" in code:
        raise invalid_parameter("Container images are not supported: give the code as a ZipFile.")
    if "S3Bucket" in code or "S3Key" in code:
        raise invalid_parameter(
            "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The "
            "specified bucket does not exist"
        )
    code_zip: bytes = code.get("ZipFile", b"")
    if not code_zip:
        raise invalid_parameter("Please provide a source for function code.")
    if len(code_zip) > MAX_ZIP_BYTES:
        raise AwsError(
            "RequestEntityTooLargeException",
            f"Zipped size must be smaller than {MAX_ZIP_BYTES} bytes",
        )
    return code_zip


def check_runtime(runtime: str) -> None:
    """Refuse runtimes that AWS does not know or no longer takes."""
    if RETIRED.fullmatch(runtime):
        raise invalid_parameter(
            f"The runtime parameter of {runtime} is no longer supported for creating or updating "
            "AWS Lambda functions. We recommend you use a supported runtime while creating or "
            "updating functions."
        )
    if runtime not in RUNTIMES:
        raise invalid_parameter(
            f"Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum "
            f"value set: [{', '.join(RUNTIMES)}] or be a valid ARN"
        )


def check_environment(variables: Mapping[str, str]) -> None:
    """Refuse an environment of more than 4 KB, measured as AWS measures it."""
    measured = json.dumps(variables, separators=(",", ":"), ensure_ascii=False)
    if len(measured.encode()) > MAX_ENVIRONMENT_BYTES:
        raise invalid_parameter(
            "Lambda was unable to configure your environment variables because the environment "
            f"variables you have provided exceeded the 4KB limit. String measured: {measured}"
        )


# --- what comes out --------------------------------------------------------------------------


def _qualifier_shown(call: Call) -> str | None:
    """AWS repeats the qualifier in the ARN only when the client gave one."""
    return _reference(call).qualifier


def configuration(
    version: FunctionVersion, call: Call, qualifier: str | None = None
) -> dict[str, object]:
    """Write a version as AWS's FunctionConfiguration."""
    shown = qualifier if qualifier else (None if version.version == LATEST else version.version)
    arn = f"arn:aws:lambda:{call.region}:{call.account_id}:function:{version.name}"
    output: dict[str, object] = {
        "FunctionName": version.name,
        "FunctionArn": f"{arn}:{shown}" if shown else arn,
        "Runtime": version.runtime,
        "Role": version.role,
        "Handler": version.handler,
        "CodeSize": version.code_size,
        "Description": version.description,
        "Timeout": version.timeout_s,
        "MemorySize": version.memory_mb,
        "LastModified": last_modified(version.last_modified),
        "CodeSha256": version.code_sha256,
        "Version": version.version,
        "TracingConfig": {"Mode": "PassThrough"},
        "RevisionId": version.revision_id,
        "State": version.state,
        "LastUpdateStatus": version.last_update_status,
        "PackageType": "Zip",
        "Architectures": list(version.architectures),
        "EphemeralStorage": {"Size": version.ephemeral_mb},
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        "LoggingConfig": {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{version.name}"},
    }
    if version.environment:
        output["Environment"] = {"Variables": dict(version.environment)}
    return output


def last_modified(moment: float) -> str:
    """Write a moment as AWS does here: `2026-11-21T04:05:06.789+0000`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")[:23] + "+0000"
