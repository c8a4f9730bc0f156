#include <time.h>

#include "ulambda/ul_board_vm.h"

static uint64_t board_clock_us(void *user)
{
    struct timespec now;
    (void)user;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void ul_board_options_clock(struct ul_board_options *options)
{
    options->clock_us = board_clock_us;
}
