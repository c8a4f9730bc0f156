"""How likely is a bit?

Generated from spec/wire.toml by `python -m ulambda.spec.generate`. Do not edit.
"""

MODEL = 165
"""The first byte of a wire form in this model."""

GROUPS = {
    "op": 0,
    "character": 255,
    "object": 382,
    "float": 389,
    "immediate": 404,
    "flags": 411,
    "same": 426,
    "after": 429,
    "high": 432,
    "negative": 433,
    "is_character": 434,
    "ascii": 435,
    "string_next": 436,
    "constant_next": 437,
    "special": 438,
    "name_next": 439,
    "static_name": 440,
    "open": 441,
    "function_next": 442,
    "name_flag": 443,
    "classes": 444,
    "globals": 452,
    "names": 460,
    "functions": 468,
    "string": 476,
    "bytes": 484,
    "digits": 492,
    "registers": 500,
    "arguments": 508,
    "positional_only": 516,
    "keyword_only": 524,
    "free": 532,
    "handlers": 540,
    "slots": 548,
    "members": 556,
    "handler": 564,
    "jump": 572,
    "payload": 580,
    "global": 588,
    "function": 596,
    "int": 604,
    "b": 612,
    "c": 620,
    "value": 628,
    "native": 635,
    "extensions": 636,
    "defaults": 644,
    "floats": 652,
    "heap": 660,
}
"""First context of each group."""

ONES = bytes.fromhex(
    "05630211b902800bc8d31c0e80808043488d17d7269f118206808080808080b5"
    "2f2ccc5f69d42bceef37a0ae57837cdf4e318080808080808080808080808021"
    "31382771ac0e606099df637d7e89f4c70ea9c6ac802a97e8e43f225e62655ce1"
    "8eb3126f1b808080808080808080808080808080808080808080808080808094"
    "0d89df8e2cd2091f15cf997039674157259817cb3734520215232cba1b80f480"
    "f40fdbcbd0f1b9946d6fd4a34c284c2a33eef7c42ff8a1ec42f906f7705fcb25"
    "a4cac30b59b95e63801b80808080808080808080808080808080808080808080"
    "80808080808080808080808080808080808080808080808080808080808080d9"
    "fae8137eb355e0e5a57860cf712b123180e562e643d872af4cfa87b671131280"
    "7c0d8080805e2f1894d947250d7bae2e3359782808fe733a1e97d22e28093e80"
    "8080fa06f38080808080808025c708dcfef876c685027867e680b81b1d02fd9c"
    "7947d2f3877b029f455a08801bfafe9ab97cbbe7487a1e8c379c5a1830c7071d"
    "02fcb002806d1702d3b102809c06809602808080185b0258d20280020d8013c7"
    "80804418250c80808080414ec57e0c1003344bfda9aa440346ee5a2e80b48096"
    "1b808080fcf4d79b2a258080fcfcf4eac0530f80fcf4e1c886213980fee06549"
    "22058080ec474c1580808080b1401ec7c7398080fe9649390480808076110480"
    "8080808023048080808080800c253980808080809b071b808080808019a93539"
    "80c7398080a0490a80808080e186184b39808080c7d8b6b2c7cfba85fee3c294"
    "59349b2a8cd8b184c47e0280eee9c06615048080fee3e16e86780280e1ac9eb2"
    "d2e7f1cbe364452720ebeb158ead376a562380391d90029281ec800427eb1580"
    "80808080091725808080808006fa232580808080f4f3f3d49d89903e"
)
"""Probability of a 1 in each context, in 256ths."""
