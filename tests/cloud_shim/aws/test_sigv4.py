"""Does the signature check take what botocore signs, and nothing else?"""

import re
from urllib.parse import urlsplit

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given, settings
from hypothesis import strategies as st

from ulambda.cloud_shim.aws.errors import AwsError
from ulambda.cloud_shim.aws.sigv4 import Head, Verifier, canonical_query, presign

KEY, SECRET = "AKULTESTTESTTESTTEST", "a secret+of/forty=characters for tests.."
REGION, SERVICE = "eu-central-1", "lambda"
HOST = "cloud.test:8700"
PATH = "/2015-03-31/functions/f/invocations"
BODY = b'{"n": 1}'


def epoch_of(date: str) -> float:
    from datetime import UTC, datetime

    return datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()


def signed(
    path: str = PATH,
    query: str = "",
    body: bytes = BODY,
    *,
    method: str = "POST",
    secret: str = SECRET,
    key: str = KEY,
    headers: dict[str, str] | None = None,
    auth: type[SigV4Auth] = SigV4Auth,
    service: str = SERVICE,
) -> tuple[Head, float]:
    """Let botocore sign a request; return its head and the moment of signing."""
    url = f"http://{HOST}{path}" + (f"?{query}" if query else "")
    request = AWSRequest(method, url, data=body, headers={"Host": HOST, **(headers or {})})
    auth(Credentials(key, secret), service, REGION).add_auth(request)
    split = urlsplit(request.url)
    sent = {name.lower().encode(): str(v).encode() for name, v in request.headers.items()}
    return Head(method, split.path, split.query, sent), epoch_of(request.context["timestamp"])


def verify(head: Head, body: bytes, now: float, service: str = SERVICE) -> None:
    verifier = Verifier({KEY: SECRET}, lambda: now)
    verifier.check(verifier.claim(head, service), head, body)


def refusal(head: Head, body: bytes, now: float) -> tuple[str, str]:
    with pytest.raises(AwsError) as caught:
        verify(head, body, now)
    return caught.value.code, caught.value.message


def changed(head: Head, **headers: bytes | None) -> Head:
    """Replace or drop headers; underscores stand for hyphens."""
    new = dict(head.headers)
    for name, value in headers.items():
        new.pop(name.replace("_", "-").encode(), None)
        if value is not None:
            new[name.replace("_", "-").encode()] = value
    return Head(head.method, head.path, head.query, new)


def test_what_botocore_signs_is_taken() -> None:
    head, now = signed(headers={"X-Amz-Invocation-Type": "Event", "Content-Type": "a  b "})

    verify(head, BODY, now)


segments = st.text("abcXYZ019-_.~$ü +:@%/&=", min_size=1, max_size=8).filter(
    lambda text: text.strip(".") != ""  # botocore removes dot segments before it signs
)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(segments, min_size=1, max_size=4),
    st.lists(st.tuples(segments, segments), max_size=4),
    st.binary(max_size=50),
    st.dictionaries(
        st.sampled_from(["X-Amz-A", "X-Amz-Meta-B", "Content-Type", "X-Other"]),
        st.text("ab ,;=\t\"'", max_size=9),
    ),
    st.sampled_from([(SigV4Auth, "lambda"), (S3SigV4Auth, "s3"), (SigV4Auth, "ulambda")]),
)
def test_whatever_botocore_signs_is_taken(
    path: list[str],
    query: list[tuple[str, str]],
    body: bytes,
    headers: dict[str, str],
    auth: tuple[type[SigV4Auth], str],
) -> None:
    from urllib.parse import quote

    raw_path = "/" + "/".join(quote(segment, safe="-_.~") for segment in path)
    raw_query = "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in query
    )

    head, now = signed(raw_path, raw_query, body, headers=headers, auth=auth[0], service=auth[1])

    verify(head, body, now, auth[1])


def test_a_wrong_secret_is_refused() -> None:
    head, now = signed(secret="another")

    code, message = refusal(head, BODY, now)

    assert code == "InvalidSignatureException"
    assert message.startswith("The request signature we calculated does not match the signature")


def test_an_unknown_key_is_refused() -> None:
    head, now = signed(key="AKULNOBODYNOBODYNOBO")

    assert refusal(head, BODY, now) == (
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
    )


def test_no_signature_at_all_is_refused() -> None:
    head, now = signed()

    assert refusal(changed(head, authorization=None), BODY, now) == (
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
    )


@pytest.mark.parametrize("body", [b"", b'{"n": 2}', BODY + b" "])
def test_an_altered_body_is_refused(body: bytes) -> None:
    head, now = signed()

    assert refusal(head, body, now)[0] == "InvalidSignatureException"


