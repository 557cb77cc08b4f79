// Requests that wait for their answer. They outlive a dropped socket for as long as the phone may be gone; after that
// they are rejected, once and for ever.
import { rejected } from "./rejection.js";

export const UNREACHABLE = "UNREACHABLE";

export class Pending {
    #waiting = new Map();
    #givenUp = new Set();
    #instance;
    #timers;
    #last = 0;

    constructor(instance, timers) {
        this.#instance = instance;
        this.#timers = timers;
    }

    /**
     * A new request, and the promise of its answer.
     *
     * @param {string} method
     * @param {*} params
     * @param {object} [nature]
     * @param {boolean} [nature.isPatient] it waits for the phone however long it takes
     * @param {boolean} [nature.isNested] it is asked while a message is being dealt with
     */
    add(method, params, { isPatient = false, isNested = false } = {}) {
        const id = `${this.#instance}:${++this.#last}`;
        const frame = { jsonrpc: "2.0", id, method, params };
        const answer = new Promise((resolve, reject) => {
            this.#waiting.set(id, { frame, resolve, reject, isPatient, isNested });
        });
        return { id, frame, answer };
    }

    /** The frames to send again on a new socket. */
    get frames() {
        return [...this.#waiting.values()].map(({ frame }) => frame);
    }

    isNested(id) {
        return this.#waiting.get(id)?.isNested ?? false;
    }

    /** The socket is there: nobody is given up. */
    holdOn() {
        for (const id of this.#waiting.keys()) this.#timers.stop(id);
    }

    /** The socket is not there: give everybody up who waits longer than the phone may be gone. */
    giveUpAfter(waitMs) {
        for (const id of this.#waiting.keys()) this.giveUpOneAfter(id, waitMs);
    }

    giveUpOneAfter(id, waitMs) {
        const one = this.#waiting.get(id);
        if (!one || one.isPatient) return;
        this.#timers.start(id, waitMs, () => {
            if (!this.#waiting.delete(id)) return;
            this.#givenUp.add(id);
            one.reject(rejected("The phone cannot be reached.", UNREACHABLE));
        });
    }

    /**
     * An answer has come.
     *
     * @returns {"settled" | "late" | "unknown"}
     */
    settle({ id, result, error }) {
        const one = this.#waiting.get(id);
        if (!one) return this.#givenUp.delete(id) ? "late" : "unknown";
        this.#waiting.delete(id);
        this.#timers.stop(id);
        if (error) one.reject(error);
        else one.resolve(result);
        return "settled";
    }
}
