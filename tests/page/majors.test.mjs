// What major 3 of the base connector lacks, row by row of `softphone/connector/majors.py`: shown on both majors, so that
// a new version that behaves otherwise is noticed.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { call } from "./kit/engine.mjs";
import { MAJORS, ready, strays } from "./kit/rig.mjs";

const CONNECTED = call("a", { state: "connected" });
const HELD = { isCustomerOnHold: true, isThirdPartyOnHold: false, calls: [CONNECTED], isCallMerged: true };
const PARTY = {
    initialCallHasEnded: false, phoneNumber: "1", callId: "a", connectionId: "b", callInfo: { isSoftphoneCall: false },
    contact: { phoneNumber: "1" }, callAttributes: { participantType: "Third_Party" },
};

const keys = (payload) => Object.keys(payload).filter((key) => payload[key] !== undefined).sort();

/** What Salesforce is told when the phone publishes something. */
async function published(rig, eventType, payload, more) {
    rig.engine.publish(eventType, payload, more);
    await rig.settle();
    return rig.events.splice(0);
}

/** What Salesforce is told when it asks for something that the phone answers so. */
async function asked(rig, message, fields, method, result) {
    rig.engine.answers[method] = result;
    await rig.says(message, fields);
    return rig.events.splice(0);
}

