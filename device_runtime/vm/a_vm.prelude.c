#include "ulambda/ul_version.h"
#include "ulambda/ul_vm.h"
#include "ulambda/ul_wire.h"

void ul_collect(struct ul_vm *vm); /* ul_heap.h */

static int ulvm_host_call(void *user, int id, const void *in, uint32_t in_len, void *out,
                          uint32_t out_len);

static int ulvm_call(void *user, enum ul_syscall id, const void *in, uint32_t in_len, void *out,
                     uint32_t out_len)
{
    return ulvm_host_call(user, (int)id, in, in_len, out, out_len);
}

/* Make a host whose system calls end in Python, with `user` as the handle. */
static int ulvm_host(struct ul_host *host, void *user)
{
    host->user = user;
    host->call = ulvm_call;
    return 0;
}
