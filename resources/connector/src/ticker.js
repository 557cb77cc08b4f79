// A worker that waits for the page: timers of a worker go on in time when the tab is hidden.
const running = new Map();

self.onmessage = ({ data: { name, afterMs } }) => {
    clearTimeout(running.get(name));
    running.delete(name);
    if (afterMs !== null) {
        running.set(
            name,
            setTimeout(() => {
                running.delete(name);
                self.postMessage(name);
            }, afterMs),
        );
    }
};
