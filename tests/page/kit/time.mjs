// A clock that moves when it is told to, and the timers on it.

export class Time {
    now = 0;
    #running = new Map();

    start(name, afterMs, action) {
        this.#running.set(name, { at: this.now + afterMs, action });
    }

    stop(name) {
        this.#running.delete(name);
    }

    /** Let time pass; timers fire in their order. */
    pass(ms) {
        const end = this.now + ms;
        for (;;) {
            const due = [...this.#running].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
            if (!due) break;
            const [name, { at, action }] = due;
            this.#running.delete(name);
            this.now = at;
            action();
        }
        this.now = end;
    }
}
