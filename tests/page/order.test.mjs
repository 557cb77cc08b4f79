// The order fence: what the engine says first reaches Salesforce first, and the base connector's own questions are
// answered from the message that leads to them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { call } from "./kit/engine.mjs";
import { MAJORS, ready, strays } from "./kit/rig.mjs";

const ENDED = { type: "HangupResult", value: { calls: [call("a", { state: "ended", reason: "ended" })] } };
const OTHER = call("b", { state: "connected" });
const CONNECTED = { type: "CallResult", value: { call: call("a", { state: "connected" }) } };

for (const major of MAJORS) {
    test(`${major}.x: after-call work that comes with the result does not overtake the hangup`, async () => {
        const rig = await ready(major);
        await rig.says("END_CALL", { call: { callId: "a" } });
        rig.engine.publish("UPDATE_AUDIO_STATS", { callId: "a", isAudioStatsCompleted: true });
        rig.engine.answer(rig.request("endCall").id, { ...ENDED, followUp: [] });
        rig.engine.publish("AFTER_CALL_WORK_STARTED", { callId: "a" });
        await rig.settle();
        assert.deepEqual(rig.told(), ["UPDATE_AUDIO_STATS_COMPLETED", "HANGUP", "AFTER_CALL_WORK_STARTED"]);
        assert.deepEqual(rig.engine.said("getActiveCalls"), []);
        rig.close();
    });

    test(`${major}.x: another conversation that goes on does not turn a hangup into a removed participant`, async () => {
        const rig = await ready(major);
        await rig.says("END_CALL", { call: { callId: "a" } });
        rig.engine.answer(rig.request("endCall").id, { ...ENDED, followUp: [], snapshot: { activeCalls: [OTHER] } });
        await rig.settle();
        assert.deepEqual(rig.told(), ["HANGUP"]);
        rig.close();
    });

    test(`${major}.x: a party that Salesforce ends while others stay is a removed participant`, async () => {
        const rig = await ready(major);
        await rig.says("END_CALL", { call: { callId: "a" } });
        rig.engine.answer(rig.request("endCall").id, { ...ENDED, followUp: [call("a", { state: "connected" })] });
        await rig.settle();
        assert.deepEqual(rig.told(), ["PARTICIPANT_REMOVED"]);
        rig.close();
    });

    test(`${major}.x: a supervisor's connection does not overtake its start`, async () => {
        const rig = await ready(major);
        await rig.says("SUPERVISE_CALL", { call: { callId: "a" } });
        rig.engine.answer(rig.request("superviseCall").id, { ...CONNECTED, type: "SuperviseCallResult" });
        rig.engine.publish("SUPERVISOR_CALL_CONNECTED", { call: call("a") });
        await rig.settle();
        assert.deepEqual(rig.told(), ["SUPERVISOR_CALL_STARTED", "SUPERVISOR_CALL_CONNECTED"]);
        assert.deepEqual(rig.engine.said("getAgentConfig"), []);
        rig.close();
    });

    test(`${major}.x: a supervisor whose own call is answered leaves first, and nothing is stuck`, async () => {
        const rig = await ready(major);
        rig.engine.answers.supervisorDisconnect = { type: "SupervisorHangupResult", value: { calls: [call("s")] } };
        rig.engine.publish("SUPERVISOR_CALL_CONNECTED", { call: call("s") });
        rig.engine.publish("CALL_CONNECTED", { call: call("a", { state: "connected" }) });
        rig.engine.publish("MUTE_TOGGLE", { isMuted: true });
        await rig.settle();
        await rig.settle();
        assert.deepEqual(rig.told(), ["SUPERVISOR_CALL_CONNECTED", "SUPERVISOR_HANGUP", "CALL_CONNECTED", "MUTE_TOGGLE"]);
        assert.deepEqual([...rig.engine.acks].sort((a, b) => a - b), [1, 2, 3, 4, 5]);
        rig.close();
    });

    test(`${major}.x: a supervisor who cannot leave does not cost the call that was answered`, async () => {
        const rig = await ready(major);
        rig.engine.publish("SUPERVISOR_CALL_CONNECTED", { call: call("s") });
        rig.engine.publish("CALL_CONNECTED", { call: call("a", { state: "connected" }) });
        await rig.settle();
        rig.engine.reject(rig.request("supervisorDisconnect").id, "nothing to leave");
        await rig.settle();
        assert.deepEqual(rig.told(), ["SUPERVISOR_CALL_CONNECTED", "SUPERVISOR_HANGUP", "CALL_CONNECTED"]);
        rig.close();
    });

    test(`${major}.x: accepting a call while listening in leaves first`, async () => {
        const rig = await ready(major);
        rig.engine.answers.supervisorDisconnect = { type: "SupervisorHangupResult", value: { calls: [] } };
        rig.engine.answers.acceptCall = CONNECTED;
        rig.engine.publish("SUPERVISOR_CALL_CONNECTED", { call: call("s") });
        await rig.settle();
        await rig.says("ACCEPT_CALL", { call: { callId: "a", callType: "Inbound" } });
        assert.deepEqual(rig.told(), ["SUPERVISOR_CALL_CONNECTED", "SUPERVISOR_HANGUP", "CALL_CONNECTED"]);
        rig.close();
    });

    test(`${major}.x: a slow request does not delay another one`, async () => {
        const rig = await ready(major);
        rig.engine.answers.mute = { type: "MuteToggleResult", value: { isMuted: true } };
        await rig.says("HOLD", { call: { callId: "a" } });
        await rig.says("MUTE");
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        rig.engine.answer(rig.request("hold").id, { type: "HoldToggleResult", value: { isCustomerOnHold: true, isThirdPartyOnHold: false } });
        await rig.settle();
        assert.deepEqual(rig.told(), ["HOLD_TOGGLE"]);
        rig.close();
    });

    test(`${major}.x: a call that Salesforce dialled itself is not accepted a second time`, async () => {
        const rig = await ready(major);
        await rig.says("ACCEPT_CALL", { call: { callId: "a", callType: "outbound" } });
        assert.deepEqual(rig.engine.said("acceptCall"), []);
        assert.deepEqual(rig.told(), []);
        rig.close();
    });

    test(`${major}.x: an accepted callback starts, and is connected when the customer answers`, async () => {
        const rig = await ready(major);
        rig.engine.answers.acceptCall = { type: "CallResult", value: { call: call("a", { callType: "Callback" }) } };
        await rig.says("ACCEPT_CALL", { call: { callId: "a", callType: "Callback" } });
        rig.engine.publish("CALL_CONNECTED", { call: call("a", { callType: "Callback", state: "connected" }) });
        await rig.settle();
        assert.deepEqual(rig.told(), ["CALL_STARTED", "CALL_CONNECTED"]);
        rig.close();
    });

    test(`${major}.x: a thousand events arrive in order, each once, each acked`, async () => {
        const rig = await ready(major);
        for (let number = 0; number < 1000; number += 1) rig.engine.publish("MESSAGE", { number });
        for (let turn = 0; rig.events.length < 1000 && turn < 400; turn += 1) await rig.settle();
        assert.deepEqual(rig.events.map(({ payload }) => payload.number), [...Array(1000).keys()]);
        await rig.settle();
        assert.equal(rig.engine.acks.length, 1001);
        rig.close();
    });
}

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
