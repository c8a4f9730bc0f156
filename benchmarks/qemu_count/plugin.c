/* How many times did each instruction run, between which marks? A plugin for QEMU's TCG (API 1).
 *
 *     -plugin plugin.so,out=FILE,base=ADDRESS,size=BYTES,region=NAME:BEGIN:END,...
 *
 * Every instruction adds one to the counter of its address before it runs; nothing is sampled or
 * estimated. A region is what runs after the instruction at BEGIN and before the one at END, summed
 * over its passes; instructions at a mark are in no region. FILE gets lines `NAME ADDRESS COUNT`,
 * and `narrow ADDRESS COUNT` for each 8- or 16-bit load that touched the window base..base+size:
 * the chip faults on those in flash.
 *
 * Debian ships no qemu-plugin.h, so the functions in use are declared here from the documented API.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

/* --- QEMU plugin API, version 1 --- */
struct qemu_info;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum { OP_INLINE_ADD_U64 = 0, CB_NO_REGS = 0, MEM_RW = 3 };

typedef void tb_translated(uint64_t id, struct qemu_plugin_tb *tb);
typedef void executed(unsigned cpu, void *data);
typedef void accessed(unsigned cpu, uint32_t info, uint64_t address, void *data);
typedef void ended(uint64_t id, void *data);

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, tb_translated *cb);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, executed *cb, int flags,
                                            void *data);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn, int op, void *to,
                                                uint64_t amount);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn, accessed *cb, int flags,
                                      int access, void *data);
void qemu_plugin_register_atexit_cb(uint64_t id, ended *cb, void *data);

EXPORT int qemu_plugin_version = 1;
EXPORT int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv);

/* --- counters --- */
#define REGIONS_MAX 8

struct region {
    char name[24];
    uint64_t begin, end;
    uint64_t *at_begin; /* counters when it began, by offset from window_base */
    uint64_t *total;
    bool open;
};

static uint64_t window_base, window_size;
static uint64_t *counts;
static uint64_t *narrow;
static struct region regions[REGIONS_MAX];
static unsigned region_count;
static const char *out_path;

static uint64_t *new_counters(void)
{
    uint64_t *counters = calloc(window_size, sizeof *counters);
    if (!counters) abort();
    return counters;
}

static void region_begin(unsigned cpu, void *data)
{
    struct region *region = data;
    (void)cpu;
    memcpy(region->at_begin, counts, window_size * sizeof *counts);
    region->open = true;
}

static void region_end(unsigned cpu, void *data)
{
    struct region *region = data;
    (void)cpu;
    if (!region->open) return;
    region->open = false;
    for (uint64_t i = 0; i < window_size; i++)
        region->total[i] += counts[i] - region->at_begin[i];
}

static void loaded_narrow(unsigned cpu, uint32_t info, uint64_t address, void *data)
{
    (void)cpu;
    (void)info;
    if (address - window_base < window_size) ++*(uint64_t *)data;
}

/* l8ui, l16ui and l16si of a little-endian core: op0 (bits 0-3) is 2, r (bits 12-15) is 0, 1 or 9.
 */
static bool is_narrow_load(const uint8_t *code)
{
    unsigned r = code[1] >> 4;
    return (code[0] & 15) == 2 && (r == 0 || r == 1 || r == 9);
}

static bool is_mark(struct qemu_plugin_insn *insn, uint64_t offset)
{
    bool found = false;
    for (unsigned i = 0; i < region_count; i++) {
        struct region *region = &regions[i];
        bool begins = region->begin - window_base == offset;
        if (!begins && region->end - window_base != offset) continue;
        qemu_plugin_register_vcpu_insn_exec_cb(insn, begins ? region_begin : region_end, CB_NO_REGS,
                                               region);
        found = true;
    }
    return found;
}

static void instrument(struct qemu_plugin_insn *insn)
{
    uint64_t offset = qemu_plugin_insn_vaddr(insn) - window_base;
    if (offset >= window_size) return;
    if (is_mark(insn, offset)) return;
    qemu_plugin_register_vcpu_insn_exec_inline(insn, OP_INLINE_ADD_U64, &counts[offset], 1);
    if (is_narrow_load(qemu_plugin_insn_data(insn)))
        qemu_plugin_register_vcpu_mem_cb(insn, loaded_narrow, CB_NO_REGS, MEM_RW, &narrow[offset]);
}

static void translated(uint64_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++)
        instrument(qemu_plugin_tb_get_insn(tb, i));
}

static void write_counters(FILE *file, const char *name, const uint64_t *counters)
{
    for (uint64_t i = 0; i < window_size; i++)
        if (counters[i])
            fprintf(file, "%s %llx %llu\n", name, (unsigned long long)(window_base + i),
                    (unsigned long long)counters[i]);
}

static void finish(uint64_t id, void *data)
{
    FILE *file = fopen(out_path, "w");
    (void)id;
    (void)data;
    if (!file) return; /* the reader of the file says that it is missing */
    for (unsigned i = 0; i < region_count; i++)
        write_counters(file, regions[i].name, regions[i].total);
    write_counters(file, "narrow", narrow);
    fclose(file);
}

static bool read_region(const char *text)
{
    struct region *region = &regions[region_count];
    unsigned long long begin, end;
    if (region_count == REGIONS_MAX ||
        sscanf(text, "%23[^:]:%llx:%llx", region->name, &begin, &end) != 3)
        return false;
    region->begin = begin;
    region->end = end;
    region_count++;
    return true;
}

static bool read_argument(const char *argument)
{
    if (!strncmp(argument, "out=", 4)) return (out_path = strdup(argument + 4)) != NULL;
    if (!strncmp(argument, "base=", 5))
        return (window_base = strtoull(argument + 5, NULL, 16)) != 0;
    if (!strncmp(argument, "size=", 5))
        return (window_size = strtoull(argument + 5, NULL, 16)) != 0;
    if (!strncmp(argument, "region=", 7)) return read_region(argument + 7);
    return false;
}

int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++)
        if (!read_argument(argv[i])) {
            fprintf(stderr, "plugin: cannot read argument: %s\n", argv[i]);
            return -1;
        }
    if (!out_path || !window_base || !window_size) {
        fprintf(stderr, "plugin: out=, base= and size= are needed\n");
        return -1;
    }
    counts = new_counters();
    narrow = new_counters();
    for (unsigned i = 0; i < region_count; i++) {
        regions[i].at_begin = new_counters();
        regions[i].total = new_counters();
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, finish, NULL);
    return 0;
}
