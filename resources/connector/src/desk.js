// The desk between Salesforce's base connector and the engine: it answers every method of the Connector API, by the
// engine's word while the engine is there, and by what is remembered while it is not.
import { paramsOf } from "./asks.js";
import { Fence } from "./fence.js";
import { Inbox } from "./inbox.js";
import { Pending, UNREACHABLE } from "./pending.js";
import { Progress } from "./progress.js";
import { rebuild } from "./rebuild.js";
import { asError, rejected } from "./rejection.js";
import { Snapshot } from "./snapshot.js";

const DEFAULT_WAIT_MS = 3000;
const LONGEST_LOG = 600_000;
const REMEMBERED = ["getActiveCalls", "getAgentConfig", "getVoiceCapabilities", "getSharedCapabilities"];
const UNANSWERED = new Set(["handleMessage", "onAgentWorkEvent", "wrapUpCall"]);

export class Desk {
    fence = new Fence();
    inbox = new Inbox(this);
    /** @type {import("./session.js").Session | null} */
    #session = null;
    #status;
    #memory;
    #download;
    #waitMs;
    #config = null;
    #isReady = false;
    #isAnsweredWithoutEngine = false;
    #isInCharge = true;

    /**
     * @param {object} wiring
     * @param {object} wiring.base an adapter of one major version (base4.js, base3.js)
     * @param {string} wiring.instance names this life of the page
     * @param {{start: function, stop: function}} wiring.timers
     * @param {object} wiring.memory see memory.js
     * @param {{set: function}} wiring.status for the status view
     * @param {function(string): void} wiring.download lets the agent keep a text
     * @param {function(): number} [wiring.now] a clock in milliseconds
     */
    constructor({ base, instance, timers, memory, status, download, now = Date.now }) {
        this.base = base;
        this.instance = instance;
        this.timers = timers;
        this.pending = new Pending(instance, timers);
        this.progress = new Progress(memory);
        this.snapshot = new Snapshot(memory, now);
        this.#memory = memory;
        this.#status = status;
        this.#download = download;
        this.#waitMs = memory.browser.read("waitMs") ?? DEFAULT_WAIT_MS;
    }

    /** The way to the engine. */
    attach(session) {
        this.#session = session;
    }

    /** What a hello says of this page. Salesforce says its configuration once, and an engine may start after that. */
    introduce() {
        const { instance, progress, base } = this;
        const said = this.#isReady ? paramsOf("init", [this.#config]) : {};
        return { instance, resumeFrom: progress.resumeFrom, isReady: this.#isReady, base: base.version, ...said };
    }

    /** The engine has let this page in. */
    enter({ journal, isInCharge = false, waitMs = DEFAULT_WAIT_MS, state, says }) {
        this.#waitMs = waitMs;
        this.#memory.browser.write("waitMs", waitMs);
        this.progress.follow(journal);
        this.snapshot.take(state);
        this.snapshot.connected();
        this.pending.holdOn();
        for (const frame of this.pending.frames) this.say(frame);
        this.charge({ isInCharge, says });
    }

    /** The engine is gone. */
    leave() {
        this.snapshot.disconnected();
        this.pending.giveUpAfter(this.#waitMs);
    }

    /** This page is in charge of the phone, or another one is. */
    charge({ isInCharge = false, says = "" }) {
        this.#isInCharge = isInCharge;
        this.#status.set({ isInCharge, chargeSays: says });
        if (isInCharge && this.#isAnsweredWithoutEngine) this.#initLate();
    }

    /** Say something to the engine, if it is there. */
    say(message) {
        return this.#session?.send(message) ?? false;
    }

    /** Keep a line for those who look for what went wrong. */
    report(line) {
        this.#log("ERROR", line);
    }

    /** Log lines are in both logs: in the page's, which Salesforce keeps for a download, and in the phone's. */
    #log(level, message, payload) {
        if (message) this.base.log(message, level ?? undefined);
        const params = paramsOf("logMessageToVendor", [level, message, payload]);
        this.say({ jsonrpc: "2.0", method: "logMessageToVendor", params });
    }

    /** Answer a method of the Connector API; the adapters bring all of them here. */
    async ask(method, ...args) {
        const expected = this.fence.take(method);
        if (expected) return expected();
        if (UNANSWERED.has(method)) return this.#tell(method, args);
        switch (method) {
            case "init":
                return this.#init(args[0]);
            case "getActiveCalls":
                return this.#activeCalls();
            case "getAgentConfig": case "getVoiceCapabilities": case "getSharedCapabilities":
                return this.#remembered(method);
            case "supervisorDisconnect":
                return args[0] ? this.#request(method, args) : this.#leaveQuietly();
            case "logMessageToVendor":
                return this.#log(...args);
            case "downloadLogs":
                return this.#downloadLogs(args[0]);
            default:
                return this.#request(method, args);
        }
    }

    /** Ask for something that is not Salesforce's business; it is waited for however long it takes. */
    async demand(method, params) {
        const { frame, answer } = this.pending.add(method, params, { isPatient: true });
        this.say(frame);
        return answer;
    }

    async #request(method, args, nature) {
        if (!this.#isInCharge) throw this.#error(method, rejected("Another tab is in charge of the phone."));
        const { id, frame, answer } = this.pending.add(method, paramsOf(method, args), nature);
        if (!this.say(frame)) this.pending.giveUpOneAfter(id, this.#waitMs);
        try {
            const { type, value } = await answer;
            return rebuild(this.base.classes, type, value);
        } catch (error) {
            throw this.#error(method, error);
        }
    }

    /** The base connector shows whatever goes wrong with getContacts as a custom error, so it has to be one. */
    #error(method, rejection) {
        const error = asError(this.base.classes, rejection);
        if (method !== "getContacts" || error instanceof this.base.classes.CustomError) return error;
        const { message } = rejection;
        const customError = { namespace: "c", labelName: "notSupported", message };
        return asError(this.base.classes, { message, data: { customError } });
    }

    /** What nobody waits for: a failure is kept for the log, and reaches nobody as an unhandled rejection. */
    async #tell(method, args) {
        try {
            return await this.#request(method, args);
        } catch (error) {
            return this.report(`${method}: ${error.message}`);
        }
    }

    /** Start with the engine if it is there in time, and without it otherwise. */
    async #init(config) {
        this.#config = config ?? {};
        const started = await this.#ifReachable(() => this.#initNow(), this.#waitMs);
        if (started) return started;
        this.#isAnsweredWithoutEngine = true;
        this.expectReady();
        return rebuild(this.base.classes, "InitResult", {});
    }

