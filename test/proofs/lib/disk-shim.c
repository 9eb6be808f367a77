// A disk that loses power or fails, for one process: preloaded with LD_PRELOAD, it stands between
// SQLite and libc for the files whose path begins with STEPWELL_SHIM_FILES.
//
// STEPWELL_SHIM_UNDO=<file>   Every write is noted there with what was there before, and every
//                             flush. Whoever killed the process can then take back any of the
//                             writes that had not been flushed, as a power failure would.
// STEPWELL_SHIM_FAULT=<n>:<errno>:<times>
//                             The n-th write, flush or truncation and the ones after it, `times`
//                             in all, fail. With `times` 0 they fail as long as the file named by
//                             STEPWELL_SHIM_FAULT_WHILE exists.
// STEPWELL_SHIM_KILL=<n>      The process kills itself right after its n-th write, flush or
//                             truncation: within a commit, where no timer would hit.
// STEPWELL_SHIM_NO_SHARED_MEMORY
//                             Files cannot be mapped as shared memory, as on some network folders and on
//                             folders that a virtual machine shares with its host.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { kind_write = 1, kind_truncate = 2, kind_flush = 3 };

// One record of the undo file; path, old bytes and new bytes follow it.
struct record {
  uint32_t kind;
  uint32_t path_length;
  int64_t offset;
  int64_t size_before;
  uint32_t old_length;
  uint32_t new_length;
};

typedef ssize_t (*pwrite_type)(int, const void *, size_t, off_t);
typedef int (*ftruncate_type)(int, off_t);
typedef int (*flush_type)(int);
typedef void *(*mmap_type)(void *, size_t, int, int, int, off_t);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pwrite_type real_pwrite;
static ftruncate_type real_ftruncate;
static flush_type real_fsync, real_fdatasync;
static mmap_type real_mmap;
static int no_shared_memory;
static const char *prefix, *fault_while;
static int undo = -1;
static long fault_at = -1, fault_times, kill_at = -1, calls, failed;
static int fault_errno;

__attribute__((constructor)) static void set_up(void) {
  real_pwrite = (pwrite_type)dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = (ftruncate_type)dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = (flush_type)dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = (flush_type)dlsym(RTLD_NEXT, "fdatasync");
  real_mmap = (mmap_type)dlsym(RTLD_NEXT, "mmap64");
  no_shared_memory = getenv("STEPWELL_SHIM_NO_SHARED_MEMORY") != NULL;
  prefix = getenv("STEPWELL_SHIM_FILES");
  const char *undo_file = getenv("STEPWELL_SHIM_UNDO");
  if (undo_file) undo = open(undo_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *fault = getenv("STEPWELL_SHIM_FAULT");
  if (fault) sscanf(fault, "%ld:%d:%ld", &fault_at, &fault_errno, &fault_times);
  fault_while = getenv("STEPWELL_SHIM_FAULT_WHILE");
  const char *kill_text = getenv("STEPWELL_SHIM_KILL");
  if (kill_text) kill_at = atol(kill_text);
}

// The path behind a descriptor when it is one to watch. Shared memory is never flushed by anybody.
static int watched(int fd, char *path, size_t room) {
  if (!prefix) return 0;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, room - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, prefix, strlen(prefix)) != 0) return 0;
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static int fails(void) {
  calls += 1;
  if (fault_at < 0 || calls < fault_at) return 0;
  int now = fault_times > 0 ? failed < fault_times : fault_while && access(fault_while, F_OK) == 0;
  if (now) failed += 1;
  return now;
}

static void die_when_due(void) {
  if (kill_at >= 0 && calls >= kill_at) raise(SIGKILL);
}

static void put(const void *bytes, size_t length) {
  const char *next = bytes;
  while (length > 0) {
    ssize_t written = write(undo, next, length);
    // Without the note the proof would prove nothing.
    if (written <= 0) abort();
    next += written;
    length -= (size_t)written;
  }
}

static void note(struct record record, const char *path, const void *old, const void *new) {
  record.path_length = (uint32_t)strlen(path);
  put(&record, sizeof record);
  put(path, record.path_length);
  put(old, record.old_length);
  put(new, record.new_length);
}

// Notes what a change of [offset, offset + length) is about to overwrite.
static void note_change(int fd, const char *path, uint32_t kind, off_t offset, size_t length,
                        const void *new, size_t new_length) {
  struct stat stats;
  if (fstat(fd, &stats) != 0) abort();
  char *old = malloc(length > 0 ? length : 1);
  ssize_t found = offset < stats.st_size ? pread(fd, old, length, offset) : 0;
  if (found < 0) abort();
  struct record record = {kind, 0, offset, stats.st_size, (uint32_t)found, (uint32_t)new_length};
  note(record, path, old, new);
  free(old);
}

static ssize_t do_pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  char path[4096];
  if (!watched(fd, path, sizeof path)) return real_pwrite(fd, bytes, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t result = -1;
  if (fails()) {
    errno = fault_errno;
  } else {
    if (undo >= 0) note_change(fd, path, kind_write, offset, length, bytes, length);
    result = real_pwrite(fd, bytes, length, offset);
  }
  die_when_due();
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static int do_ftruncate(int fd, off_t size) {
  char path[4096];
  if (!watched(fd, path, sizeof path)) return real_ftruncate(fd, size);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (fails()) {
    errno = fault_errno;
  } else {
    struct stat stats;
    if (undo >= 0 && fstat(fd, &stats) == 0) {
      size_t cut = stats.st_size > size ? (size_t)(stats.st_size - size) : 0;
      note_change(fd, path, kind_truncate, size, cut, "", 0);
    }
    result = real_ftruncate(fd, size);
  }
  die_when_due();
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static int do_flush(int fd, flush_type flush) {
  char path[4096];
  if (!watched(fd, path, sizeof path)) return flush(fd);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (fails()) {
    errno = fault_errno;
  } else {
    result = flush(fd);
    struct record record = {kind_flush, 0, 0, 0, 0, 0};
    if (undo >= 0 && result == 0) note(record, path, "", "");
  }
  die_when_due();
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return do_pwrite(fd, bytes, length, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  return do_pwrite(fd, bytes, length, offset);
}
int ftruncate(int fd, off_t size) { return do_ftruncate(fd, size); }
int ftruncate64(int fd, off_t size) { return do_ftruncate(fd, size); }
int fsync(int fd) { return do_flush(fd, real_fsync); }
int fdatasync(int fd) { return do_flush(fd, real_fdatasync); }

// A program maps memory before the constructor above has run.
static void *do_mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  char link[64], path[4096];
  if (no_shared_memory && fd >= 0 && (flags & MAP_SHARED)) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t found = readlink(link, path, sizeof path);
    if (found > 4 && memcmp(path + found - 4, "-shm", 4) == 0) {
      errno = ENODEV;
      return MAP_FAILED;
    }
  }
  if (!real_mmap) real_mmap = (mmap_type)dlsym(RTLD_NEXT, "mmap64");
  return real_mmap(at, length, protection, flags, fd, offset);
}
void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  return do_mmap(at, length, protection, flags, fd, offset);
}
void *mmap64(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  return do_mmap(at, length, protection, flags, fd, offset);
}
