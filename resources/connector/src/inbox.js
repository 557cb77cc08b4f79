// What the engine says, one message at a time: each is dispatched to Salesforce to the end before the next is taken
// (the order fence of docs/connector-bridge.md), and then acked.
import { payloadClass, rebuild } from "./rebuild.js";
import { asError } from "./rejection.js";
import { nextTurn } from "./turn.js";

const PUBLISHING_MAY_TAKE_MS = 10_000;
const MAKES_READY = new Set(["LOGIN_RESULT", "STORAGE_ACCESS_RESULT"]);
/** After so many messages in one go, everybody else gets a turn. */
const IN_ONE_GO = 25;

export class Inbox {
    #desk;
    #queue = [];
    #isBusy = false;
    #publications = 0;
    #inThisGo = 0;

    /** @param {object} desk the desk's base, timers, pending, progress, snapshot and questions; see desk.js */
    constructor(desk) {
        this.#desk = desk;
    }

    /** Take a message; the answer to a nested request is dealt with at once, everything else in its turn. */
    receive(message) {
        if (message.id !== undefined && this.#desk.pending.isNested(message.id)) {
            this.#deal(message, { isInTurn: false });
            return;
        }
        this.#queue.push(message);
        if (!this.#isBusy) this.#drain();
    }

    async #drain() {
        this.#isBusy = true;
        while (this.#queue.length) await this.#deal(this.#queue.shift(), { isInTurn: true });
        this.#desk.progress.keep();
        this.#isBusy = false;
    }

    async #deal(message, nature) {
        const body = message.result ?? message.error?.data ?? message.params ?? {};
        const { seq } = body;
        const before = seq === undefined ? undefined : this.#desk.progress.outcomeOf(seq);
        const outcome = before ?? (await this.#dealWith(message, body));
        if (seq === undefined) return;
        if (!before) this.#desk.progress.note(seq, outcome, nature);
        this.#desk.say({ jsonrpc: "2.0", method: "ack", params: { seq, ...outcome } });
    }

    async #dealWith(message, body) {
        try {
            this.#desk.snapshot.take(body.snapshot);
            if (message.id !== undefined) return { outcome: this.#answered(message, body) };
            if (message.method === "publishEvent") await this.#publish(body);
            else if (message.method === "publishError") this.#publishError(body);
            else if (message.method === "charge") this.#desk.charge(body);
            return { outcome: "done" };
        } catch (error) {
            this.#desk.report(`${message.method ?? message.id}: ${error.message}`);
            return { outcome: "failed", says: String(error.message).slice(0, 4000) };
        } finally {
            await this.#finish(message, body);
        }
    }

    /** Let the base connector come to an end with a message. What it publishes itself it has dispatched already. */
    async #finish(message, { eventType }) {
        this.#inThisGo = (this.#inThisGo + 1) % IN_ONE_GO;
        const isOver = message.method === "publishEvent" && !MAKES_READY.has(eventType) && this.#inThisGo;
        if (!isOver) await nextTurn();
        this.#desk.fence.clear();
    }

    /** Let a request have its answer. What the base connector asks because of it is answered from the message. */
    #answered(message, { type, followUp }) {
        if (followUp) this.#expectCalls(followUp);
        else if (type === "InitResult") this.#desk.expectReady();
        else if (type === "SuperviseCallResult") this.#desk.expectKnown("getAgentConfig");
        return this.#desk.pending.settle(message) === "settled" ? "done" : "late";
    }

    async #publish({ eventType, payload, followUp }) {
        if (followUp) this.#expectCalls(followUp);
        else if (eventType === "PARTICIPANT_REMOVED") this.#desk.expectKnown("getActiveCalls");
        if (payload?.success && MAKES_READY.has(eventType)) this.#desk.expectReady();
        const { base } = this.#desk;
        const name = payloadClass(eventType);
        const built = name ? rebuild(base.classes, name, payload) : payload;
        await this.#bounded(base.publishEvent({ eventType, payload: built }));
    }

    #publishError({ eventType, message, type, customError }) {
        const { base } = this.#desk;
        base.publishError({ eventType, error: asError(base.classes, { message, data: { type, customError } }) });
    }

    #bounded(work) {
        const name = `publishing:${++this.#publications}`;
        const limit = new Promise((_, reject) => {
            const late = () => reject(new Error("publishing took too long"));
            this.#desk.timers.start(name, PUBLISHING_MAY_TAKE_MS, late);
        });
        return Promise.race([work, limit]).finally(() => this.#desk.timers.stop(name));
    }

    #expectCalls(activeCalls) {
        const answer = () => rebuild(this.#desk.base.classes, "ActiveCallsResult", { activeCalls });
        this.#desk.fence.expect({ getActiveCalls: answer });
    }
}
