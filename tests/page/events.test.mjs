// What the phone publishes, on both majors: each event reaches Salesforce once, in the class it must have.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { call } from "./kit/engine.mjs";
import { MAJORS, ready, strays } from "./kit/rig.mjs";

const PARTY = {
    initialCallHasEnded: false, phoneNumber: "1", callId: "a", connectionId: "b", callInfo: { isSoftphoneCall: false },
    contact: { phoneNumber: "1" }, callAttributes: { participantType: "Third_Party" },
};
const TOGGLE = { isCustomerOnHold: true, isThirdPartyOnHold: false, calls: [call("a")], isCallMerged: true };
const STATS = { packetsCount: 50, packetsLost: 0, jitterBufferMillis: 20, roundTripTimeMillis: 40 };
const BOTH_WAYS = [{ inputChannelStats: STATS, outputChannelStats: STATS }];

/** eventType, payload, what Salesforce is told in 4.x, in 3.x where it differs */
const ROWS = [
    ["CALL_STARTED", { call: call("a") }, ["CALL_STARTED"]],
    ["QUEUED_CALL_STARTED", { call: call("a", { callType: "Callback" }) }, ["QUEUED_CALL_STARTED"]],
    ["CALL_CONNECTED", { call: call("a", { state: "connected" }) }, ["CALL_CONNECTED"]],
    ["HANGUP", { calls: [call("a", { state: "ended" })] }, ["HANGUP"]],
    ["PARTICIPANT_ADDED", PARTY, ["PARTICIPANT_ADDED"]],
    ["PARTICIPANT_CONNECTED", PARTY, ["PARTICIPANT_CONNECTED"]],
    ["MUTE_TOGGLE", { isMuted: true }, ["MUTE_TOGGLE"]],
    ["HOLD_TOGGLE", TOGGLE, ["HOLD_TOGGLE"]],
    ["RECORDING_TOGGLE", { isRecordingPaused: true }, ["RECORDING_TOGGLE"]],
    ["PARTICIPANTS_SWAPPED", TOGGLE, ["HOLD_TOGGLE"]],
    ["PARTICIPANTS_CONFERENCED", TOGGLE, ["HOLD_TOGGLE"]],
    ["CALL_UPDATED", { call: call("a") }, ["CALL_UPDATED"], []],
    ["UPDATE_AUDIO_STATS", { stats: BOTH_WAYS }, ["AUDIO_STATS"], []],
    ["UPDATE_AUDIO_STATS", { callId: "a", isAudioStatsCompleted: true }, ["UPDATE_AUDIO_STATS_COMPLETED"]],
    ["AFTER_CALL_WORK_STARTED", { callId: "a" }, ["AFTER_CALL_WORK_STARTED"]],
    ["WRAP_UP_ENDED", { callId: "a" }, ["WRAP_UP_ENDED"]],
    ["SUPERVISOR_CALL_STARTED", { call: call("a") }, ["SUPERVISOR_CALL_STARTED"]],
    ["SUPERVISOR_CALL_CONNECTED", { call: call("a") }, ["SUPERVISOR_CALL_CONNECTED"]],
    ["SUPERVISOR_BARGED_IN", { call: call("a") }, ["SUPERVISOR_BARGED_IN"]],
    ["SUPERVISOR_HANGUP", { calls: [call("a")] }, ["SUPERVISOR_HANGUP"]],
    ["CALL_BARGED_IN", { callId: "a", supervisorName: "Eve", isBargedIn: true }, ["CALL_BARGED_IN"]],
    ["LOGIN_RESULT", { success: true }, ["LOGIN_RESULT", "CONNECTOR_READY"]],
    ["LOGIN_RESULT", { success: false }, ["LOGIN_RESULT"]],
    ["LOGOUT_RESULT", { success: true, loginFrameHeight: 300 }, ["LOGOUT_RESULT"]],
    ["STORAGE_ACCESS_RESULT", { success: true }, ["STORAGE_ACCESS_RESULT", "CONNECTOR_READY"], []],
    ["SET_AGENT_STATUS", { statusId: "0N5" }, ["SET_AGENT_STATUS"]],
    ["GET_AGENT_STATUS", { statusName: "Ready" }, ["GET_AGENT_STATUS"]],
    ["STATE_CHANGE", { newVendorStateInfo: { statusName: "Ready" } }, ["STATE_CHANGE"]],
    ["AFTER_CONVERSATION_WORK_STARTED", { workItemId: "w" }, ["AFTER_CONVERSATION_WORK_STARTED"], []],
    ["AFTER_CONVERSATION_WORK_ENDED", { workItemId: "w" }, ["AFTER_CONVERSATION_WORK_ENDED"], []],
    ["MESSAGE", { anything: [1, null] }, ["MESSAGE"]],
    ["SHOW_TRANSFER_VIEW", {}, ["SHOW_TRANSFER_VIEW"], []],
];
/** eventType, what Salesforce is told when that failed, the majors that know it if not all */
const TWINS = [
    ["CALL_STARTED", "CAN_NOT_START_THE_CALL"], ["QUEUED_CALL_STARTED", "CAN_NOT_START_THE_CALL"],
    ["CALL_CONNECTED", "CAN_NOT_START_THE_CALL"], ["HANGUP", "CAN_NOT_END_THE_CALL"],
    ["CALL_UPDATED", "CAN_NOT_UPDATE_CALL", [4]], ["PARTICIPANT_ADDED", "CAN_NOT_ADD_PARTICIPANT"],
    ["PARTICIPANT_CONNECTED", "CAN_NOT_CONNECT_PARTICIPANT"], ["PARTICIPANT_REMOVED", "CAN_NOT_HANGUP_PARTICIPANT"],
    ["MUTE_TOGGLE", "CAN_NOT_TOGGLE_MUTE"], ["HOLD_TOGGLE", "CAN_NOT_TOGGLE_HOLD"],
    ["RECORDING_TOGGLE", "CAN_NOT_TOGGLE_RECORD"], ["PARTICIPANTS_SWAPPED", "CAN_NOT_SWAP_PARTICIPANTS"],
    ["PARTICIPANTS_CONFERENCED", "CAN_NOT_CONFERENCE"], ["LOGIN_RESULT", "CAN_NOT_LOG_IN"],
    ["LOGOUT_RESULT", "CAN_NOT_LOG_OUT"], ["AGENT_ERROR", "AGENT_ERROR"], ["SOFTPHONE_ERROR", "GENERIC_ERROR"],
];

