/* A sound card that is a room: what its loudspeaker plays comes back through its microphone, softer and a little later.
 *
 * An ALSA plugin for tests of the echo canceller. Loudspeaker and microphone share one clock, as in a real headset; it
 * stands still while a busy machine brings or takes no samples, so that the echo's delay stays the same and nothing is
 * ever lost. After a while somebody hums in the room. Mono, 16 bit.
 */
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { TICK_NS = 5000000, ROOM = 1 << 18, DELAY_MS = 60, PERCENT = 40, HUM_HZ = 440, HUMS_AFTER_S = 9 };
static const double LOUDNESS = 2500, CIRCLE = 6.283185307179586;

typedef struct {
    snd_pcm_ioplug_t io;
    int64_t began, moved; /* the clock when it began, and samples moved since then */
    int is_running;
} side_t;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static side_t *sides[2]; /* by stream: loudspeaker, microphone */
static int16_t room[ROOM];
static int64_t now_at;
static struct timespec last;

static int64_t room_left(const side_t *side)
{
    int64_t period = side->io.period_size, done = now_at - side->began;
    int64_t most = side->io.stream == SND_PCM_STREAM_PLAYBACK
        ? side->moved - period
        : side->moved + (int64_t)side->io.buffer_size - period;
    return most - done;
}

/* The clock goes on while both sides keep up; it never jumps over what it missed. */
static void advance(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double passed = (now.tv_sec - last.tv_sec) + (now.tv_nsec - last.tv_nsec) / 1e9;
    const side_t *loudspeaker = sides[SND_PCM_STREAM_PLAYBACK], *microphone = sides[SND_PCM_STREAM_CAPTURE];
    if (!loudspeaker || !microphone || !loudspeaker->is_running || !microphone->is_running) {
        last = now;
        return;
    }
    int64_t steps = (int64_t)(passed * loudspeaker->io.rate), room_now = room_left(loudspeaker);
    if (steps <= 0)
        return;
    last = now;
    if (room_left(microphone) < room_now)
        room_now = room_left(microphone);
    if (steps > room_now)
        steps = room_now;
    if (steps > 0)
        now_at += steps;
}

static snd_pcm_sframes_t pointer(snd_pcm_ioplug_t *io)
{
    side_t *side = io->private_data;
    pthread_mutex_lock(&lock);
    advance();
    snd_pcm_sframes_t at = (now_at - side->began) % io->buffer_size;
    pthread_mutex_unlock(&lock);
    return at;
}

static snd_pcm_sframes_t transfer(
    snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t size)
{
    side_t *side = io->private_data;
    int16_t *samples = (int16_t *)((char *)areas->addr + areas->first / 8) + offset;
    int64_t delay = (int64_t)DELAY_MS * io->rate / 1000;
    pthread_mutex_lock(&lock);
    for (snd_pcm_uframes_t i = 0; i < size; i++) {
        int64_t at = side->began + side->moved++;
        if (io->stream == SND_PCM_STREAM_PLAYBACK)
            room[at % ROOM] = samples[i];
        else
            samples[i] = (at < delay ? 0 : room[(at - delay) % ROOM] * PERCENT / 100)
                + (at < HUMS_AFTER_S * io->rate ? 0 : (int)(LOUDNESS * sin(CIRCLE * HUM_HZ * at / io->rate)));
    }
    pthread_mutex_unlock(&lock);
    return size;
}

static int start_or_stop(snd_pcm_ioplug_t *io, int is_running)
{
    side_t *side = io->private_data;
    pthread_mutex_lock(&lock);
    side->is_running = is_running;
    pthread_mutex_unlock(&lock);
    return 0;
}

static int start(snd_pcm_ioplug_t *io)
{
    return start_or_stop(io, 1);
}

static int stop(snd_pcm_ioplug_t *io)
{
    return start_or_stop(io, 0);
}

static int prepare(snd_pcm_ioplug_t *io)
{
    side_t *side = io->private_data;
    pthread_mutex_lock(&lock);
    sides[io->stream] = side; /* the last one that means it: to look what a card can do, it is opened, too */
    side->began = now_at;
    side->moved = 0;
    pthread_mutex_unlock(&lock);
    return 0;
}

static int poll_revents(snd_pcm_ioplug_t *io, struct pollfd *pfd, unsigned int count, unsigned short *revents)
{
    uint64_t ticks;
    (void)count;
    (void)!read(pfd->fd, &ticks, sizeof(ticks));
    snd_pcm_sframes_t ready = snd_pcm_avail_update(io->pcm);
    *revents = ready < (snd_pcm_sframes_t)io->period_size ? 0
        : io->stream == SND_PCM_STREAM_PLAYBACK           ? POLLOUT
                                                          : POLLIN;
    return 0;
}

static int leave(snd_pcm_ioplug_t *io)
{
    pthread_mutex_lock(&lock);
    if (sides[io->stream] == io->private_data)
        sides[io->stream] = NULL;
    pthread_mutex_unlock(&lock);
    close(io->poll_fd);
    free(io->private_data);
    return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = start,
    .stop = stop,
    .pointer = pointer,
    .transfer = transfer,
    .close = leave,
    .prepare = prepare,
    .poll_revents = poll_revents,
};

static int limit(snd_pcm_ioplug_t *io)
{
    static const unsigned int access[] = {SND_PCM_ACCESS_RW_INTERLEAVED}, format[] = {SND_PCM_FORMAT_S16_LE};
    int wrong = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_ACCESS, 1, access);
    wrong |= snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_FORMAT, 1, format);
    wrong |= snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_CHANNELS, 1, 1);
    wrong |= snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_RATE, 8000, 48000);
    wrong |= snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 160, 1 << 14);
    wrong |= snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 640, 1 << 16);
    wrong |= snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIODS, 2, 64);
    return wrong;
}

SND_PCM_PLUGIN_DEFINE_FUNC(room)
{
    (void)root;
    (void)conf;
    side_t *side = calloc(1, sizeof(side_t));
    struct itimerspec tick = {{0, TICK_NS}, {0, TICK_NS}};
    side->io.version = SND_PCM_IOPLUG_VERSION;
    side->io.name = "A room that echoes";
    side->io.callback = &callbacks;
    side->io.private_data = side;
    side->io.poll_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    side->io.poll_events = POLLIN;
    timerfd_settime(side->io.poll_fd, 0, &tick, NULL);
    int wrong = snd_pcm_ioplug_create(&side->io, name, stream, mode);
    if (wrong < 0 || (wrong = limit(&side->io)) < 0) {
        close(side->io.poll_fd);
        free(side);
        return wrong;
    }
    *pcmp = side->io.pcm;
    return 0;
}

SND_PCM_PLUGIN_SYMBOL(room);
