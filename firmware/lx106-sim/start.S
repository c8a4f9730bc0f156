/* How does a program start on QEMU's `sim` machine with an lx106 core?
 *
 * Reset is at 0x50000000, where the chip has its mask ROM; code lies at 0x40200000 (the chip's flash
 * window), data at 0x3ffc0000. Call0 ABI. QEMU loads .data in place, so nothing is copied here.
 */
    .section .reset, "ax"
    .align 4
    j reset
    .align 4
    .literal_position
    .global reset
reset:
    movi a0, start
    jx a0

/* Exceptions end the run: a fault must never look like a slow program. */
    .section .vectors, "ax"
    .align 4
vectors:
    .org vectors + 0x10
    j fault
    .org vectors + 0x20
    j fault
    .org vectors + 0x30
    j fault
    .org vectors + 0x50
    j fault
    .org vectors + 0x70
    j fault_in_fault
    .align 4
    .literal_position
fault_in_fault:
    rsr.depc a2
    j report
fault:
    rsr.epc1 a2
report:
    rsr.exccause a3
    movi a1, stack_top
    movi a0, sim_fault
    jx a0

    .section .text.start, "ax"
    .align 4
    .literal_position
    .global start
start:
    movi a2, 0
    wsr.ps a2
    rsync
    movi a1, stack_top
    movi a0, run
    callx0 a0
    movi a0, sim_exit
    jx a0

/* Markers: the counting plugin watches these addresses (benchmarks/qemu_count/plugin.c). */
    .macro marker name
    .section .text.\name, "ax"
    .align 4
    .global \name
    .type \name, @function
\name:
    ret
    .size \name, . - \name
    .endm

    marker mark_verify
    marker mark_verified
    marker mark_load
    marker mark_loaded
    marker mark_call
    marker mark_called
