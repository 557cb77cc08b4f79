// Every request of Salesforce, on both majors: what the phone is asked, what Salesforce is told, and what of a failure.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { call } from "./kit/engine.mjs";
import { MAJORS, ready, strays } from "./kit/rig.mjs";

const CONTACT = { phoneNumber: "+4930123456", type: "PhoneNumber" };
const RINGING = { callId: "a", callType: "Inbound" };
const CALL = { type: "CallResult", value: { call: call("a", { state: "connected" }) } };
const HANGUP = { type: "HangupResult", value: { calls: [call("a", { state: "ended", reason: "ended" })] }, followUp: [] };
const MUTED = { type: "MuteToggleResult", value: { isMuted: true } };
const HELD = { type: "HoldToggleResult", value: { isCustomerOnHold: true, isThirdPartyOnHold: false, calls: [call("a")] } };
const PAUSED = { type: "RecordingToggleResult", value: { isRecordingPaused: true } };
const PARTY = {
    type: "ParticipantResult",
    value: { initialCallHasEnded: false, callInfo: { isSoftphoneCall: false }, phoneNumber: "1", callId: "a", connectionId: "b" },
};

/** message, its fields, method, result, what Salesforce is told, of a failure, of a custom error, type that is kept, majors */
const ROWS = [
    ["ACCEPT_CALL", { call: RINGING }, "acceptCall", CALL, ["CALL_CONNECTED"], ["INFO"], ["ERROR"]],
    ["DECLINE_CALL", { call: RINGING }, "declineCall", CALL, ["HANGUP"], ["ERROR CAN_NOT_DECLINE_THE_CALL"], ["ERROR"]],
    ["END_CALL", { call: RINGING }, "endCall", HANGUP, ["HANGUP"], ["ERROR CAN_NOT_END_THE_CALL"], ["ERROR"]],
    ["MUTE", {}, "mute", MUTED, ["MUTE_TOGGLE"], ["ERROR CAN_NOT_MUTE_CALL"], ["ERROR"]],
    ["UNMUTE", {}, "unmute", MUTED, ["MUTE_TOGGLE"], ["ERROR CAN_NOT_UNMUTE_CALL"], ["ERROR"]],
    ["HOLD", { call: RINGING }, "hold", HELD, ["HOLD_TOGGLE"], ["ERROR CAN_NOT_HOLD_CALL"], ["ERROR"], "INVALID_PARTICIPANT"],
    ["RESUME", { call: RINGING }, "resume", HELD, ["HOLD_TOGGLE"], ["ERROR CAN_NOT_RESUME_CALL"], ["ERROR"], "INVALID_PARTICIPANT"],
    ["DIAL", { contact: CONTACT }, "dial", CALL, ["CALL_STARTED"], ["CALL_FAILED", "ERROR CAN_NOT_START_THE_CALL"],
        ["CALL_FAILED", "ERROR"], "INVALID_DESTINATION"],
    ["SEND_DIGITS", { digits: "12#" }, "sendDigits", { type: "Done", value: {} }, [], [], []],
    ["SWAP_PARTICIPANTS", { callToHold: RINGING, callToResume: RINGING }, "swap", HELD, ["HOLD_TOGGLE"],
        ["ERROR CAN_NOT_SWAP_PARTICIPANTS"], ["ERROR"]],
    ["CONFERENCE", { calls: [RINGING] }, "conference", HELD, ["HOLD_TOGGLE"], ["ERROR CAN_NOT_CONFERENCE"], ["ERROR"]],
    ["ADD_PARTICIPANT", { contact: CONTACT, call: RINGING }, "addParticipant", PARTY, ["PARTICIPANT_ADDED"],
        ["PARTICIPANT_REMOVED", "ERROR CAN_NOT_ADD_PARTICIPANT"], ["PARTICIPANT_REMOVED", "ERROR"], "INVALID_DESTINATION"],
    ["ADD_PARTICIPANT", { contact: CONTACT, call: RINGING, isBlindTransfer: true }, "addParticipant", PARTY,
        ["PARTICIPANT_ADDED", "HANGUP"], ["PARTICIPANT_REMOVED", "ERROR CAN_NOT_ADD_PARTICIPANT"],
        ["PARTICIPANT_REMOVED", "ERROR"]],
    ["PAUSE_RECORDING", {}, "pauseRecording", PAUSED, ["RECORDING_TOGGLE"], ["ERROR CAN_NOT_PAUSE_RECORDING"], ["ERROR"]],
    ["RESUME_RECORDING", {}, "resumeRecording", PAUSED, ["RECORDING_TOGGLE"], ["ERROR CAN_NOT_RESUME_RECORDING"], ["ERROR"]],
    ["SUPERVISE_CALL", { call: { callId: "a" } }, "superviseCall", { ...CALL, type: "SuperviseCallResult" },
        ["SUPERVISOR_CALL_STARTED"], ["ERROR CAN_NOT_SUPERVISE_CALL"], ["ERROR"]],
    ["SUPERVISOR_BARGE_IN", { call: { callId: "a" } }, "supervisorBargeIn", { ...CALL, type: "SuperviseCallResult" },
        ["SUPERVISOR_BARGED_IN"], ["ERROR CAN_NOT_BARGE_IN_SUPERVISOR"], ["ERROR"]],
    ["SUPERVISOR_DISCONNECT", { call: { callId: "a" } }, "supervisorDisconnect", { ...HANGUP, type: "SupervisorHangupResult" },
        ["SUPERVISOR_HANGUP"], ["ERROR CAN_NOT_DISCONNECT_SUPERVISOR"], ["ERROR"]],
    ["SET_AGENT_CONFIG", { config: { selectedPhone: { type: "DESK_PHONE", number: "1" } } }, "setAgentConfig",
        { type: "SetAgentConfigResult", value: { success: true } }, ["AGENT_CONFIG_UPDATED"],
        ["ERROR CAN_NOT_SET_AGENT_CONFIG"], ["ERROR"], "CAN_NOT_UPDATE_PHONE_NUMBER"],
    ["GET_PHONE_CONTACTS", { filter: { contains: "x" } }, "getPhoneContacts",
        { type: "PhoneContactsResult", value: { contacts: [{ id: "1", name: "Bob", queueWaitTime: "240" }], contactTypes: ["Agent"] } },
        ["PHONE_CONTACTS"], ["ERROR CAN_NOT_GET_PHONE_CONTACTS"], ["ERROR"]],
    ["GET_SIGNED_RECORDING_URL", { callId: "a" }, "getSignedRecordingUrl",
        { type: "SignedRecordingUrlResult", value: { success: true, url: "http://x/", callId: "a" } },
        ["SIGNED_RECORDING_URL"], ["SIGNED_RECORDING_URL"], ["SIGNED_RECORDING_URL"]],
    ["SET_AGENT_STATUS", { agentStatus: "Online", statusInfo: { statusId: "0N5" } }, "setAgentStatus",
        { type: "SetAgentStateResult", value: { success: true } }, ["SET_AGENT_STATUS_RESULT"],
        ["SET_AGENT_STATUS_RESULT", "ERROR CAN_NOT_SET_AGENT_STATUS"], ["ERROR"], "INVALID_AGENT_STATUS"],
    ["GET_AGENT_STATUS", {}, "getAgentStatus", { type: "AgentVendorStatusInfo", value: { statusName: "Ready" } },
        ["GET_AGENT_STATUS_RESULT"], ["ERROR CAN_NOT_GET_AGENT_STATUS"], ["ERROR"]],
    ["LOGOUT", {}, "logout", { type: "LogoutResult", value: { success: true } }, ["LOGOUT_RESULT"],
        ["ERROR CAN_NOT_LOG_OUT"], ["ERROR"]],
    ["GET_CONTACTS", { filter: {}, workItemId: "w" }, "getContacts", { type: "ContactsResult", value: { contacts: [] } },
        ["GET_CONTACTS_RESULT"], ["ERROR"], ["ERROR"], undefined, [4]],
    ["GET_AUDIO_DEVICES", {}, "getAudioDevices", { type: "AudioDevicesResult", value: { audioDevices: [] } },
        ["GET_AUDIO_DEVICES"], ["ERROR CAN_NOT_GET_AUDIO_DEVICES"], ["ERROR CAN_NOT_GET_AUDIO_DEVICES"], undefined, [4]],
    ["WRAP_UP_CALL", { call: RINGING }, "wrapUpCall", { type: "Done", value: {} }, [], [], []],
    ["MESSAGE", { message: { x: 1 } }, "handleMessage", { type: "Done", value: {} }, [], [], []],
    ["AGENT_WORK_EVENT", { agentWork: { workItemId: "w", workEvent: "ACCEPTED" } }, "onAgentWorkEvent",
        { type: "Done", value: {} }, [], [], [], undefined, [4]],
];

