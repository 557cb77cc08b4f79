// Where this page runs: served by the engine, hosted elsewhere, or not in a frame at all; and what it is told there.

const DEFAULT_BRIDGE = "ws://127.0.0.1:17171/bridge";
const LOOPBACK_BRIDGE = /^ws:\/\/(127\.0\.0\.1|localhost):\d{1,5}\/bridge$/;

/** The bridge that a contact centre's configuration names, if it names one on this computer. */
export function bridgeIn(config) {
    const [, url] = Object.entries(config ?? {}).find(([key]) => /softphoneBridge$/.test(key)) ?? [];
    return typeof url === "string" && LOOPBACK_BRIDGE.test(url) ? url : undefined;
}

/**
 * Read what the HTML says, and take the ticket out of it.
 *
 * A page that the engine serves has a ticket. One that is hosted elsewhere may name its bridge and the customer's
 * Salesforce origins on the script element: `data-bridge`, `data-parents`.
 */
export function placeOf(window) {
    const { document, location } = window;
    const root = document.documentElement.dataset;
    const script = document.currentScript;
    const ticket = root.ticket;
    delete root.ticket;
    const isHosted = ticket === undefined;
    const said = isHosted ? (script?.dataset ?? {}) : root;
    const own = `ws://${location.host}/bridge`;
    const named = LOOPBACK_BRIDGE.test(said.bridge ?? "") ? said.bridge : DEFAULT_BRIDGE;
    return {
        kind: window.top === window.self ? "top" : "frame",
        isHosted,
        ticket,
        parents: (said.parents ?? "").split(/\s+/).filter(Boolean),
        bridge: isHosted ? named : own,
        ticker: new URL("ticker.js", script?.src || location.href).href,
    };
}

/** The proof of a page that has no session yet: its ticket, or a secret of its own that the agent confirms once. */
export function proofOf({ ticket, isHosted }, memory) {
    if (!isHosted) return () => ({ ticket });
    const pairing = memory.browser.read("pairing") ?? newSecret();
    memory.browser.write("pairing", pairing);
    return () => ({ pairing });
}

function newSecret() {
    return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