    async #initNow() {
        try {
            const result = await this.#request("init", [this.#config]);
            this.#isReady = true;
            this.#status.set({ startSays: "" });
            return result;
        } catch (error) {
            if (error.type !== UNREACHABLE) this.#status.set({ startSays: error.message });
            throw error;
        }
    }

    /** The engine has appeared after Salesforce was answered without it: make Salesforce look again. */
    async #initLate() {
        this.#isAnsweredWithoutEngine = false;
        try {
            const { showLogin, loginFrameHeight } = await this.#initNow();
            const eventType = showLogin ? "LOGOUT_RESULT" : "LOGIN_RESULT";
            const name = showLogin ? "LogoutResult" : "GenericResult";
            const payload = rebuild(this.base.classes, name, { success: true, loginFrameHeight });
            await this.base.publishEvent({ eventType, payload });
        } catch (error) {
            this.#isAnsweredWithoutEngine = !this.#isReady;
            this.report(`init: ${error.message}`);
        }
    }

    async #activeCalls() {
        const mayWaitMs = this.snapshot.hasFreshCalls ? 0 : this.#waitMs;
        const told = await this.#ifReachable(() => this.#request("getActiveCalls", []), mayWaitMs);
        return told ?? this.#known("getActiveCalls");
    }

    async #remembered(method) {
        const told = await this.#ifReachable(() => this.#request(method, []), 0);
        return told ?? this.#known(method);
    }

    /** Do something with the engine; undefined if it is not there in time, or another page is in charge. */
    async #ifReachable(work, waitMs) {
        if (!(await this.#session?.isUpWithin(waitMs)) || !this.#isInCharge) return undefined;
        try {
            return await work();
        } catch (error) {
            if (error.type !== UNREACHABLE) throw error;
            return undefined;
        }
    }

    /** Asked within a publication: it must not fail, or the call that was answered is never told. */
    async #leaveQuietly() {
        try {
            return await this.#request("supervisorDisconnect", [], { isNested: true });
        } catch (error) {
            this.report(`supervisorDisconnect: ${error.message}`);
            return rebuild(this.base.classes, "SupervisorHangupResult", { calls: [] });
        }
    }

    /** Both sides' lines; the engine takes numbers and names out of ours, so without it there are none of ours. */
    async #downloadLogs(lines = []) {
        let size = 0;
        const latest = lines.slice().reverse().filter((line) => (size += line.length) <= LONGEST_LOG).reverse();
        try {
            const kept = await this.#request("downloadLogs", [latest]);
            this.#download(kept.lines.join("\n"));
        } catch (error) {
            this.#download(`${error.message}\nWithout the phone there is nobody to make the log fit to be shown.\n`);
        }
    }

    #known(method) {
        const { type, value } = this.snapshot.answer(method, { isCurrent: this.#isInCharge });
        return rebuild(this.base.classes, type, value);
    }

    /** The next of these questions are answered from what is known at that moment. */
    expectKnown(...methods) {
        this.fence.expect(Object.fromEntries(methods.map((method) => [method, () => this.#known(method)])));
    }

    /** CONNECTOR_READY is going to be built. */
    expectReady() {
        this.expectKnown(...REMEMBERED);
    }
}
