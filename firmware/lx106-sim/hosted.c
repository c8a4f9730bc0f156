/* How do the C tests of the interpreter run on the emulated lx106? As on the host: `main`, standard
 * output, files of the host (the vectors) and a heap for picolibc's streams, all through sim.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "sim.h"

int main(void);

static int put(char character, FILE *stream)
{
    (void)stream;
    sim_write(&character, 1);
    return 0;
}

static FILE console = FDEV_SETUP_STREAM(put, NULL, NULL, _FDEV_SETUP_WRITE);
FILE *const stdin = &console;
FILE *const stdout = &console;
FILE *const stderr = &console;

static char heap[96 * 1024];
static size_t heap_used;

void *sbrk(ptrdiff_t more)
{
    char *at = heap + heap_used;
    if ((size_t)more > sizeof heap - heap_used) {
        errno = ENOMEM;
        return (void *)-1;
    }
    heap_used += (size_t)more;
    return at;
}

int open(const char *path, int flags, ...)
{
    return sim_file(SIM_OPEN, (uint32_t)path, (uint32_t)flags, 0);
}

ssize_t read(int file, void *to, size_t room)
{
    return sim_file(SIM_READ, (uint32_t)file, (uint32_t)to, room);
}

ssize_t write(int file, const void *from, size_t length)
{
    return sim_file(SIM_WRITE, (uint32_t)file, (uint32_t)from, length);
}

off_t lseek(int file, off_t offset, int whence)
{
    return sim_file(SIM_SEEK, (uint32_t)file, (uint32_t)offset, (uint32_t)whence);
}

int close(int file)
{
    return sim_file(SIM_CLOSE, (uint32_t)file, 0, 0);
}

_Noreturn void _exit(int status)
{
    sim_exit(status);
}

_Noreturn void abort(void)
{
    sim_print("aborted\n");
    sim_exit(134);
}

int run(void)
{
    return main();
}
