/* Linked into a program that sets CompiledNetsDualBinary. */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

/* Lets the program's twin for AVX-512 take over the process, where the processor has what x86-64-v4 means and the twin lies beside the
   program. It runs before the runtime starts: a process with threads takes 20 ms to hand over. */
__attribute__((constructor)) static void take_over(int count, char **arguments)
{
    (void)count;
    __builtin_cpu_init();
    if (!(__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx2") &&
          __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")))
        return;

    static const char ending[] = ".avx512";
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof ending);
    if (length <= 0 || length == (ssize_t)(sizeof path - sizeof ending)) return;
    memcpy(path + length, ending, sizeof ending);
    /* It returns only where there is no such file; the program then goes on. */
    execv(path, arguments);
}
