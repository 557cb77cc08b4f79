// Timers: on a worker's clock where there is one, on the page's where there is none, and never lost between the two.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshKit, nextTask } from "./kit/rig.mjs";

class FakeWorker {
    static made = [];
    said = [];

    constructor(url) {
        this.url = url;
        FakeWorker.made.push(this);
    }

    postMessage(message) {
        this.said.push(message);
    }
}

async function timersOn(Worker) {
    globalThis.Worker = Worker;
    const { bestTimers } = await freshKit();
    const fired = [];
    const timers = bestTimers("ticker.js");
    return { timers, fired, worker: FakeWorker.made.at(-1), start: (name, ms) => timers.start(name, ms, () => fired.push(name)) };
}

async function until(condition) {
    for (let turn = 0; !condition() && turn < 10_000; turn += 1) await nextTask();
    assert.ok(condition());
}

test("a worker wakes the page", async () => {
    const { fired, worker, start } = await timersOn(FakeWorker);
    start("a", 10);
    assert.deepEqual(worker.said, [{ name: "a", afterMs: 10 }]);
    worker.onmessage({ data: "a" });
    worker.onmessage({ data: "a" });
    assert.deepEqual(fired, ["a"]);
});

test("a timer that was stopped does not fire when the worker was too quick", async () => {
    const { timers, fired, worker, start } = await timersOn(FakeWorker);
    start("a", 10);
    timers.stop("a");
    timers.stop("b");
    worker.onmessage({ data: "a" });
    assert.deepEqual(fired, []);
    assert.deepEqual(worker.said.at(-1), { name: "a", afterMs: null });
});

test("what a broken worker should have waited for is waited for all the same", async () => {
    const { timers, fired, worker, start } = await timersOn(FakeWorker);
    start("a", 1);
    worker.onerror();
    start("b", 1);
    start("c", 1);
    timers.stop("c");
    await until(() => fired.length === 2);
    assert.deepEqual(fired, ["a", "b"]);
});

test("a browser that allows no worker has timers", async () => {
    const { fired, start } = await timersOn(class {
        constructor() {
            throw new Error("not allowed");
        }
    });
    start("a", 1);
    start("a", 2);
    await until(() => fired.length === 1);
});
