# base64, binascii, hashlib, hmac: the same bytes and errors.
import base64
import binascii
import hashlib
import hmac


def show(f, *args):
    try:
        print(f(*args))
    except (ValueError, TypeError) as e:
        print(e)


for n in (0, 1, 2, 3, 4, 5, 6, 20, 63, 64, 65, 130):
    data = bytes([(i * 37 + 250) % 256 for i in range(n)])
    print(
        base64.b64encode(data),
        base64.urlsafe_b64encode(data),
        base64.b32encode(data),
        base64.b16encode(data),
    )
    print(
        base64.b64decode(base64.b64encode(data)) == data,
        base64.b32decode(base64.b32encode(data)) == data,
    )
    print(base64.encodebytes(data), base64.b64encode(data, b"-_"))
    print(
        binascii.hexlify(data),
        binascii.crc32(data),
        binascii.crc32(data, 7),
        binascii.crc_hqx(data, 0),
    )
    print(hashlib.sha256(data).hexdigest(), hmac.new(data, b"message", "sha256").hexdigest())
    print(hmac.new(b"k", data, hashlib.sha256).digest())
for text in ("YWJj", "YWJ", "YW==", "Y", "YW=", "YW=a", "Y W\nJj", "YW!Jj", "=", "", "é"):
    show(base64.b64decode, text)
    show(lambda: base64.b64decode(text, validate=True))
    show(base64.urlsafe_b64decode, text)
for text in ("00ff", "0", "zz", "0G", "aBcD", b"ff"):
    show(binascii.unhexlify, text)
    show(base64.b16decode, text)
show(base64.b64encode, "text")
show(base64.b32decode, "ME======")
show(base64.b32decode, "ME=====")
show(hashlib.sha256, "text")
h = hashlib.sha256(b"a")
c = h.copy()
c.update(b"b" * 200)
print(h.hexdigest(), c.hexdigest(), h.name, h.digest_size, h.block_size)
print(
    hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 3).hex(), hashlib.new("sha256", b"x").hexdigest()
)
print(
    hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"), hmac.compare_digest(b"a", b"ab")
)
