// Who may set this page up: the customer's own Salesforce pages, and nobody else.
//
// It listens in front of the base connector, which takes any organisation's Salesforce host, and which listens once
// only, whoever spoke.

/** Whether an origin is one of a list, in which a port may be `*`. */
export function isListed(origin, parents) {
    return parents.some((parent) => {
        if (!parent.endsWith(":*")) return parent === origin;
        const { protocol, hostname } = new URL(origin);
        return `${protocol}//${hostname}` === parent.slice(0, -2);
    });
}

export class Guard {
    #window;
    #parents;
    #admit;
    #status;
    #admitted = new Set();

    /**
     * @param {object} wiring
     * @param {Window} wiring.window
     * @param {string[]} wiring.parents the customer's origins; empty: each is asked about
     * @param {function(string): Promise} wiring.admit asks the phone about an origin
     * @param {{set: function}} wiring.status for the status view
     */
    constructor({ window, parents, admit, status }) {
        this.#window = window;
        this.#parents = parents;
        this.#admit = admit;
        this.#status = status;
    }

    /** Stand in front; has to be called before the base connector is initialized. */
    listen() {
        this.#window.addEventListener("message", (event) => this.#consider(event));
    }

    #consider(event) {
        if (event.data?.type !== "SETUP_CONNECTOR") return;
        const { origin } = event;
        if (this.#admitted.has(origin) || isListed(origin, this.#parents)) {
            this.#status.set({ parent: origin, admission: "in" });
            return;
        }
        event.stopImmediatePropagation();
        if (this.#parents.length || !origin.startsWith("https://")) this.#refuse(origin);
        else this.#ask(event);
    }

    #refuse(origin) {
        this.#status.set({ parent: origin, admission: "refused" });
    }

    /** Hold the message until the phone has decided, and then let it go on as it came. */
    async #ask(event) {
        const { data, origin, source, ports } = event;
        this.#status.set({ parent: origin, admission: "asked" });
        try {
            await this.#admit(origin);
        } catch {
            this.#refuse(origin);
            return;
        }
        this.#admitted.add(origin);
        this.#window.dispatchEvent(new MessageEvent("message", { data, origin, source, ports: [...ports] }));
    }
}
