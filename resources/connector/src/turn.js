// Waiting for the event loop, not for the clock.

const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()();
/** @type {any} */ (channel.port1).unref?.(); // node, where the tests run, would wait for it

/**
 * Resolves when everything that was ready to run has run.
 *
 * Made of a message, because browsers slow the timers of hidden tabs down.
 */
export function nextTurn() {
    return new Promise((resolve) => {
        waiting.push(resolve);
        channel.port2.postMessage(null);
    });
}
