// What the agent and the administrator see: from what is so to what it says. Pure.

/** The state of the page, and those who watch it. */
export class Status {
    #watchers = [];
    state;

    constructor(initial = {}) {
        this.state = {
            connection: "down", refusal: null, says: "", isInCharge: true, chargeSays: "", admission: "none",
            parent: "", engine: "", place: "frame", isHosted: false, startSays: "", ...initial,
        };
    }

    set(change) {
        this.state = { ...this.state, ...change };
        for (const watcher of this.#watchers) watcher(this.state);
    }

    watch(watcher) {
        this.#watchers.push(watcher);
        watcher(this.state);
    }
}

/** What a page hosted elsewhere needs; only Salesforce could write its frame the attribute that does without the first. */
const POLICIES = "LocalNetworkAccessPermissionsPolicyDefaultEnabled and LoopbackNetworkAllowedForUrls";

/**
 * What to show: a mark (`good`, `waiting`, `bad`), a headline, what to do, and whether "take over" is offered.
 */
export function shown(state) {
    return unusable(state) ?? refused(state) ?? unconnected(state) ?? waiting(state) ?? unstarted(state) ?? connected(state);
}

const view = (mark, headline, advice = "", more = {}) => ({ mark, headline, advice, canTakeOver: false, ...more });

function unusable({ place }) {
    if (place !== "top") return undefined;
    return view("bad", "This page works inside Salesforce only", "Open the phone in Omni-Channel.");
}

function refused({ refusal, says, admission, parent }) {
    if (admission === "refused") {
        return view(
            "bad",
            "This is not one of your company's Salesforce pages",
            `${parent} is not in the phone's list ([bridge] parents). Ask your administrator.`,
        );
    }
    switch (refusal) {
        case null:
            return undefined;
        case "pairing_needed":
            return view("waiting", "Confirm this page at the phone", says);
        case "wrong_ticket":
        case "unknown_session":
            return view("bad", "Reload this tab", "The phone does not know this page any more.");
        case "forbidden_origin":
            return view("bad", "The phone refuses this page", "Its origin is not in the phone's list ([bridge] pages).");
        default:
            return view("bad", "The phone refuses this page", says);
    }
}

function unconnected({ connection, isHosted }) {
    if (connection === "up") return undefined;
    const advice = "Start the softphone on this computer.";
    const browser =
        ` If it runs, the browser keeps this page from it: allow "Access other apps and services on this device", ` +
        `or ask your administrator for the browser policies ${POLICIES} for your Salesforce address.`;
    return view("bad", "The phone is not connected", isHosted ? advice + browser : advice);
}

function waiting({ admission, parent, isInCharge, chargeSays }) {
    if (admission === "asked") {
        return view("waiting", "Confirm Salesforce at the phone", `Is ${parent} your company's Salesforce?`);
    }
    if (isInCharge) return undefined;
    const advice = chargeSays || "Calls appear there. You can have them here instead.";
    return view("waiting", "Another tab is in charge of the phone", advice, { canTakeOver: true });
}

function unstarted({ startSays }) {
    return startSays ? view("bad", "The phone did not start for Salesforce", startSays) : undefined;
}

function connected({ admission }) {
    return admission === "in" ? view("good", "Phone connected") : view("good", "Phone connected", "Waiting for Salesforce.");
}
