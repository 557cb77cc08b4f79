// Waiting for the event loop, not for the clock.

/**
 * Resolves when everything that was ready to run has run.
 *
 * Made of a message, because browsers slow the timers of hidden tabs down.
 */
export function nextTurn() {
    return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            port1.close();
            resolve();
        };
        port2.postMessage(null);
    });
}