async function published(major, eventType, payload, more) {
    const rig = await ready(major);
    rig.engine.publish(eventType, payload, more);
    await rig.settle();
    return rig;
}

for (const major of MAJORS) {
    for (const [eventType, payload, told, told3 = told] of ROWS) {
        const title = `${eventType} ${JSON.stringify(payload).slice(0, 30)}`;
        test(`${major}.x: ${title} reaches Salesforce once and is acked`, async () => {
            const rig = await published(major, eventType, payload);
            const acks = rig.engine.acks;
            assert.deepEqual(rig.told(), major === 4 ? told : told3);
            assert.equal(acks.at(-1), rig.engine.seq);
            rig.close();
        });
    }

    for (const [eventType, error, majors = MAJORS] of TWINS) {
        if (!majors.includes(major)) continue;
        test(`${major}.x: a failed ${eventType} is told as ${error}`, async () => {
            const rig = await ready(major);
            rig.engine.publishError(eventType, "no");
            await rig.settle();
            assert.deepEqual(rig.last, { type: "ERROR", payload: { message: error } });
            assert.equal(rig.engine.acks.at(-1), rig.engine.seq);
            rig.close();
        });
    }

    test(`${major}.x: a failed action keeps its type, and its label outranks it`, async () => {
        const rig = await ready(major);
        rig.engine.publishError("HOLD_TOGGLE", "gone", { type: "INVALID_PARTICIPANT" });
        rig.engine.publishError("HOLD_TOGGLE", "no", { customError: { labelName: "l", namespace: "n" } });
        await rig.settle();
        assert.deepEqual(rig.events[0].payload, { message: "INVALID_PARTICIPANT" });
        assert.equal(rig.events[1].payload.customError.labelName, "l");
        rig.close();
    });

    test(`${major}.x: times arrive as dates, and a desk phone's call is no soft phone call`, async () => {
        const rig = await published(major, "CALL_STARTED", { call: call("a", { callInfo: { queueTimestamp: "2026-03-01T11:00:00Z" } }) });
        const { callInfo } = rig.last.payload;
        assert.deepEqual(callInfo.callStateTimestamp, new Date("2026-03-01T12:00:00Z"));
        assert.deepEqual(callInfo.queueTimestamp, new Date("2026-03-01T11:00:00Z"));
        assert.equal(callInfo.isSoftphoneCall, false);
        rig.close();
    });

    test(`${major}.x: what the constructors drop arrives all the same`, async () => {
        const ended = call("a", { state: "ended", reason: "error", closeCallOnError: false, agentStatus: "MissedCallAgent",
            callAttributes: { initialCallHasEnded: true } });
        const rig = await published(major, "HANGUP", { calls: [ended] });
        const [told] = rig.last.payload;
        assert.equal(told.closeCallOnError, false);
        assert.equal(told.callAttributes.initialCallHasEnded, true);
        assert.equal(told.agentStatus, "MissedCallAgent");
        rig.close();
    });

    test(`${major}.x: a payload that no constructor takes is acked as failed, and the next one goes on`, async () => {
        const rig = await published(major, "CALL_STARTED", { call: call("a", { callInfo: { isMuted: "yes" } }) });
        rig.engine.publish("MUTE_TOGGLE", { isMuted: true });
        await rig.settle();
        assert.deepEqual(rig.told(), ["MUTE_TOGGLE"]);
        assert.deepEqual(rig.engine.acks.slice(-2), [`${rig.engine.seq - 1} failed`, rig.engine.seq]);
        rig.close();
    });

    test(`${major}.x: a party that is removed is judged by the calls that the event brings`, async () => {
        const removed = call("a", { connectionId: "third", callAttributes: { participantType: "Third_Party" }, reason: "ended" });
        const rig = await published(major, "PARTICIPANT_REMOVED", { call: removed }, { followUp: [call("a", { state: "connected" })] });
        assert.equal(rig.last.type, "PARTICIPANT_REMOVED");
        assert.equal(rig.last.payload.reason, "ended");
        assert.deepEqual(rig.engine.said("getActiveCalls"), []);
        rig.close();
    });

    test(`${major}.x: the first caller who leaves a call of three hands it to the third party`, async () => {
        const third = call("a", { connectionId: "third", callType: "AddParticipant", state: "transferred" });
        const rig = await published(major, "PARTICIPANT_REMOVED", { call: call("a") }, { followUp: [third] });
        assert.deepEqual(rig.last, { type: "PARTICIPANT_CONNECTED", payload: { initialCallHasEnded: true } });
        rig.close();
    });

    test(`${major}.x: the MOS is computed of what was published since the call was connected`, async () => {
        const rig = await ready(major);
        rig.engine.publish("UPDATE_AUDIO_STATS", { stats: [{ inputChannelStats: { ...STATS, packetsLost: 50 } }] });
        rig.engine.publish("CALL_CONNECTED", { call: call("a", { state: "connected" }) });
        rig.engine.publish("UPDATE_AUDIO_STATS", { callId: "a", stats: BOTH_WAYS });
        rig.engine.publish("UPDATE_AUDIO_STATS", { callId: "a", isAudioStatsCompleted: true });
        await rig.settle();
        await rig.settle();
        assert.equal(rig.last.type, "UPDATE_AUDIO_STATS_COMPLETED");
        assert.ok(rig.last.payload.mos > 4.3, String(rig.last.payload.mos));
        rig.close();
    });
}

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