/** Each shows one row: given a page, it answers with what is different between the majors. */
const SHOWN = {
    "requests that are never sent": {
        show: async (rig) => {
            await rig.says("GET_CONTACTS", { filter: {} });
            await rig.says("GET_AUDIO_DEVICES");
            await rig.says("AGENT_WORK_EVENT", { agentWork: { workItemId: "w", workEvent: "ACCEPTED" } });
            return ["getContacts", "getAudioDevices", "onAgentWorkEvent"].filter((method) => rig.engine.said(method).length);
        },
        4: ["getContacts", "getAudioDevices", "onAgentWorkEvent"],
        3: [],
    },
    "events that reach nobody": {
        show: async (rig) => {
            await published(rig, "CALL_CONNECTED", { call: CONNECTED });
            const told = [];
            for (const [eventType, payload] of [
                ["CALL_UPDATED", { call: CONNECTED }], ["SHOW_TRANSFER_VIEW", {}],
                ["AFTER_CONVERSATION_WORK_STARTED", { workItemId: "w" }],
                ["AFTER_CONVERSATION_WORK_ENDED", { workItemId: "w" }],
                ["UPDATE_AUDIO_STATS", { callId: "a", stats: [] }], ["STORAGE_ACCESS_RESULT", { success: false }],
            ]) told.push(...(await published(rig, eventType, payload)));
            return told.map(({ type }) => type);
        },
        4: ["CALL_UPDATED", "SHOW_TRANSFER_VIEW", "AFTER_CONVERSATION_WORK_STARTED", "AFTER_CONVERSATION_WORK_ENDED",
            "AUDIO_STATS", "STORAGE_ACCESS_RESULT"],
        3: [],
    },
    "options of a dialled call": {
        show: async (rig) => {
            const answer = { type: "CallResult", value: { call: call("a", { callType: "Outbound" }) } };
            await asked(rig, "DIAL", { contact: { phoneNumber: "1" }, params: "isCallback=true" }, "dial", answer);
            return rig.request("dial").params.options;
        },
        4: { isCallback: true, isConsultCall: false },
        3: {},
    },
    "a callback that Salesforce dials": {
        show: async (rig) => {
            const answer = { type: "CallResult", value: { call: call("a", { callType: "DialedCallback" }) } };
            const fields = { contact: { phoneNumber: "1" }, params: "isCallback=true" };
            return (await asked(rig, "DIAL", fields, "dial", answer)).map(({ type }) => type);
        },
        4: ["QUEUED_CALL_STARTED"],
        3: ["CALL_STARTED"],
    },
    "which call is muted": {
        show: async (rig) => {
            const answer = { type: "MuteToggleResult", value: { isMuted: true, call: CONNECTED, isGlobal: false } };
            const [told] = await asked(rig, "MUTE", { call: { callId: "a" } }, "mute", answer);
            return [keys(rig.request("mute").params), keys(told.payload)];
        },
        4: [["call"], ["call", "isGlobal", "isMuted"]],
        3: [[], ["isMuted"]],
    },
    "the connection of a call": {
        show: async (rig) => {
            const [{ payload }] = await published(rig, "CALL_STARTED", { call: call("a") });
            return ["connectionId", "toContact"].filter((key) => key in payload);
        },
        4: ["connectionId", "toContact"],
        3: [],
    },
    "whether calls are merged": {
        show: async (rig) => {
            const [held] = await published(rig, "HOLD_TOGGLE", HELD);
            const [merged] = await published(rig, "PARTICIPANTS_CONFERENCED", HELD);
            return [keys(held.payload), keys(merged.payload)];
        },
        4: [["calls", "isCallMerged", "isCustomerOnHold", "isThirdPartyOnHold"],
            ["calls", "isCallMerged", "isCustomerOnHold", "isThirdPartyOnHold"]],
        3: [["calls", "isCustomerOnHold", "isThirdPartyOnHold"], ["isCustomerOnHold", "isThirdPartyOnHold"]],
    },
    "calls whose acceptance is ignored": {
        show: async (rig) => {
            for (const callType of ["Outbound", "DialedCallback"]) await rig.says("ACCEPT_CALL", { call: { callId: "a", callType } });
            return rig.engine.said("acceptCall").map(({ params }) => params.call.callType);
        },
        4: [],
        3: ["DialedCallback"],
    },
    "how an accepted status is reported": {
        show: async (rig) => {
            const answer = { type: "SetAgentStateResult", value: { success: true, isStatusSyncNeeded: false } };
            const fields = { agentStatus: "Online", statusInfo: { statusId: "0N5" } };
            const [{ payload }] = await asked(rig, "SET_AGENT_STATUS", fields, "setAgentStatus", answer);
            return keys(payload);
        },
        4: ["isStatusSyncNeeded", "success"],
        3: ["success"],
    },
    "how an accepted phone is reported": {
        show: async (rig) => {
            const answer = { type: "SetAgentConfigResult", value: { success: true } };
            const config = { selectedPhone: { type: "DESK_PHONE", number: "1" }, isSystemEvent: true };
            const [{ payload }] = await asked(rig, "SET_AGENT_CONFIG", { config }, "setAgentConfig", answer);
            return keys(payload);
        },
        4: ["isSystemEvent", "success"],
        3: ["success"],
    },
    "how a failed acceptance is reported": {
        show: async (rig) => {
            await rig.says("ACCEPT_CALL", { call: { callId: "a", callType: "Inbound" } });
            rig.engine.reject(rig.request("acceptCall").id, "too late");
            await rig.settle();
            return rig.events.splice(0);
        },
        4: [{ type: "INFO", payload: { message: "CAN_NOT_ACCEPT_THE_CALL" } }],
        3: [{ type: "INFO", payload: { message: "CAN_NOT_ACCEPT_THE_CALL" } }],
    },
    "a party that joins": {
        show: async (rig) => {
            const [{ payload }] = await published(rig, "PARTICIPANT_ADDED", PARTY);
            return keys(payload);
        },
        4: ["callAttributes", "callId", "callInfo", "connectionId", "contact", "initialCallHasEnded", "phoneNumber"],
        3: ["callId", "callInfo", "initialCallHasEnded", "phoneNumber"],
    },
    "a party that leaves": {
        show: async (rig) => {
            const gone = call("a", { connectionId: "third", callAttributes: { participantType: "Third_Party" }, reason: "ended" });
            const [{ payload }] = await published(rig, "PARTICIPANT_REMOVED", { call: gone }, { followUp: [CONNECTED] });
            return keys(payload);
        },
        4: ["callId", "connectionId", "reason"],
        3: ["reason"],
    },
    "a party that is replayed": {
        show: async (rig) => {
            const third = call("a", { connectionId: "third", callType: "AddParticipant", state: "transferred" });
            rig.engine.answers.getActiveCalls = { type: "ActiveCallsResult", value: { activeCalls: [third] } };
            await rig.says("AGENT_AVAILABLE", { isAvailable: true });
            const [{ type, payload }] = rig.events.splice(0);
            return [type, ...keys(payload)];
        },
        4: ["PARTICIPANT_CONNECTED", "callAttributes", "callId", "callInfo", "connectionId", "contact", "phoneNumber"],
        3: ["PARTICIPANT_CONNECTED", "callId", "callInfo", "phoneNumber"],
    },
    "capabilities at the start": {
        show: async (rig) => {
            const ready = await published(rig, "LOGIN_RESULT", { success: true });
            return Object.keys(ready[1].payload.capabilities).length;
        },
        4: 26,
        3: 16,
    },
};

for (const major of MAJORS) {
    for (const [row, { show, [major]: expected }] of Object.entries(SHOWN)) {
        test(`${major}.x: ${row}`, async () => {
            const rig = await ready(major);
            assert.deepEqual(await show(rig), expected);
            rig.close();
        });
    }
}

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
