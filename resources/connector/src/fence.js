// The order fence: questions that the base connector asks on account of one message are answered from that message.
//
// Each expected question is answered once. The base connector asks them before anything else can run, so nobody else
// can take the answer.

export class Fence {
    #answers = new Map();

    /** Expect questions, each with the function that answers it. */
    expect(answers) {
        for (const [method, answer] of Object.entries(answers)) this.#answers.set(method, answer);
    }

    /** The answer to an expected question, once; undefined for any other. */
    take(method) {
        const answer = this.#answers.get(method);
        this.#answers.delete(method);
        return answer;
    }

    /** What has not been asked by now will not be. */
    clear() {
        this.#answers.clear();
    }
}
