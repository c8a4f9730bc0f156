/* What libgcc2.c asks of a 32-bit target. See tconfig.h. */
#define MIN_UNITS_PER_WORD 4
