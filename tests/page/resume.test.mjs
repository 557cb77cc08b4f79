// Dropped sockets, engines that start again, reloaded pages: nothing twice, nothing lost, nothing stale.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { call, Engine } from "./kit/engine.mjs";
import { Browser, MAJORS, ready, strays } from "./kit/rig.mjs";

const MUTED = { type: "MuteToggleResult", value: { isMuted: true } };
const CALLS = [call("a", { state: "connected" })];

async function drop(rig, { comesBack = true } = {}) {
    rig.engine.isThere = comesBack;
    rig.engine.drop();
    await rig.settle();
    if (!comesBack) return;
    rig.time.pass(300);
    await rig.settle();
}

for (const major of MAJORS) {
    test(`${major}.x: a page whose socket drops comes back as the same page, by its session`, async () => {
        const rig = await ready(major);
        await drop(rig);
        const [first, second] = rig.engine.said("hello").map(({ params }) => params);
        assert.equal(first.ticket, "t1cket");
        assert.equal(second.ticket, undefined);
        assert.equal(second.session, "s3cret");
        assert.equal(second.instance, first.instance);
        assert.deepEqual([first.isReady, second.isReady], [false, true]);
        assert.deepEqual(second.resumeFrom, { journal: "journal-1", seq: 1 });
        assert.deepEqual([first.connectorConfig, second.connectorConfig], [undefined, { userName: "agent@example.com" }]);
        assert.deepEqual(rig.told(), []);
        rig.close();
    });

    test(`${major}.x: a request that has no answer yet is sent again under its name, and answered once`, async () => {
        const rig = await ready(major);
        await rig.says("MUTE");
        await drop(rig);
        const [first, second] = rig.engine.said("mute");
        assert.equal(first.id, second.id);
        rig.engine.answer(second.id, MUTED);
        await rig.settle();
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        rig.close();
    });

    test(`${major}.x: a phone that is gone for too long is told as a failure, and its late answer as late`, async () => {
        const rig = await ready(major);
        await rig.says("MUTE");
        const { id } = rig.request("mute");
        await drop(rig, { comesBack: false });
        rig.time.pass(2900);
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        rig.time.pass(200);
        await rig.settle();
        assert.deepEqual(rig.last.payload, { message: "CAN_NOT_MUTE_CALL" });
        rig.told();
        rig.engine.isThere = true;
        rig.time.pass(5000);
        await rig.settle();
        assert.equal(rig.engine.said("mute").length, 1);
        rig.engine.answer(id, MUTED);
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        assert.equal(rig.engine.acks.at(-1), `${rig.engine.seq} late`);
        rig.close();
    });

    test(`${major}.x: a request made while the phone is gone is sent when it is back in time`, async () => {
        const rig = await ready(major);
        await drop(rig, { comesBack: false });
        await rig.says("MUTE");
        rig.engine.isThere = true;
        rig.engine.answers.mute = MUTED;
        rig.time.pass(1000);
        await rig.settle();
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        rig.time.pass(10_000);
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        rig.close();
    });

    test(`${major}.x: a message that was dealt with is acked again and not told again`, async () => {
        const rig = await ready(major);
        rig.engine.publish("MUTE_TOGGLE", { isMuted: true });
        await rig.settle();
        await drop(rig);
        rig.engine.seq -= 1;
        rig.engine.publish("MUTE_TOGGLE", { isMuted: true });
        await rig.settle();
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        assert.deepEqual(rig.engine.acks, [1, 2, 2]);
        rig.close();
    });

    test(`${major}.x: a reloaded page says how far the one before it came, and drops what that one has told`, async () => {
        const browser = new Browser();
        const engine = new Engine();
        const before = await ready(major, { engine, browser });
        engine.publish("CALL_STARTED", { call: call("a") });
        await before.settle();
        engine.drop();
        await before.settle();
        before.close();
        const rig = await ready(major, { engine, browser });
        assert.deepEqual(engine.said("hello").at(-1).params.resumeFrom, { journal: "journal-1", seq: 2 });
        engine.tell({ method: "publishEvent", params: { seq: 2, eventType: "CALL_STARTED", payload: { call: call("a") } } });
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        rig.close();
    });

    test(`${major}.x: a replaced journal begins again`, async () => {
        const rig = await ready(major);
        for (let times = 0; times < 3; times += 1) rig.engine.publish("MUTE_TOGGLE", { isMuted: true });
        await rig.settle();
        rig.told();
        rig.engine.journal = "journal-2";
        rig.engine.seq = 0;
        await drop(rig);
        rig.engine.publish("MUTE_TOGGLE", { isMuted: false });
        await rig.settle();
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        rig.close();
    });

    test(`${major}.x: calls are replayed from the phone, and the mark of a replay sticks to nothing`, async () => {
        const rig = await ready(major);
        rig.engine.answers.getActiveCalls = { type: "ActiveCallsResult", value: { activeCalls: CALLS } };
        await rig.says("AGENT_AVAILABLE", { isAvailable: true });
        assert.equal(rig.last.type, "CALL_CONNECTED");
        assert.equal(rig.last.payload.isReplayedCall, true);
        rig.engine.publish("HANGUP", { calls: [{ ...CALLS[0], state: "ended" }] });
        await rig.settle();
        assert.equal(rig.last.payload[0].isReplayedCall, undefined);
        rig.close();
    });

    test(`${major}.x: a call that says that it is not to be replayed is left out, and those after it are not`, async () => {
        const rig = await ready(major);
        const activeCalls = [call("a", { state: "connected", callInfo: { isReplayable: false } }), call("b")];
        rig.engine.answers.getActiveCalls = { type: "ActiveCallsResult", value: { activeCalls } };
        await rig.says("AGENT_AVAILABLE", { isAvailable: true });
        assert.equal(rig.last.payload.callId, "b");
        assert.deepEqual(rig.told(), ["CALL_STARTED"]);
        rig.close();
    });

    for (const [state, eventType] of [["ringing", "CALL_STARTED"], ["connected", "CALL_CONNECTED"],
        ["transferring", "PARTICIPANT_ADDED"], ["transferred", "PARTICIPANT_CONNECTED"]]) {
        test(`${major}.x: a call that is ${state} is replayed as ${eventType}`, async () => {
            const rig = await ready(major);
            rig.engine.answers.getActiveCalls = { type: "ActiveCallsResult", value: { activeCalls: [call("a", { state })] } };
            await rig.says("AGENT_AVAILABLE", { isAvailable: true });
            assert.deepEqual(rig.told(), [eventType]);
            rig.close();
        });
    }

    test(`${major}.x: without the phone the last calls are good for ten seconds, and then there are none`, async () => {
        const rig = await ready(major);
        rig.engine.publish("CALL_CONNECTED", { call: CALLS[0] }, { snapshot: { activeCalls: CALLS } });
        await rig.settle();
        rig.told();
        await drop(rig, { comesBack: false });
        rig.time.pass(9000);
        await rig.says("AGENT_AVAILABLE", { isAvailable: true });
        assert.deepEqual(rig.told(), ["CALL_CONNECTED"]);
        rig.time.pass(1500);
        await rig.says("AGENT_AVAILABLE", { isAvailable: true });
        rig.time.pass(3100);
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        rig.close();
    });

    test(`${major}.x: a snapshot changes what the page answers by itself, and needs no ack`, async () => {
        const rig = await ready(major);
        rig.engine.tell({ method: "snapshot", params: { snapshot: { voiceCapabilities: { hasMute: false } } } });
        rig.engine.publish("LOGIN_RESULT", { success: true });
        await rig.settle();
        assert.equal(rig.last.payload.capabilities.MUTE, false);
        assert.deepEqual(rig.engine.acks, [1, 2]);
        rig.close();
    });

    test(`${major}.x: a page that loses the charge refuses requests`, async () => {
        const rig = await ready(major);
        rig.engine.charge(false, "Another tab has taken over.");
        await rig.settle();
        await rig.says("MUTE");
        assert.deepEqual(rig.last.payload, { message: "CAN_NOT_MUTE_CALL" });
        assert.equal(rig.status.state.chargeSays, "Another tab has taken over.");
        rig.close();
    });

    test(`${major}.x: taking over is asked of the phone`, async () => {
        const engine = new Engine();
        engine.isInCharge = false;
        const rig = await ready(major, { engine });
        rig.desk.demand("takeOver", {});
        await rig.settle();
        assert.equal(engine.said("takeOver").length, 1);
        rig.close();
    });

    test(`${major}.x: both sides' log is kept by the agent, made fit by the phone`, async () => {
        const rig = await ready(major);
        rig.engine.answers.downloadLogs = { type: "LogLines", value: { lines: ["one", "two"] } };
        await rig.says("DOWNLOAD_VENDOR_LOGS");
        assert.deepEqual(rig.downloads, ["one\ntwo"]);
        assert.ok(rig.request("downloadLogs").params.lines.length > 0);
        await drop(rig, { comesBack: false });
        await rig.says("DOWNLOAD_VENDOR_LOGS");
        rig.time.pass(3100);
        await rig.settle();
        assert.ok(!rig.downloads[1].includes("CONNECTOR_READY"));
        rig.close();
    });

    test(`${major}.x: Salesforce's log lines go to the phone, and none is answered`, async () => {
        const rig = await ready(major);
        await rig.says("LOG", { logLevel: "INFO", logMessage: "hello", payload: { x: 1 } });
        const { id, params } = rig.request("logMessageToVendor");
        assert.equal(id, undefined);
        assert.deepEqual(params, { level: "INFO", message: "hello", payload: { x: 1 } });
        await rig.says("LOG", { logLevel: "INFO" });
        rig.desk.report("publishing failed");
        await rig.says("DOWNLOAD_VENDOR_LOGS");
        assert.deepEqual(rig.request("logMessageToVendor").params, { level: "ERROR", message: "publishing failed" });
        const lines = rig.request("downloadLogs").params.lines.join("");
        for (const line of ["hello", "publishing failed"]) assert.match(lines, new RegExp(line));
        rig.close();
    });
}

for (const [refusal, isForEver] of [["wrong_ticket", true], ["unknown_session", true], ["forbidden_origin", true], ["pairing_needed", false]]) {
    test(`a hello refused with ${refusal} is ${isForEver ? "final" : "tried again every two seconds"}`, async () => {
        const engine = new Engine();
        engine.refusesHello = refusal;
        const rig = await ready(4, { engine });
        assert.equal(rig.status.state.refusal, refusal);
        engine.refusesHello = null;
        rig.time.pass(2100);
        await rig.settle();
        assert.equal(rig.session.isUp, !isForEver);
        rig.close();
    });
}

test("a page looks for the phone again ever more patiently, and at once when it is looked at", async () => {
    const engine = new Engine();
    engine.isThere = false;
    const rig = await ready(4, { engine });
    const tries = [];
    for (let second = 0; second < 20; second += 1) {
        tries.push(engine.sockets.length);
        rig.time.pass(1000);
        await rig.settle();
    }
    assert.deepEqual(tries.slice(0, 3), [1, 2, 3]);
    assert.ok(tries[19] < 9, String(tries));
    const before = engine.sockets.length;
    rig.session.hurry();
    await rig.settle();
    assert.equal(engine.sockets.length, before + 1);
    rig.close();
});

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
