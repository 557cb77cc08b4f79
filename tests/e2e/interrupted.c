/* Interrupts a thread for a moment right after it has begun to wait for packets, as a busy machine may do any time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { MOMENT_US = 20000 };
static __thread int is_due;

int epoll_ctl(int set, int what, int descriptor, struct epoll_event *event) {
    static int (*real)(int, int, int, struct epoll_event *);
    if (!real) real = dlsym(RTLD_NEXT, "epoll_ctl");
    is_due = what == EPOLL_CTL_ADD && event && (event->events & EPOLLIN);
    return real(set, what, descriptor, event);
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    static int (*real)(pthread_mutex_t *);
    if (!real) real = dlsym(RTLD_NEXT, "pthread_mutex_unlock");
    int result = real(mutex);
    if (is_due) {
        is_due = 0;
        usleep(MOMENT_US);
    }
    return result;
}
