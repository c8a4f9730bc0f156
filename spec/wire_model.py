"""How likely is a bit?

Generated from spec/wire.toml by `python -m ulambda.spec.generate`. Do not edit.
"""

MODEL = 129
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
    "dense": 484,
    "bytes": 485,
    "digits": 493,
    "registers": 501,
    "arguments": 509,
    "positional_only": 517,
    "keyword_only": 525,
    "free": 533,
    "handlers": 541,
    "slots": 549,
    "members": 557,
    "handler": 565,
    "jump": 573,
    "payload": 581,
    "global": 589,
    "function": 597,
    "int": 605,
    "b": 613,
    "c": 621,
    "value": 629,
    "native": 636,
    "extensions": 637,
    "defaults": 645,
    "floats": 653,
    "heap": 661,
}
"""First context of each group."""

ONES = bytes.fromhex(
    "02640227ac028015d6cb190b8080802783904ca4459f057905808080808080a2"
    "2826d8898ae05958c54bf1ad56477de854368080808080808080808080808010"
    "4931234a6a85a68b76ce24d979a7e7800386cb87d01ed3e8d14711b85e5b53d1"
    "6ea82180158080808080808080808080808080808080808080808080808080bc"
    "069ece8f29d9055d1995b44757434053c0b01cdd33ac601449561193080afd3e"
    "692ce5feb7d0caab7f3e71c1d90e261f40fddea515fb9ecfe3f103f97077cb15"
    "ad64c40757aa2563801580808080808080808080808080808080808080808080"
    "80808080808080808080808080808080808080808080808080808080808080db"
    "fbed1c3ab457eafc4e6f6fd87820125080fc22c73e9595b161f194ad751621c7"
    "aa028080806007ad43be464e68868a743f91ad49acef753a1ca8d32224185225"
    "80c7e32db6808080808080806a510287f2f77c9a96026a52bb476f242d43fa88"
    "a22dabb393471d9e79c456ad6bfefe9dc276cacb6b771c783c8e807bc2a90d0c"
    "02feb30280611102c6a80280ae0eb5ba028080801058025ef20280090b030fbf"
    "0a80150c0903fdc780804049ae691417021f23f084a3540256d52e1bbf8e8c5f"
    "15808080fef3f39d440d8080fefef9f3e7c08c34fef9eee7cb90650dfeed8c68"
    "4e2e409f13fa6b8adeedfcfeacb06512dbdb258080fec06e2b02808080c14402"
    "1580808080a6240280808080800f196a2580808080310f0980808080800f9735"
    "4f5adb8039b3af440480808080e68f2c6a2e398080cdd4c1bbc2cec899fee4bd"
    "837352422f8dddaba9e3b30239f4ecc89128028080fef1f4e8cb9a5102d4a8b3"
    "cfeaf2edc2e76136326ced3109b09d4452859da702238902bb71f5803385d49d"
    "aea7353980141a1b258080808002f0341580808080e4f8f8f1caa46758"
)
"""Probability of a 1 in each context, in 256ths."""
