/*
 * A disk that dies: loaded before the C library (LD_PRELOAD), it counts what a java process changes below a directory, and kills the
 * process at the n-th change, or fails from there on. Only java: shells and children pass. Names are taken as they are given, links
 * are not followed. Compiled with: cc -shared -fPIC -O2 -o die.so die.c -ldl
 *
 *   DIE_BELOW=DIR          what counts: this name and all below, also of open files; of a rename the new name
 *   DIE_BUT_NOT=DIR:DIR    beginnings of names that do not count
 *   DIE_AT=n DIE_HOW=before|after   SIGKILL at the n-th change, counted from 1: with half of the bytes (nothing if it is no write), or all
 *   DIE_COUNT=FILE         how many there were, ten digits
 *   DIE_FAIL=ENOSPC|EROFS|EACCES DIE_FROM=n   fails from the n-th on; a full disk lets files be removed, and a foreign owner
 *                          does not matter to files that are open
 */
#undef _FORTIFY_SOURCE
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NAME, REMOVAL, DATA };
enum verdict { GO, FAIL, BEFORE, AFTER };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *below, *but_not;
static long count, at, from;
static int after, failure, tally = -1;

#define REAL(f) ({ static typeof(&f) real; if (!real) real = (typeof(&f)) dlsym(RTLD_NEXT, #f); real; })

#define ACT(kind, path, half, whole) do { \
        switch (verdict(kind, path)) { \
        case FAIL: errno = failure; return -1; \
        case BEFORE: (void) (half); die(); \
        case AFTER: (void) (whole); die(); \
        default: return whole; \
        } \
    } while (0)

