/* A disk whose flush takes longer: fsync and fdatasync each wait SLOWSYNC_US microseconds more.
   gcc -O2 -shared -fPIC -o slowsync.so slowsync.c -ldl ; LD_PRELOAD=./slowsync.so SLOWSYNC_US=5000 python … */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void pause_(void) {
  const char *said = getenv("SLOWSYNC_US");
  long us = said ? atol(said) : 0;
  struct timespec pause = {us / 1000000, us % 1000000 * 1000L};
  if (us > 0) nanosleep(&pause, 0);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  pause_();
  return real(fd);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  pause_();
  return real(fd);
}