def test_a_body_that_is_not_the_declared_one_is_refused() -> None:
    """S3's clients declare the hash of the body, which is then all that the signature covers."""
    head, now = signed(auth=S3SigV4Auth, service="s3")
    verifier = Verifier({KEY: SECRET}, lambda: now)
    claim = verifier.claim(head, "s3")
    verifier.check(claim, head, BODY)

    with pytest.raises(AwsError, match="InvalidSignatureException"):
        verifier.check(claim, head, b'{"n": 2}')


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("POST", "/2015-03-31/functions/g/invocations", "Qualifier=1"),
        ("POST", PATH + "/", "Qualifier=1"),
        ("POST", "/2015-03-31/functions/%66/invocations", "Qualifier=1"),
        ("POST", PATH, "Qualifier=2"),
        ("POST", PATH, ""),
        ("POST", PATH, "Qualifier=1&Qualifier=2"),
        ("POST", PATH, "Qualifier=1&x"),
        ("PUT", PATH, "Qualifier=1"),
    ],
)
def test_an_altered_request_line_is_refused(method: str, path: str, query: str) -> None:
    head, now = signed(query="Qualifier=1")
    verify(head, BODY, now)

    altered = Head(method, path, query, head.headers)

    assert refusal(altered, BODY, now)[0] == "InvalidSignatureException"


@pytest.mark.parametrize(
    "headers",
    [
        {"x_amz_invocation_type": b"RequestResponse"},
        {"x_amz_invocation_type": None},
        {"x_amz_invocation_type": b"Event,Event"},
        {"x_amz_log_type": b"Tail"},  # added, not signed
        {"host": b"elsewhere"},
        {"x_amz_content_sha256": b"UNSIGNED-PAYLOAD"},
    ],
)
def test_an_altered_or_added_header_is_refused(headers: dict[str, bytes | None]) -> None:
    head, now = signed(headers={"X-Amz-Invocation-Type": "Event"})
    verify(head, BODY, now)

    assert refusal(changed(head, **headers), BODY, now)[0] == "InvalidSignatureException"


def test_headers_that_nobody_signs_may_be_added_on_the_way() -> None:
    head, now = signed()

    verify(changed(head, x_forwarded_for=b"10.0.0.1", x_amzn_trace_id=b"Root=1"), BODY, now)


@pytest.mark.parametrize(("late_s", "taken"), [(0, True), (900, True), (901, False), (-901, False)])
def test_a_replay_is_taken_inside_of_the_window_only(late_s: float, taken: bool) -> None:
    head, now = signed()

    if taken:
        verify(head, BODY, now + late_s)
    else:
        code, message = refusal(head, BODY, now + late_s)
        assert code == "InvalidSignatureException"
        date = head.headers[b"x-amz-date"].decode()
        late = rf"Signature expired: {date} is now earlier than \d{{8}}T\d{{6}}Z \(.* - 15 min\.\)"
        early = rf"Signature not yet current: {date} is still later than .* \+ 15 min\.\)"
        assert re.fullmatch(late if late_s > 0 else early, message)


def test_another_date_does_not_fit_the_signature() -> None:
    head, _ = signed()
    other = b"20200101T000000Z"

    assert refusal(changed(head, x_amz_date=other), BODY, epoch_of(other.decode())) == (
        "InvalidSignatureException",
        f"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
        f"HTTP: '{head.headers[b'x-amz-date'][:8].decode()}' != '20200101', from "
        f"'20200101T000000Z'.",
    )


def test_a_signature_for_another_service_is_refused() -> None:
    head, now = signed(service="s3")

    assert refusal(head, BODY, now) == (
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'lambda'.",
    )


def test_a_session_token_is_refused_because_none_was_issued() -> None:
    head, now = signed(headers={"X-Amz-Security-Token": "t"})

    assert refusal(head, BODY, now)[0] == "UnrecognizedClientException"


GOOD = f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/{REGION}/lambda/aws4_request, "


@pytest.mark.parametrize(
    "header",
    [
        "",
        "AWS4-HMAC-SHA256",
        "Basic abc",
        "AWS4-HMAC-SHA1 Credential=a",
        "AWS4-HMAC-SHA256 Credential",
        GOOD + "SignedHeaders=host",
        GOOD + "Signature=" + "0" * 64,
        GOOD + "SignedHeaders=host, Signature=xyz",
        GOOD + "SignedHeaders=host, Signature=" + "A" * 64,
        GOOD + "SignedHeaders=x-amz-date;host, Signature=" + "0" * 64,
        GOOD + "SignedHeaders=Host, Signature=" + "0" * 64,
        GOOD + "SignedHeaders=host;host, Signature=" + "0" * 64,
        GOOD + "SignedHeaders=host, Signature=" + "0" * 64 + ", Signature=" + "1" * 64,
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=" + "0" * 64,
        f"AWS4-HMAC-SHA256 Credential={KEY}/2026/x/y/aws4, SignedHeaders=host, Signature="
        + "0" * 64,
        GOOD + "SignedHeaders=host, Signature=" + "0" * 64 + "," + GOOD,  # two headers, joined
    ],
)
def test_a_malformed_authorization_is_refused(header: str) -> None:
    head, now = signed()

    code, _ = refusal(changed(head, authorization=header.encode()), BODY, now)

    assert code == "IncompleteSignatureException"