__attribute__((constructor)) static void begin(void)
{
    char exe[PATH_MAX] = "";
    const char *name = getenv("DIE_FAIL"), *file = getenv("DIE_COUNT"), *text;
    if (readlink("/proc/self/exe", exe, sizeof exe - 1) < 5 || strcmp(exe + strlen(exe) - 5, "/java"))
        return;
    at = (text = getenv("DIE_AT")) ? atol(text) : 0;
    from = (text = getenv("DIE_FROM")) ? atol(text) : 1;
    after = (text = getenv("DIE_HOW")) && !strcmp(text, "after");
    failure = !name ? 0 : !strcmp(name, "EROFS") ? EROFS : !strcmp(name, "EACCES") ? EACCES : ENOSPC;
    but_not = getenv("DIE_BUT_NOT");
    if (file)
        tally = REAL(open)(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    below = getenv("DIE_BELOW");
}

__attribute__((noreturn)) static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static int starts(const char *path, const char *prefix, size_t length)
{
    return length && !strncmp(path, prefix, length);
}

static int counts(const char *path)
{
    size_t length = below ? strlen(below) : 0;
    if (!starts(path, below, length) || (path[length] && path[length] != '/'))
        return 0;
    for (const char *each = but_not; each; each = strchr(each, ':') ? strchr(each, ':') + 1 : NULL)
        if (starts(path, each, strcspn(each, ":")))
            return 0;
    return 1;
}

static int suits(enum kind kind)
{
    return failure == ENOSPC ? kind != REMOVAL : failure == EACCES ? kind != DATA : failure != 0;
}

/* keeps the lock when it is time to die: no other thread changes anything any more */
static enum verdict verdict(enum kind kind, const char *path)
{
    if (!counts(path))
        return GO;
    pthread_mutex_lock(&lock);
    long now = ++count;
    if (tally >= 0)
    {
        char text[16];
        REAL(pwrite)(tally, text, snprintf(text, sizeof text, "%010ld\n", now), 0);
    }
    if (now == at)
        return after ? AFTER : BEFORE;
    pthread_mutex_unlock(&lock);
    return now >= from && suits(kind) ? FAIL : GO;
}

static const char *of_fd(int fd, char *path)
{
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = below ? readlink(link, path, PATH_MAX - 1) : -1;
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static const char *of_name(int dir, const char *name, char *path)
{
    if (!below || !name || name[0] == '/')
        return name ? name : "";
    if (dir != AT_FDCWD)
        of_fd(dir, path);
    else if (!getcwd(path, PATH_MAX))
        path[0] = 0;
    strncat(strncat(path, "/", PATH_MAX - 1 - strlen(path)), name, PATH_MAX - 2 - strlen(path));
    return path;
}

#define OPEN(f, dir, before, ...) \
    { \
        char path[PATH_MAX]; \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (!(flags & (O_CREAT | O_TRUNC))) \
            return REAL(f)(before name, flags, mode); \
        ACT(NAME, of_name(dir, name, path), 0, REAL(f)(before name, flags, mode)); \
    }
#define NO_DIR
#define DIR_FIRST dir,

int open(const char *name, int flags, ...) OPEN(open, AT_FDCWD, NO_DIR)
int open64(const char *name, int flags, ...) OPEN(open64, AT_FDCWD, NO_DIR)
int openat(int dir, const char *name, int flags, ...) OPEN(openat, dir, DIR_FIRST)
int openat64(int dir, const char *name, int flags, ...) OPEN(openat64, dir, DIR_FIRST)

#define ON_FD(half, whole) { char path[PATH_MAX]; ACT(DATA, of_fd(fd, path), half, whole); }
#define ON_NAME(kind, dir, whole) { char path[PATH_MAX]; ACT(kind, of_name(dir, name, path), 0, whole); }

ssize_t write(int fd, const void *from, size_t size)
    ON_FD(REAL(write)(fd, from, size / 2), REAL(write)(fd, from, size))
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t where)
    ON_FD(REAL(pwrite64)(fd, from, size / 2, where), REAL(pwrite64)(fd, from, size, where))
ssize_t pwrite(int fd, const void *from, size_t size, off_t where)
    ON_FD(REAL(pwrite)(fd, from, size / 2, where), REAL(pwrite)(fd, from, size, where))

/* half of the pieces, and half of one if it is alone */
ssize_t writev(int fd, const struct iovec *pieces, int many)
    ON_FD(many > 1 ? REAL(writev)(fd, pieces, many / 2) : REAL(write)(fd, pieces->iov_base, pieces->iov_len / 2),
            REAL(writev)(fd, pieces, many))

/* the JDK's Files.copy */
ssize_t sendfile64(int fd, int source, off64_t *where, size_t size)
    ON_FD(REAL(sendfile64)(fd, source, where, size / 2), REAL(sendfile64)(fd, source, where, size))

int ftruncate(int fd, off_t size) ON_FD(0, REAL(ftruncate)(fd, size))
int ftruncate64(int fd, off64_t size) ON_FD(0, REAL(ftruncate64)(fd, size))
int fsync(int fd) ON_FD(0, REAL(fsync)(fd))
int fdatasync(int fd) ON_FD(0, REAL(fdatasync)(fd))

int rename(const char *old, const char *name) ON_NAME(NAME, AT_FDCWD, REAL(rename)(old, name))
int renameat(int from, const char *old, int dir, const char *name) ON_NAME(NAME, dir, REAL(renameat)(from, old, dir, name))
int renameat2(int from, const char *old, int dir, const char *name, unsigned flags)
    ON_NAME(NAME, dir, REAL(renameat2)(from, old, dir, name, flags))
int unlink(const char *name) ON_NAME(REMOVAL, AT_FDCWD, REAL(unlink)(name))
int unlinkat(int dir, const char *name, int flags) ON_NAME(REMOVAL, dir, REAL(unlinkat)(dir, name, flags))
int remove(const char *name) ON_NAME(REMOVAL, AT_FDCWD, REAL(remove)(name))
int rmdir(const char *name) ON_NAME(REMOVAL, AT_FDCWD, REAL(rmdir)(name))
int mkdir(const char *name, mode_t mode) ON_NAME(NAME, AT_FDCWD, REAL(mkdir)(name, mode))
int mkdirat(int dir, const char *name, mode_t mode) ON_NAME(NAME, dir, REAL(mkdirat)(dir, name, mode))
