/* Preloaded into a writer: the process kills itself before its Nth write, flush or rename. CRASH_AT=0 only counts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls;

static void step(void) {
    const char *at = getenv("CRASH_AT");
    if (at && ++calls == atol(at)) kill(getpid(), SIGKILL);
}

/* The number of calls, asked for by closing a descriptor that cannot be. */
int close(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "close");
    if (fd == -4242) { fprintf(stderr, "calls %ld\n", calls); return 0; }
    return real(fd);
}

#define WRAP(type, name, parameters, arguments)                                   \
    type name parameters {                                                        \
        static type (*real) parameters;                                           \
        if (!real) real = (type (*) parameters)dlsym(RTLD_NEXT, #name);           \
        step();                                                                   \
        return real arguments;                                                    \
    }

WRAP(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
WRAP(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
WRAP(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, ftruncate, (int fd, off_t size), (fd, size))
WRAP(int, ftruncate64, (int fd, off64_t size), (fd, size))
WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, unlink, (const char *name), (name))
