// Timers by name: starting one again moves it. They run in a worker where the browser allows one.

/** Timers on the page's own clock; hidden tabs may be woken late. */
export class PageTimers {
    #running = new Map();

    start(name, afterMs, action) {
        this.stop(name);
        this.#running.set(name, setTimeout(() => {
            this.#running.delete(name);
            action();
        }, afterMs));
    }

    stop(name) {
        clearTimeout(this.#running.get(name));
        this.#running.delete(name);
    }
}

/** Timers on a worker's clock, which hidden tabs do not slow down. */
class WorkerTimers {
    #running = new Map();
    #worker;

    constructor(worker) {
        this.#worker = worker;
        worker.onmessage = ({ data: name }) => {
            const one = this.#running.get(name);
            this.#running.delete(name);
            one?.action();
        };
    }

    start(name, afterMs, action) {
        this.#running.set(name, { afterMs, action });
        this.#worker.postMessage({ name, afterMs });
    }

    stop(name) {
        if (this.#running.delete(name)) this.#worker.postMessage({ name, afterMs: null });
    }

    /** The worker does not work: let others wait for what was to be waited for. */
    moveTo(timers) {
        for (const [name, { afterMs, action }] of this.#running) timers.start(name, afterMs, action);
        this.#running.clear();
    }
}

/** The best timers that this browser and this page's policy allow; `url` is the ticker's. */
export function bestTimers(url) {
    const plain = new PageTimers();
    /** @type {PageTimers | WorkerTimers} */
    let best = plain;
    try {
        const worker = new Worker(url);
        const awake = new WorkerTimers(worker);
        best = awake;
        worker.onerror = () => {
            best = plain;
            awake.moveTo(plain);
        };
    } catch {
        best = plain;
    }
    return {
        start: (name, afterMs, action) => best.start(name, afterMs, action),
        stop: (name) => best.stop(name),
    };
}
