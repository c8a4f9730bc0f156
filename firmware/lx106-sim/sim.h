/* How does a program on QEMU's `sim` machine reach the host? Semihosting ("simcall"): files of the
 * host, standard output, the command line and the exit status. For test and measurement only.
 */
#ifndef SIM_H
#define SIM_H

#include <stdint.h>

_Noreturn void sim_exit(int status);
_Noreturn void sim_fault(uint32_t pc, uint32_t cause); /* from the exception vectors; status 125 */

/* The command line (-semihosting-config arg=...). At most 16 arguments, 1 KB. */
int sim_argument_count(void);
const char *sim_argument(int index);

/* Read a whole file of the host; returns its length, or -1 when it is missing or longer than room.
 */
int32_t sim_file_read(const char *path, void *to, uint32_t room);

/* The file calls of the host by themselves; negative when they fail. */
enum { SIM_READ = 3, SIM_WRITE = 4, SIM_OPEN = 5, SIM_CLOSE = 6, SIM_SEEK = 19 };
int sim_file(int operation, uint32_t first, uint32_t second, uint32_t third);

void sim_write(const void *bytes, uint32_t length); /* to standard output */
void sim_print(const char *text);
void sim_print_number(const char *name, uint32_t value); /* "name=123\n" */
void sim_print_hex(const char *name, const uint8_t *bytes, uint32_t length);

uint32_t sim_parse(const char *decimal);

/* Fill the free stack with a pattern; later, how many bytes below the painting call were written?
 */
void sim_stack_paint(void);
uint32_t sim_stack_used(void);

#endif
