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
    #actions = new Map();
    #worker;

    constructor(worker) {
        this.#worker = worker;
        worker.onmessage = ({ data: name }) => {
            const action = this.#actions.get(name);
            this.#actions.delete(name);
            action?.();
        };
    }

    start(name, afterMs, action) {
        this.#actions.set(name, action);
        this.#worker.postMessage({ name, afterMs });
    }

    stop(name) {
        if (this.#actions.delete(name)) this.#worker.postMessage({ name, afterMs: null });
    }
}

/** The best timers that this browser and this page's policy allow; `url` is the ticker's. */
export function bestTimers(url) {
    const plain = new PageTimers();
    let best = plain;
    try {
        const worker = new Worker(url);
        worker.onerror = () => { best = plain; };
        best = new WorkerTimers(worker);
    } catch {
        best = plain;
    }
    return {
        start: (name, afterMs, action) => best.start(name, afterMs, action),
        stop: (name) => best.stop(name),
    };
}
