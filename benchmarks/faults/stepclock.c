/* A clock of the wall that somebody sets: the seconds in the file STEPCLOCK_FILE are added to it, and to it alone.
   gcc -O2 -shared -fPIC -o stepclock.so stepclock.c -ldl ; LD_PRELOAD=./stepclock.so STEPCLOCK_FILE=offset python …
   The file holds one binary int64. libfaketime also bends the waits between threads, and a step back stops Python. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static int64_t offset(void) {
  static volatile int64_t *shared;
  if (!shared) {
    const char *name = getenv("STEPCLOCK_FILE");
    int file = name ? open(name, O_RDONLY) : -1;
    void *found = file < 0 ? MAP_FAILED : mmap(0, sizeof *shared, PROT_READ, MAP_SHARED, file, 0);
    static int64_t none;
    shared = found == MAP_FAILED ? &none : found;
  }
  return *shared;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int failed = real(clock, at);
  if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += offset();
  return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
  int failed = real(at, zone);
  if (!failed) at->tv_sec += offset();
  return failed;
}

time_t time(time_t *at) {
  static time_t (*real)(time_t *);
  if (!real) real = dlsym(RTLD_NEXT, "time");
  time_t now = real(0) + offset();
  if (at) *at = now;
  return now;
}