@pytest.mark.parametrize(
    "date", [b"", b"yesterday", b"20261332T000000Z", b"20260101T250000Z", "２０２６".encode()]
)
def test_a_date_that_is_none_is_refused(date: bytes) -> None:
    head, now = signed()

    code, _ = refusal(changed(head, x_amz_date=date or None), BODY, now)

    assert code in ("IncompleteSignatureException", "InvalidSignatureException")


def test_a_host_that_is_not_signed_is_refused() -> None:
    head, now = signed()
    header = re.sub(b"SignedHeaders=host;", b"SignedHeaders=", head.headers[b"authorization"])

    code, message = refusal(changed(head, authorization=header), BODY, now)

    assert (code, "'Host' must be a 'SignedHeader'" in message) == (
        "InvalidSignatureException",
        True,
    )


# --- the query form --------------------------------------------------------------------------


def presigned(expires_s: int = 600, query: str = "") -> tuple[Head, float]:
    url = f"http://{HOST}{PATH}" + (f"?{query}" if query else "")
    request = AWSRequest("GET", url, headers={"Host": HOST})
    SigV4QueryAuth(Credentials(KEY, SECRET), SERVICE, REGION, expires_s).add_auth(request)
    split = urlsplit(request.url)
    head = Head("GET", split.path, split.query, {b"host": HOST.encode()})
    return head, epoch_of(request.context["timestamp"])


def test_what_botocore_presigns_is_taken_until_it_expires() -> None:
    head, now = presigned(query="Qualifier=%24LATEST")

    verify(head, b"", now + 600)

    assert refusal(head, b"", now + 601)[1].startswith("Signature expired")


def test_what_we_presign_is_what_botocore_presigns() -> None:
    head, now = presigned()
    verifier = Verifier({KEY: SECRET}, lambda: now)

    ours = presign(verifier, KEY, (HOST, PATH), (REGION, SERVICE), now=now, expires_s=600)

    assert ours == f"{PATH}?{head.query}"


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("X-Amz-Expires=600", "X-Amz-Expires=601"),
        ("X-Amz-Expires=600", "X-Amz-Expires=9999999"),
        ("X-Amz-Expires=600", "X-Amz-Expires=-1"),
        ("X-Amz-Expires=600&", ""),
        ("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host&extra=1"),
        ("X-Amz-Algorithm=", "X-Amz-Algorithm=x"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
        ("$", "&X-Amz-Expires=1"),
        ("$", "&X-Amz-Security-Token=t"),
    ],
)
def test_an_altered_presigned_query_is_refused(pattern: str, replacement: str) -> None:
    head, now = presigned()
    altered = Head("GET", head.path, re.sub(pattern, replacement, head.query), head.headers)

    assert refusal(altered, b"", now)[0] in (
        "IncompleteSignatureException",
        "InvalidSignatureException",
        "UnrecognizedClientException",
    )


def test_header_and_query_together_are_refused() -> None:
    head, now = signed(query="X-Amz-Algorithm=AWS4-HMAC-SHA256")

    assert refusal(head, BODY, now)[0] == "IncompleteSignatureException"


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=200),
    st.text(max_size=200),
    st.text(max_size=80),
    st.dictionaries(st.binary(max_size=20), st.binary(max_size=20), max_size=5),
)
def test_nothing_but_a_refusal_comes_of_rubbish(
    authorization: str, query: str, path: str, headers: dict[bytes, bytes]
) -> None:
    headers = {**headers, b"authorization": authorization.encode("utf-8", "surrogatepass")}

    with pytest.raises(AwsError):
        verify(Head("POST", path, query, headers), b"", 0.0)
    with pytest.raises(AwsError):
        verify(Head("POST", path, "X-Amz-Algorithm=AWS4-HMAC-SHA256&" + query, {}), b"", 0.0)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("a=1", "a=1"),
        ("b=2&a=$x", "a=%24x&b=2"),
        ("list", "list="),
        ("a=%2f%7E", "a=%2F~"),
        ("a=2&a=1", "a=1&a=2"),
    ],
)
def test_the_canonical_query(query: str, canonical: str) -> None:
    assert canonical_query(query) == canonical
