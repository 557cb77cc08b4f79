// Puts the page together. It runs before the load event, and does everything that cannot wait in one go: Salesforce
// speaks once, when the frame has loaded.
/* global PAGE_VERSION */
import { Desk } from "./desk.js";
import { Guard } from "./guard.js";
import { memory as memoryOf } from "./memory.js";
import { bridgeIn, placeOf, proofOf } from "./place.js";
import { Session, PROTOCOL } from "./session.js";
import { Status } from "./status.js";
import { bestTimers } from "./timers.js";
import { show } from "./view.js";

/** Let the agent keep a text as a file. */
function download(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = "softphone-log.txt";
    document.body.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(link.href);
}

/** Keep the browser from freezing this page in a hidden tab: a page that holds a lock is left alone. */
function stayAwake() {
    navigator.locks?.request("softphone-page", { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
}

function whenShown(action) {
    if (document.body) action();
    else document.addEventListener("DOMContentLoaded", action);
}

/** Start the page on one major version of the base connector. */
export function start(base) {
    const place = placeOf(window);
    const memory = memoryOf(window);
    const status = new Status({ place: place.kind, isHosted: place.isHosted });
    const timers = bestTimers(place.ticker);
    const desk = new Desk({ base, instance: crypto.randomUUID(), timers, memory, status, download });
    const versions = `Page ${PAGE_VERSION}, base connector ${base.version}`;
    const takeOver = () => desk.demand("takeOver", {}).catch((error) => status.set({ chargeSays: error.message }));
    whenShown(() => show(document, status, versions, takeOver));
    if (place.kind === "top") return;
    const session = new Session({
        url: place.bridge,
        connect: (url) => new WebSocket(url, PROTOCOL),
        timers,
        introduce: () => ({ ...desk.introduce(), page: PAGE_VERSION }),
        proof: proofOf(place, memory),
        onUp: (welcome) => desk.enter(welcome),
        onDown: () => desk.leave(),
        onMessage: (message) => desk.inbox.receive(message),
        onState: (change) => status.set(change),
    });
    desk.attach(session);
    const admit = (origin) => desk.demand("admit", { origin });
    new Guard({ window, parents: place.parents, admit, status }).listen();
    base.initialize(base.connector(desk));
    if (place.isHosted) {
        window.addEventListener("message", ({ data }) => session.moveTo(bridgeIn(data?.connectorConfig)));
    }
    for (const sign of ["visibilitychange", "focus", "online"]) window.addEventListener(sign, () => session.hurry());
    stayAwake();
    session.start();
}
