/* Which options does the lx106 core of the ESP8266 have? What GCC's hand-written arithmetic asks
 * for: little-endian, density, 32-bit multiply (low half only), NSA; no divide, loops, windows or
 * FPU. */
#ifndef XTENSA_CONFIG_H
#define XTENSA_CONFIG_H

#define XCHAL_HAVE_BE            0
#define XCHAL_HAVE_DENSITY       1
#define XCHAL_HAVE_CONST16       0
#define XCHAL_HAVE_ABS           1
#define XCHAL_HAVE_ADDX          1
#define XCHAL_HAVE_L32R          1
#define XCHAL_HAVE_MAC16         0
#define XCHAL_HAVE_MUL16         1
#define XCHAL_HAVE_MUL32         1
#define XCHAL_HAVE_MUL32_HIGH    0
#define XCHAL_HAVE_DIV32         0
#define XCHAL_HAVE_NSA           1
#define XCHAL_HAVE_MINMAX        0
#define XCHAL_HAVE_SEXT          0
#define XCHAL_HAVE_LOOPS         0
#define XCHAL_HAVE_BOOLEANS      0
#define XCHAL_HAVE_FP            0
#define XCHAL_HAVE_FP_DIV        0
#define XCHAL_HAVE_FP_RECIP      0
#define XCHAL_HAVE_FP_SQRT       0
#define XCHAL_HAVE_FP_RSQRT      0
#define XCHAL_HAVE_DFP           0
#define XCHAL_HAVE_DFP_DIV       0
#define XCHAL_HAVE_DFP_RECIP     0
#define XCHAL_HAVE_DFP_SQRT      0
#define XCHAL_HAVE_DFP_RSQRT     0
#define XCHAL_HAVE_WINDOWED      0
#define XCHAL_HAVE_WIDE_BRANCHES 0
#define XTHAL_ABI_WINDOWED       0
#define XTHAL_ABI_CALL0          1
#define XSHAL_ABI                XTHAL_ABI_CALL0

#endif
