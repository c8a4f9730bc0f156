/* How likely is each bit of the wire form?
 * Generated from spec/wire.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_WIRE_MODEL_H
#define UL_WIRE_MODEL_H

#define UL_WIRE_MODEL 165u

/* First context of each group. */
#define UL_WIRE_OP 0u
#define UL_WIRE_CHARACTER 255u
#define UL_WIRE_OBJECT 382u
#define UL_WIRE_FLOAT 389u
#define UL_WIRE_IMMEDIATE 404u
#define UL_WIRE_FLAGS 411u
#define UL_WIRE_SAME 426u
#define UL_WIRE_AFTER 429u
#define UL_WIRE_HIGH 432u
#define UL_WIRE_NEGATIVE 433u
#define UL_WIRE_IS_CHARACTER 434u
#define UL_WIRE_ASCII 435u
#define UL_WIRE_STRING_NEXT 436u
#define UL_WIRE_CONSTANT_NEXT 437u
#define UL_WIRE_SPECIAL 438u
#define UL_WIRE_NAME_NEXT 439u
#define UL_WIRE_STATIC_NAME 440u
#define UL_WIRE_OPEN 441u
#define UL_WIRE_FUNCTION_NEXT 442u
#define UL_WIRE_NAME_FLAG 443u
#define UL_WIRE_CLASSES 444u
#define UL_WIRE_GLOBALS 452u
#define UL_WIRE_NAMES 460u
#define UL_WIRE_FUNCTIONS 468u
#define UL_WIRE_STRING 476u
#define UL_WIRE_BYTES 484u
#define UL_WIRE_DIGITS 492u
#define UL_WIRE_REGISTERS 500u
#define UL_WIRE_ARGUMENTS 508u
#define UL_WIRE_POSITIONAL_ONLY 516u
#define UL_WIRE_KEYWORD_ONLY 524u
#define UL_WIRE_FREE 532u
#define UL_WIRE_HANDLERS 540u
#define UL_WIRE_SLOTS 548u
#define UL_WIRE_MEMBERS 556u
#define UL_WIRE_HANDLER 564u
#define UL_WIRE_JUMP 572u
#define UL_WIRE_PAYLOAD 580u
#define UL_WIRE_GLOBAL 588u
#define UL_WIRE_FUNCTION 596u
#define UL_WIRE_INT 604u
#define UL_WIRE_B 612u
#define UL_WIRE_C 620u
#define UL_WIRE_VALUE 628u
#define UL_WIRE_NATIVE 635u
#define UL_WIRE_EXTENSIONS 636u
#define UL_WIRE_DEFAULTS 644u
#define UL_WIRE_FLOATS 652u
#define UL_WIRE_HEAP 660u

/* Probability of a 1 in each context, in 256ths, four to a word. */
#define UL_WIRE_ONES \
    0x11026305u, 0x0b8002b9u, 0x0e1cd3c8u, 0x43808080u, 0xd7178d48u, 0x82119f26u, 0x80808006u, 0xb5808080u, \
    0x5fcc2c2fu, 0xce2bd469u, 0xaea037efu, 0xdf7c8357u, 0x8080314eu, 0x80808080u, 0x80808080u, 0x21808080u, \
    0x71273831u, 0x60600eacu, 0x7d63df99u, 0xc7f4897eu, 0xacc6a90eu, 0xe8972a80u, 0x5e223fe4u, 0xe15c6562u, \
    0x6f12b38eu, 0x8080801bu, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x94808080u, \
    0x8edf890du, 0x1f09d22cu, 0x7099cf15u, 0x57416739u, 0xcb179825u, 0x02523437u, 0xba2c2315u, 0x80f4801bu, \
    0xcbdb0ff4u, 0x94b9f1d0u, 0xa3d46f6du, 0x2a4c284cu, 0xc4f7ee33u, 0xeca1f82fu, 0xf706f942u, 0x25cb5f70u, \
    0x0bc3caa4u, 0x635eb959u, 0x80801b80u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, \
    0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0xd9808080u, \
    0x7e13e8fau, 0xe5e055b3u, 0xcf6078a5u, 0x31122b71u, 0xe662e580u, 0xaf72d843u, 0xb687fa4cu, 0x80121371u, \
    0x80800d7cu, 0x182f5e80u, 0x2547d994u, 0x2eae7b0du, 0x28785933u, 0x3a73fe08u, 0x2ed2971eu, 0x803e0928u, \
    0x06fa8080u, 0x808080f3u, 0x80808080u, 0xdc08c725u, 0xc676f8feu, 0x67780285u, 0x1bb880e6u, 0x9cfd021du, \
    0xf3d24779u, 0x9f027b87u, 0x80085a45u, 0x9afefa1bu, 0xe7bb7cb9u, 0x8c1e7a48u, 0x185a9c37u, 0x1d07c730u, \
    0x02b0fc02u, 0x02176d80u, 0x8002b1d3u, 0x9680069cu, 0x80808002u, 0x58025b18u, 0x028002d2u, 0xc713800du, \
    0x18448080u, 0x80800c25u, 0x4e418080u, 0x100c7ec5u, 0xfd4b3403u, 0x0344aaa9u, 0x2e5aee46u, 0x9680b480u, \
    0x8080801bu, 0x9bd7f4fcu, 0x8080252au, 0xeaf4fcfcu, 0x800f53c0u, 0xc8e1f4fcu, 0x80392186u, 0x4965e0feu, \
    0x80800522u, 0x154c47ecu, 0x80808080u, 0xc71e40b1u, 0x808039c7u, 0x394996feu, 0x80808004u, 0x80041176u, \
    0x80808080u, 0x80800423u, 0x80808080u, 0x8039250cu, 0x80808080u, 0x801b079bu, 0x80808080u, 0x3935a919u, \
    0x8039c780u, 0x0a49a080u, 0x80808080u, 0x4b1886e1u, 0x80808039u, 0xb2b6d8c7u, 0x85bacfc7u, 0x94c2e3feu, \
    0x2a9b3459u, 0x84b1d88cu, 0x80027ec4u, 0x66c0e9eeu, 0x80800415u, 0x6ee1e3feu, 0x80027886u, 0xb29eace1u, \
    0xcbf1e7d2u, 0x274564e3u, 0x15ebeb20u, 0x6a37ad8eu, 0x39802356u, 0x9202901du, 0x0480ec81u, 0x8015eb27u, \
    0x80808080u, 0x80251709u, 0x80808080u, 0x2523fa06u, 0x80808080u, 0xd4f3f3f4u, 0x3e90899du

#endif
