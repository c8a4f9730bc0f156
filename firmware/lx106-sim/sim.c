/* How does a program on QEMU's `sim` machine reach the host? See sim.h. */
#include "sim.h"

enum { CALL_EXIT = 1, CALL_ARGC = 1000, CALL_ARGV_SIZE = 1001, CALL_ARGV = 1002 };

static uint32_t argument_block[272]; /* pointers, then their texts: QEMU writes both */

extern uint32_t stack_bottom[];
static uint32_t *painted_to;
#define PAINT 0x5AFEC0DEu

static int call(int number, uint32_t first, uint32_t second, uint32_t third)
{
    register uint32_t a2 __asm__("a2") = (uint32_t)number;
    register uint32_t a3 __asm__("a3") = first;
    register uint32_t a4 __asm__("a4") = second;
    register uint32_t a5 __asm__("a5") = third;
    __asm__ volatile("simcall" : "+r"(a2), "+r"(a3) : "r"(a4), "r"(a5) : "memory");
    return (int)a2;
}

_Noreturn void sim_exit(int status)
{
    for (;;)
        call(CALL_EXIT, (uint32_t)status, 0, 0);
}

_Noreturn void sim_fault(uint32_t pc, uint32_t cause)
{
    sim_print_number("fault_cause", cause);
    sim_print_number("fault_pc", pc);
    sim_exit(125);
}

int sim_argument_count(void)
{
    return call(CALL_ARGC, 0, 0, 0);
}

const char *sim_argument(int index)
{
    if (index >= sim_argument_count() ||
        (uint32_t)call(CALL_ARGV_SIZE, 0, 0, 0) > sizeof argument_block)
        return "";
    call(CALL_ARGV, (uint32_t)argument_block, 0, 0);
    return (const char *)argument_block[index];
}

int sim_file(int operation, uint32_t first, uint32_t second, uint32_t third)
{
    return call(operation, first, second, third);
}

int32_t sim_file_read(const char *path, void *to, uint32_t room)
{
    int file = call(SIM_OPEN, (uint32_t)path, 0, 0);
    uint32_t length = 0;
    int got = 0;
    if (file < 0) return -1;
    do {
        length += (uint32_t)got;
        got = call(SIM_READ, (uint32_t)file, (uint32_t)to + length, room - length);
    } while (got > 0);
    call(SIM_CLOSE, (uint32_t)file, 0, 0);
    return got < 0 || length == room ? -1 : (int32_t)length;
}

void sim_write(const void *bytes, uint32_t length)
{
    call(SIM_WRITE, 1, (uint32_t)bytes, length);
}

void sim_print(const char *text)
{
    uint32_t length = 0;
    while (text[length])
        length++;
    sim_write(text, length);
}

void sim_print_number(const char *name, uint32_t value)
{
    char digits[12];
    uint32_t at = sizeof digits;
    digits[--at] = '\n';
    do {
        uint32_t tenth = value / 10;
        digits[--at] = (char)('0' + (value - tenth * 10));
        value = tenth;
    } while (value);
    digits[--at] = '='; /* ten digits at most: 12 characters in all */
    sim_print(name);
    sim_write(digits + at, sizeof digits - at);
}

void sim_print_hex(const char *name, const uint8_t *bytes, uint32_t length)
{
    sim_print(name);
    sim_print("=");
    for (uint32_t i = 0; i < length; i++) {
        char pair[2] = {"0123456789abcdef"[bytes[i] >> 4], "0123456789abcdef"[bytes[i] & 15]};
        sim_write(pair, 2);
    }
    sim_print("\n");
}

uint32_t sim_parse(const char *decimal)
{
    uint32_t value = 0;
    for (; *decimal >= '0' && *decimal <= '9'; decimal++)
        value = value * 10 + (uint32_t)(*decimal - '0');
    return value;
}

__attribute__((noinline)) void sim_stack_paint(void)
{
    painted_to = __builtin_frame_address(0);
    for (uint32_t *word = stack_bottom; word < painted_to - 16; word++)
        *word = PAINT;
}

uint32_t sim_stack_used(void)
{
    uint32_t *word = stack_bottom;
    while (*word == PAINT)
        word++;
    return (uint32_t)(painted_to - word) * 4;
}
