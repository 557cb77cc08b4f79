// A connector page without a browser: the real page code on the real base connector, between Salesforce and a phone
// that tests play by hand.
import { fileURLToPath } from "node:url";
import { AGENT_CONFIG, Engine } from "./engine.mjs";
import { Time } from "./time.mjs";

const KIT = new URL("../../../resources/connector/dist/test/kit.mjs", import.meta.url);
export const SALESFORCE = "https://myorg.lightning.force.com";
export const MAJORS = [4, 3];
let loads = 0;

/** The page's parts, fresh: the base connector keeps its state in its module. */
export const freshKit = () => import(`${fileURLToPath(KIT)}?load=${++loads}`);

export const strays = [];
process.on("unhandledRejection", (error) => strays.push(String(error?.message ?? error)));
for (const level of ["error", "info", "warn", "log"]) console[level] = () => {};

/** Let all ports, and everything else, have their turn. */
export const nextTask = () => new Promise((resolve) => setImmediate(resolve));

/** Storage that lives as long as its test wants. */
export class Browser {
    local = new Map();
    session = new Map();

    storage(map) {
        return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value) };
    }

    get window() {
        return { localStorage: this.storage(this.local), sessionStorage: this.storage(this.session) };
    }
}

export class Rig {
    constructor(kit, major, { engine = new Engine(), browser = new Browser(), time = new Time(), instance } = {}) {
        Object.assign(this, { kit, engine, browser, time });
        this.base = kit[`base${major}`];
        this.events = [];
        this.logs = [];
        this.downloads = [];
        this.status = new kit.Status();
        const memory = kit.memory(browser.window);
        this.desk = new kit.Desk({
            base: this.base, instance: instance ?? `page-${++loads}`, timers: time, memory, status: this.status,
            download: (text) => this.downloads.push(text), now: () => time.now,
        });
        this.session = new kit.Session({
            url: "ws://127.0.0.1:1/bridge", connect: engine.connect, timers: time,
            introduce: () => this.desk.introduce(), proof: () => ({ ticket: "t1cket" }),
            onUp: (welcome) => this.desk.enter(welcome), onDown: () => this.desk.leave(),
            onMessage: (message) => this.desk.inbox.receive(message), onState: (change) => this.status.set(change),
        });
        this.desk.attach(this.session);
    }

    /** Load the page and let Salesforce set it up. */
    async setUp(config = { userName: "agent@example.com" }) {
        globalThis.window = new EventTarget();
        this.base.initialize(this.base.connector(this.desk));
        this.session.start();
        const { port1, port2 } = new MessageChannel();
        this.port = port1;
        port1.onmessage = ({ data }) => this.#hear(data);
        const event = new Event("message");
        Object.assign(event, { data: { type: "SETUP_CONNECTOR", connectorConfig: config }, origin: SALESFORCE, ports: [port2] });
        globalThis.window.dispatchEvent(event);
        this.other = port2;
        await this.settle();
        return this;
    }

    #hear(message) {
        if (message.type === "LOG") this.logs.push(message.payload);
        else if (message.type === "CONNECTOR_READY") this.events.push({ type: message.type, payload: message.payload });
        else this.events.push({ type: message.payload.telephonyEventType, payload: message.payload.telephonyEventPayload });
    }

    /** Salesforce says something. */
    async says(type, fields = {}) {
        this.port.postMessage({ type, ...fields });
        await this.settle();
    }

    /** Let everything run that can run. */
    async settle() {
        for (let turn = 0; turn < 12; turn += 1) await nextTask();
    }

    /** The types of what Salesforce was told, in order; forgets them. */
    told() {
        return this.events.splice(0).map(({ type }) => type);
    }

    /** What Salesforce was told last. */
    get last() {
        return this.events.at(-1);
    }

    /** The last request of a method. */
    request(method) {
        return this.engine.said(method).at(-1);
    }

    close() {
        this.port?.close();
        this.other?.close();
    }
}

/** A page that has been set up, with what Salesforce was told on the way forgotten. */
export async function ready(major, options = {}) {
    const rig = await new Rig(await freshKit(), major, options).setUp();
    if (!options.keepEvents) rig.told();
    return rig;
}

export { AGENT_CONFIG };
