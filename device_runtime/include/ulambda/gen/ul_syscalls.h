/* What may a handler ask of its host?
 * Generated from spec/syscalls.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_SYSCALLS_H
#define UL_SYSCALLS_H

enum ul_syscall {
    /* in: text, out: none */
    UL_SYS_LOG = 0,
    /* in: none, out: u32 */
    UL_SYS_TICKS_MS = 1,
    /* in: none, out: u64 */
    UL_SYS_TIME_US = 2,
    /* in: none, out: u32 */
    UL_SYS_REMAINING_MS = 3,
    /* in: u32, out: none */
    UL_SYS_SLEEP_MS = 4,
    /* in: none, out: u32 */
    UL_SYS_RANDOM = 5,
    /* in: bytes, out: i32 */
    UL_SYS_GPIO = 6,
    /* in: bytes, out: bytes */
    UL_SYS_I2C = 7,
    /* in: u32, out: bytes */
    UL_SYS_CHIP = 8,
    /* in: none, out: bytes */
    UL_SYS_RTC_READ = 9,
    /* in: bytes, out: i32 */
    UL_SYS_RTC_WRITE = 10,
    /* in: u32, out: i32 */
    UL_SYS_DEEP_SLEEP = 11,
    /* in: bytes, out: i32 */
    UL_SYS_REQUEST = 12,
    /* in: none, out: bytes */
    UL_SYS_ANSWER = 13,
};

#endif
