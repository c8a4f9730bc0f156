/* What does GCC's libgcc2.c find where a configured build of GCC has its generated headers?
 * Nothing: the compiler's own macros (-fbuilding-libgcc) say all that the 64-bit integer routines
 * need. */
