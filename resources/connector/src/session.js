// The page's connection with the engine: the socket, the hello, and coming back when it drops.
//
// May not know what the messages mean.

export const PROTOCOL = "softphone.v1";
const DELAYS_MS = [250, 500, 1000, 2000, 5000];
const ASK_AGAIN_MS = 2000;
const FOR_EVER = new Set(["wrong_ticket", "unknown_session", "forbidden_origin"]);

export class Session {
    #wiring;
    /** @type {WebSocket | null} */
    #socket = null;
    /** @type {string | null} */
    #secret = null;
    #hellos = 0;
    #tries = 0;
    #waiters = new Set();
    #url;
    isUp = false;

    /**
     * @param {object} wiring
     * @param {string} wiring.url the bridge
     * @param {function(string): WebSocket} wiring.connect opens a socket
     * @param {{start: function, stop: function}} wiring.timers
     * @param {function(): object} wiring.introduce the params of a hello, without its proof
     * @param {function(): object} wiring.proof the proof of a page that has no session yet
     * @param {function(object): void} wiring.onUp the engine has let us in
     * @param {function(): void} wiring.onDown it is gone
     * @param {function(object): void} wiring.onMessage it says something
     * @param {function(object): void} wiring.onState for the status view
     */
    constructor(wiring) {
        this.#wiring = wiring;
        this.#url = wiring.url;
    }

    /** Connect, and stay connected. */
    start() {
        this.#wiring.timers.stop("connect");
        if (this.#socket) return;
        const socket = this.#wiring.connect(this.#url);
        this.#socket = socket;
        socket.onopen = () => this.#greet(socket);
        socket.onmessage = ({ data }) => this.#hear(socket, data);
        socket.onclose = () => this.#lose(socket);
    }

    /** Somebody looks at the page: no more waiting for the next try. */
    hurry() {
        if (!this.#socket && this.#tries) this.start();
    }

    /** The engine is elsewhere; undefined is nowhere else. */
    moveTo(url) {
        if (!url || url === this.#url) return;
        this.#url = url;
        this.#socket?.close();
        this.#lose(this.#socket);
        this.start();
    }

    /** Say something, if there is somebody to hear it. */
    send(message) {
        if (this.isUp) this.#socket?.send(JSON.stringify(message));
        return this.isUp;
    }

    /** Whether the engine is there now or within some time. */
    isUpWithin(ms) {
        if (this.isUp || ms <= 0) return Promise.resolve(this.isUp);
        return new Promise((resolve) => {
            const name = `up:${++this.#hellos}`;
            const done = () => {
                this.#wiring.timers.stop(name);
                this.#waiters.delete(done);
                resolve(this.isUp);
            };
            this.#waiters.add(done);
            this.#wiring.timers.start(name, ms, done);
        });
    }

    #greet(socket) {
        const proof = this.#secret ? { session: this.#secret } : this.#wiring.proof();
        const params = { role: "connector", ...this.#wiring.introduce(), ...proof };
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: `hello:${++this.#hellos}`, method: "hello", params }));
    }

    #hear(socket, data) {
        if (socket !== this.#socket) return;
        const message = JSON.parse(data);
        if (this.isUp) this.#wiring.onMessage(message);
        else if (message.result) this.#enter(message.result);
        else if (message.error) this.#refused(message.error);
    }

    #enter(welcome) {
        this.#secret = welcome.session;
        this.#tries = 0;
        this.isUp = true;
        this.#wiring.onState({ connection: "up", refusal: null, engine: welcome.phone?.version ?? "" });
        this.#wiring.onUp(welcome);
        for (const done of [...this.#waiters]) done();
    }

    #refused({ message, data }) {
        const refusal = data?.type ?? "refused";
        this.#wiring.onState({ connection: "refused", refusal, says: message });
        const socket = this.#socket;
        this.#socket = null;
        socket?.close();
        if (!FOR_EVER.has(refusal)) this.#wiring.timers.start("connect", ASK_AGAIN_MS, () => this.start());
    }

    #lose(socket) {
        if (socket === null || socket !== this.#socket) return;
        this.#socket = null;
        const wasUp = this.isUp;
        this.isUp = false;
        this.#wiring.onState({ connection: "down" });
        if (wasUp) this.#wiring.onDown();
        const delay = DELAYS_MS[Math.min(this.#tries++, DELAYS_MS.length - 1)];
        this.#wiring.timers.start("connect", delay, () => this.start());
    }
}
