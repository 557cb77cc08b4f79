// A phone that speaks the bridge's connector role, by hand: tests say what it answers and publishes.

export const JOURNAL = "journal-1";
export const AGENT_CONFIG = { phones: ["DESK_PHONE"], selectedPhone: { type: "DESK_PHONE", number: "4711" } };
export const STATE = {
    activeCalls: [],
    agentConfig: AGENT_CONFIG,
    sharedCapabilities: { debugEnabled: true, hasContactSearch: false },
    voiceCapabilities: { hasMute: true, hasMerge: false, hasSwap: false, supportsMos: true },
};

/** A call of this phone as the bridge sends it. */
export function call(callId, more = {}) {
    const { callInfo, callAttributes, ...rest } = more;
    return {
        callId, connectionId: `leg-${callId}`, callType: "Inbound", state: "ringing", phoneNumber: "+4930123456",
        contact: { phoneNumber: "+4930123456", name: "Bob" },
        callAttributes: { participantType: "Initial_Caller", isOnHold: false, ...callAttributes },
        callInfo: { isSoftphoneCall: false, callStateTimestamp: "2026-03-01T12:00:00Z", ...callInfo },
        ...rest,
    };
}

export class Engine {
    heard = [];
    sockets = [];
    isThere = true;
    isInCharge = true;
    state = STATE;
    journal = JOURNAL;
    refusesHello = null;
    /** What is answered at once: by method, a result or a function that makes one. */
    answers = { init: { type: "InitResult", value: {} } };
    seq = 0;

    /** What a page's `new WebSocket` gets. */
    connect = (url) => {
        const socket = { url, isOpen: false, send: (data) => this.#hear(socket, JSON.parse(data)), close: () => this.drop(socket) };
        this.sockets.push(socket);
        queueMicrotask(() => {
            socket.isOpen = this.isThere;
            if (this.isThere) socket.onopen();
            else this.drop(socket);
        });
        return socket;
    };

    get socket() {
        return this.sockets.at(-1);
    }

    /** The socket breaks. */
    drop(socket = this.socket) {
        if (socket.isGone) return;
        socket.isGone = true;
        socket.isOpen = false;
        queueMicrotask(() => socket.onclose());
    }

    /** Everything of one method that the page has said. */
    said(method) {
        return this.heard.filter((message) => message.method === method);
    }

    /** The numbers and outcomes of what the page has acked. */
    get acks() {
        return this.said("ack").map(({ params: { seq, outcome } }) => (outcome === "done" ? seq : `${seq} ${outcome}`));
    }

    tell(message) {
        if (this.socket.isOpen) this.socket.onmessage({ data: JSON.stringify({ jsonrpc: "2.0", ...message }) });
    }

    /** Answer a request of the page. */
    answer(id, { type, value, snapshot, followUp, seq = ++this.seq }) {
        this.tell({ id, result: { type, value, seq, snapshot, followUp } });
    }

    /** Reject a request of the page. */
    reject(id, message, data = {}) {
        this.tell({ id, error: { code: -32000, message, data: { seq: ++this.seq, ...data } } });
    }

    publish(eventType, payload, more = {}) {
        this.tell({ method: "publishEvent", params: { seq: ++this.seq, eventType, payload, ...more } });
    }

    publishError(eventType, message, more = {}) {
        this.tell({ method: "publishError", params: { seq: ++this.seq, eventType, message, ...more } });
    }

    charge(isInCharge, says = "") {
        this.tell({ method: "charge", params: { isInCharge, says } });
    }

    #hear(socket, message) {
        if (!socket.isOpen) return;
        this.heard.push(message);
        if (message.method === "hello") this.#greet(message);
        const answer = this.answers[message.method];
        if (!answer) return;
        const made = typeof answer === "function" ? answer(message.params, message.id) : answer;
        if (made) queueMicrotask(() => this.answer(message.id, made));
    }

    #greet({ id }) {
        if (this.refusesHello) {
            this.tell({ id, error: { code: -32002, message: "1234", data: { type: this.refusesHello } } });
            return;
        }
        const { journal, isInCharge, state } = this;
        const phone = { version: "9.9", protocol: 1, kind: "DESK_PHONE", sip: "" };
        const says = isInCharge ? "" : "Another tab";
        this.tell({ id, result: { session: "s3cret", journal, phone, seq: this.seq, isInCharge, waitMs: 3000, state, says } });
    }
}
