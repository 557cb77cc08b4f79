// What the page answers by itself: calls, phones and capabilities, as of the last message that said them.
//
// Capabilities and phones are remembered for days, so that Salesforce can start before the phone. Calls are good for
// ten seconds without the engine: a stale list is never replayed.

const CALLS_ARE_FRESH_MS = 10_000;
const TYPES = {
    getActiveCalls: "ActiveCallsResult",
    getAgentConfig: "AgentConfigResult",
    getSharedCapabilities: "SharedCapabilitiesResult",
    getVoiceCapabilities: "VoiceCapabilitiesResult",
};
const NOTHING_KNOWN = {
    agentConfig: { phones: ["DESK_PHONE"], selectedPhone: { type: "DESK_PHONE" } },
    sharedCapabilities: {},
    voiceCapabilities: { hasRecord: false, hasMerge: false, hasSwap: false },
};

export class Snapshot {
    #memory;
    #now;
    #calls = [];
    #lostAt = null;
    #isConnected = false;
    #rest;

    constructor(memory, now) {
        this.#memory = memory;
        this.#now = now;
        this.#rest = { ...NOTHING_KNOWN, ...memory.browser.read("known") };
    }

    /** A message said something new; what it does not mention stays. */
    take(said) {
        if (!said) return;
        const { activeCalls, ...rest } = said;
        if (activeCalls) this.#calls = activeCalls;
        if (Object.keys(rest).length) {
            this.#rest = { ...this.#rest, ...rest };
            this.#memory.browser.write("known", this.#rest);
        }
    }

    connected() {
        this.#isConnected = true;
        this.#lostAt = null;
    }

    disconnected() {
        this.#isConnected = false;
        this.#lostAt = this.#now();
    }

    get hasFreshCalls() {
        return this.#isConnected || (this.#lostAt !== null && this.#now() - this.#lostAt <= CALLS_ARE_FRESH_MS);
    }

    /** Answer one of the four questions. A page that is not current knows of no calls. */
    answer(method, { isCurrent = true } = {}) {
        const activeCalls = isCurrent && this.hasFreshCalls ? this.#calls : [];
        const value = {
            getActiveCalls: { activeCalls },
            getAgentConfig: this.#rest.agentConfig,
            getSharedCapabilities: this.#rest.sharedCapabilities,
            getVoiceCapabilities: this.#rest.voiceCapabilities,
        }[method];
        return { type: TYPES[method], value };
    }
}
