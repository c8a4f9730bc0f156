#include <time.h>

#include "ulambda/ul_board_vm.h"

static uint64_t board_clock_us(void *user)
{
    struct timespec now;
    (void)user;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static int ulvm_port_call(void *user, int id, const void *in, uint32_t in_len, void *out,
                          uint32_t out_len);

static int board_port_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len,
                           void *out, uint32_t out_len)
{
    return ulvm_port_call(user, (int)id, in, in_len, out, out_len);
}

/* A port with this computer's clock; other system calls end in Python, with `user` as handle. */
static void ul_board_options_port(struct ul_board_options *options, void *user)
{
    options->clock_us = board_clock_us;
    options->port_call = board_port_call;
    options->port_user = user;
}