const named = ({ type, payload }) => (type === "ERROR" && payload.message ? `ERROR ${payload.message}` : type);

for (const major of MAJORS) {
    for (const [message, fields, method, result, told, failed, labelled, kept, majors = MAJORS] of ROWS) {
        if (!majors.includes(major)) continue;
        const title = fields.isBlindTransfer ? `${message} (blind)` : message;

        test(`${major}.x: ${title} is asked once, told once and acked`, async () => {
            const rig = await ready(major);
            await rig.says(message, fields);
            assert.equal(rig.engine.said(method).length, 1);
            assert.deepEqual(rig.told(), []);
            rig.engine.answer(rig.request(method).id, result);
            await rig.settle();
            assert.deepEqual(rig.told(), told);
            assert.equal(rig.engine.acks.at(-1), rig.engine.seq);
            rig.close();
        });

        test(`${major}.x: ${title} that fails is told as the contract says`, async () => {
            const rig = await ready(major);
            await rig.says(message, fields);
            rig.engine.reject(rig.request(method).id, "no");
            await rig.settle();
            assert.deepEqual(rig.events.map(named), failed);
            assert.equal(rig.engine.acks.at(-1), rig.engine.seq);
            rig.close();
        });

        test(`${major}.x: ${title} can fail in the customer's own words`, async () => {
            const rig = await ready(major);
            await rig.says(message, fields);
            const customError = { labelName: "notSupported", namespace: "c", message: "no" };
            rig.engine.reject(rig.request(method).id, "no", { customError });
            await rig.settle();
            assert.deepEqual(rig.events.map(named), labelled);
            const shown = rig.events.find(({ type, payload }) => type === "ERROR" && payload.customError);
            if (labelled.includes("ERROR")) assert.deepEqual(shown.payload.customError, customError);
            rig.close();
        });

        if (kept) {
            test(`${major}.x: ${title} keeps the type ${kept}`, async () => {
                const rig = await ready(major);
                await rig.says(message, fields);
                rig.engine.reject(rig.request(method).id, "no", { type: kept });
                await rig.settle();
                assert.ok(rig.events.map(named).includes(`ERROR ${kept}`));
                rig.close();
            });
        }
    }
}

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
