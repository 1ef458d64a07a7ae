/* For LD_PRELOAD in tests: a disk that fails once, and a clock that jumps.
 *
 * FAULT_CALL=fdatasync|pwrite and FAULT_NTH=n: the n-th such call on a file whose path holds
 * FAULT_PATH fails with EIO, once, and FAULT_MARK is made. CLOCK_FILE: eight bytes, the seconds that CLOCK_REALTIME is ahead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *fault_call, *fault_path;
static long fault_nth;
static atomic_long calls;
static const volatile int64_t *ahead;
static int (*real_fdatasync)(int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    fault_call = getenv("FAULT_CALL");
    fault_path = getenv("FAULT_PATH");
    fault_nth = getenv("FAULT_NTH") ? atol(getenv("FAULT_NTH")) : 0;
    if (getenv("CLOCK_FILE")) {
        const int file = open(getenv("CLOCK_FILE"), O_RDONLY | O_CLOEXEC);
        void *seen = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
        ahead = seen == MAP_FAILED ? NULL : seen;
    }
}

static int fails(const char *call, int file) {
    char link[64], path[4096];
    if (!fault_call || strcmp(fault_call, call) != 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = '\0';
    if (!strstr(path, fault_path) || atomic_fetch_add(&calls, 1) + 1 != fault_nth) {
        return 0;
    }
    close(open(getenv("FAULT_MARK"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    return 1;
}

int fdatasync(int file) {
    if (fails("fdatasync", file)) {
        errno = EIO;
        return -1;
    }
    return real_fdatasync(file);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    if (fails("pwrite", file)) {
        real_pwrite(file, bytes, size / 2, at); /* and tears what it wrote */
        errno = EIO;
        return -1;
    }
    return real_pwrite(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t at) {
    return pwrite(file, bytes, size, at);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    const int result = real_clock_gettime(clock, now);
    if (result == 0 && ahead && clock == CLOCK_REALTIME) {
        now->tv_sec += *ahead;
    }
    return result;
}
