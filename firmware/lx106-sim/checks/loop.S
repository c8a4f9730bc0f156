/* Does the plugin count exactly? A loop whose instructions were counted by hand (tests/lx106). Between
 * the marks: movi (1), 1000 passes of 3, the load of an address and a narrow load from flash (2), the load
 * of mark_called's address and the call (2): 3005.
 */
    .section .text.run, "ax"
    .align 4
    .literal_position
    .global run
    .type run, @function
run:
    mov a12, a0
    movi a4, mark_call
    callx0 a4
    movi a2, 1000
again:
    addi a2, a2, -1
    xor a3, a3, a2
    bnez a2, again
    movi a5, run
    l8ui a6, a5, 0
    movi a4, mark_called
    callx0 a4
    movi a2, 0
    mov a0, a12
    ret
    .size run, . - run
