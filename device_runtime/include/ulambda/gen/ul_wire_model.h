/* How likely is each bit of the wire form?
 * Generated from spec/wire.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_WIRE_MODEL_H
#define UL_WIRE_MODEL_H

#define UL_WIRE_MODEL 129u

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
#define UL_WIRE_DENSE 484u
#define UL_WIRE_BYTES 485u
#define UL_WIRE_DIGITS 493u
#define UL_WIRE_REGISTERS 501u
#define UL_WIRE_ARGUMENTS 509u
#define UL_WIRE_POSITIONAL_ONLY 517u
#define UL_WIRE_KEYWORD_ONLY 525u
#define UL_WIRE_FREE 533u
#define UL_WIRE_HANDLERS 541u
#define UL_WIRE_SLOTS 549u
#define UL_WIRE_MEMBERS 557u
#define UL_WIRE_HANDLER 565u
#define UL_WIRE_JUMP 573u
#define UL_WIRE_PAYLOAD 581u
#define UL_WIRE_GLOBAL 589u
#define UL_WIRE_FUNCTION 597u
#define UL_WIRE_INT 605u
#define UL_WIRE_B 613u
#define UL_WIRE_C 621u
#define UL_WIRE_VALUE 629u
#define UL_WIRE_NATIVE 636u
#define UL_WIRE_EXTENSIONS 637u
#define UL_WIRE_DEFAULTS 645u
#define UL_WIRE_FLOATS 653u
#define UL_WIRE_HEAP 661u

/* Probability of a 1 in each context, in 256ths, four to a word. */
#define UL_WIRE_ONES \
    0x27026402u, 0x158002acu, 0x0b19cbd6u, 0x27808080u, 0xa44c9083u, 0x79059f45u, 0x80808005u, 0xa2808080u, \
    0x89d82628u, 0x5859e08au, 0xadf14bc5u, 0xe87d4756u, 0x80803654u, 0x80808080u, 0x80808080u, 0x10808080u, \
    0x4a233149u, 0x8ba6856au, 0xd924ce76u, 0x80e7a779u, 0x87cb8603u, 0xe8d31ed0u, 0xb81147d1u, 0xd1535b5eu, \
    0x8021a86eu, 0x80808015u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0xbc808080u, \
    0x8fce9e06u, 0x5d05d929u, 0x47b49519u, 0x53404357u, 0xdd1cb0c0u, 0x1460ac33u, 0x93115649u, 0x3efd0a08u, \
    0xfee52c69u, 0xabcad0b7u, 0xc1713e7fu, 0x1f260ed9u, 0xa5defd40u, 0xcf9efb15u, 0xf903f1e3u, 0x15cb7770u, \
    0x07c464adu, 0x6325aa57u, 0x80801580u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, \
    0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0x80808080u, 0xdb808080u, \
    0x3a1cedfbu, 0xfcea57b4u, 0xd86f6f4eu, 0x50122078u, 0xc722fc80u, 0xb195953eu, 0xad94f161u, 0xc7211675u, \
    0x808002aau, 0xad076080u, 0x4e46be43u, 0x748a8668u, 0x49ad913fu, 0x3a75efacu, 0x22d3a81cu, 0x25521824u, \
    0x2de3c780u, 0x808080b6u, 0x80808080u, 0x8702516au, 0x9a7cf7f2u, 0x526a0296u, 0x246f47bbu, 0x88fa432du, \
    0xb3ab2da2u, 0x9e1d4793u, 0xad56c479u, 0x9dfefe6bu, 0xcbca76c2u, 0x781c776bu, 0x7b808e3cu, 0x0c0da9c2u, \
    0x02b3fe02u, 0x02116180u, 0x8002a8c6u, 0xbab50eaeu, 0x80808002u, 0x5e025810u, 0x098002f2u, 0xbf0f030bu, \
    0x0c15800au, 0xc7fd0309u, 0x49408080u, 0x171469aeu, 0xf0231f02u, 0x0254a384u, 0x1b2ed556u, 0x5f8c8ebfu, \
    0x80808015u, 0x9df3f3feu, 0x80800d44u, 0xf3f9fefeu, 0x348cc0e7u, 0xe7eef9feu, 0x0d6590cbu, 0x688cedfeu, \
    0x9f402e4eu, 0x8a6bfa13u, 0xfefceddeu, 0x1265b0acu, 0x8025dbdbu, 0x6ec0fe80u, 0x8080022bu, 0x0244c180u, \
    0x80808015u, 0x0224a680u, 0x80808080u, 0x6a190f80u, 0x80808025u, 0x090f3180u, 0x80808080u, 0x35970f80u, \
    0x80db5a4fu, 0x44afb339u, 0x80808004u, 0x2c8fe680u, 0x80392e6au, 0xc1d4cd80u, 0xc8cec2bbu, 0xbde4fe99u, \
    0x42527383u, 0xabdd8d2fu, 0x02b3e3a9u, 0xc8ecf439u, 0x80022891u, 0xf4f1fe80u, 0x519acbe8u, 0xb3a8d402u, \
    0xedf2eacfu, 0x3661e7c2u, 0x31ed6c32u, 0x449db009u, 0xa79d8552u, 0x02892302u, 0x80f571bbu, 0x9dd48533u, \
    0x3935a7aeu, 0x1b1a1480u, 0x80808025u, 0x34f00280u, 0x80808015u, 0xf8f8e480u, 0x67a4caf1u, 0x00000058u

#endif
