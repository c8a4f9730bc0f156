/* What may a handler ask of its host?
 * Generated from spec/syscalls.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_SYSCALLS_H
#define UL_SYSCALLS_H

enum ul_syscall {
    /* in: text, out: none: append text to the log of the invocation (print) */
    UL_SYS_LOG = 0,
    /* in: none, out: u32: milliseconds since an arbitrary start, wrapping at 2**30 (time.ticks_ms) */
    UL_SYS_TICKS_MS = 1,
    /* in: none, out: u64: microseconds since 1970-01-01 UTC (time.time) */
    UL_SYS_TIME_US = 2,
    /* in: none, out: u32: milliseconds until the invocation's deadline (context.get_remaining_time_in_millis) */
    UL_SYS_REMAINING_MS = 3,
    /* in: u32, out: none: wait for so many milliseconds (time.sleep) */
    UL_SYS_SLEEP_MS = 4,
    /* in: none, out: u32: 32 bits that nobody can foretell (the seed of random) */
    UL_SYS_RANDOM = 5,
    /* in: bytes, out: u32: one act on a pin (machine): u8 act, u8 pin, u16 value; acts are those of library/machine.py */
    UL_SYS_GPIO = 6,
};

#endif
