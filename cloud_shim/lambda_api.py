"""Which operations make up our AWS Lambda, and what may a request weigh?"""

from collections.abc import Callable

from ulambda.cloud_shim.aws import models
from ulambda.cloud_shim.aws.sigv4 import Verifier
from ulambda.cloud_shim.front import AwsFront, Limits
from ulambda.cloud_shim.function_cache import FunctionCache
from ulambda.cloud_shim.lambda_functions import FunctionOperations
from ulambda.cloud_shim.lambda_invoke import InvokeOperations
from ulambda.cloud_shim.ports import Dispatcher, Functions
from ulambda.engine.payload import MAX_REQUEST_BYTES

API_VERSION = "2015-03-31"
MAX_CODE_REQUEST_BYTES = 70_167_211  # 50 MB of zip in base64, and the rest of the JSON

LIMITS = {
    "CreateFunction": Limits(MAX_CODE_REQUEST_BYTES, "CreateFunction"),
    "UpdateFunctionCode": Limits(MAX_CODE_REQUEST_BYTES, "UpdateFunctionCode"),
    "Invoke": Limits(MAX_REQUEST_BYTES, "InvokeFunction"),
}


def lambda_api(
    functions: Functions,
    dispatcher: Dispatcher,
    verifier: Verifier,
    *,
    account_id: str,
    now: Callable[[], float],
) -> AwsFront:
    """Put the Lambda API together."""
    cache = FunctionCache(functions)
    handlers = {
        **FunctionOperations(functions, cache, verifier).handlers(),
        **InvokeOperations(dispatcher, cache).handlers(),
    }
    model = models.load("lambda", API_VERSION)
    return AwsFront(model, handlers, LIMITS, verifier, account_id=account_id, now=now)
