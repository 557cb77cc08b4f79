// Which numbered messages have been dealt with: by this page, and by those before it in this tab.

const REMEMBERED = 1000;
const UNKEPT_AT_MOST = 50;

export class Progress {
    #journal = null;
    #last = 0;
    #outcomes = new Map();
    #unkept = 0;
    #memory;

    constructor(memory) {
        this.#memory = memory;
        const { journal = null, seq = 0 } = memory.tab.read("progress") ?? {};
        this.#journal = journal;
        this.#last = seq;
    }

    /** Where to go on, for a hello. */
    get resumeFrom() {
        return this.#journal === null ? undefined : { journal: this.#journal, seq: this.#last };
    }

    /** Another numbering begins again. */
    follow(journal) {
        if (journal === this.#journal) return;
        this.#journal = journal;
        this.#last = 0;
        this.#outcomes.clear();
        this.#unkept = 1;
        this.keep();
    }

    /** How a message was dealt with; undefined if it was not. */
    outcomeOf(seq) {
        return this.#outcomes.get(seq) ?? (seq <= this.#last ? { outcome: "done" } : undefined);
    }

    /** A message has been dealt with; one out of turn leaves those before it to be dealt with. */
    note(seq, outcome, { isInTurn = true } = {}) {
        this.#outcomes.set(seq, outcome);
        if (this.#outcomes.size > REMEMBERED) this.#outcomes.delete(this.#outcomes.keys().next().value);
        if (!isInTurn || seq <= this.#last) return;
        this.#last = seq;
        this.#unkept += 1;
        if (this.#unkept >= UNKEPT_AT_MOST) this.keep();
    }

    /** Remember it in the tab; not for each message of a burst, because that is slow. */
    keep() {
        if (!this.#unkept) return;
        this.#unkept = 0;
        this.#memory.tab.write("progress", { journal: this.#journal, seq: this.#last });
    }
}
