// Salesforce's base connector, major version 4: calls are a connector of their own (TelephonyConnector).
/* global BASE4_VERSION */
import * as package4 from "scv-connector-base";

const classes = { ...package4 };

/** Make the two connectors that version 4 wants of what one desk answers. */
function connector(desk) {
    const ask = (method) => (...args) => desk.ask(method, ...args);
    const telephony = new package4.TelephonyConnector();
    const vendor = new package4.VendorConnector();
    for (const method of [
        "acceptCall", "declineCall", "endCall", "mute", "unmute", "hold", "resume", "dial", "sendDigits",
        "getPhoneContacts", "swap", "conference", "addParticipant", "pauseRecording", "resumeRecording",
        "getActiveCalls", "getAgentConfig", "setAgentConfig", "getVoiceCapabilities", "getSignedRecordingUrl",
        "getAudioDevices", "wrapUpCall", "superviseCall", "supervisorBargeIn", "supervisorDisconnect",
    ]) telephony[method] = ask(method);
    for (const method of [
        "init", "logout", "setAgentStatus", "getAgentStatus", "getSharedCapabilities", "getContacts", "handleMessage",
        "onAgentWorkEvent", "logMessageToVendor", "downloadLogs",
    ]) vendor[method] = ask(method);
    vendor.getTelephonyConnector = async () => telephony;
    return vendor;
}

export const base = {
    major: 4,
    version: BASE4_VERSION,
    classes,
    connector,
    initialize: package4.initializeConnector,
    publishEvent: package4.publishEvent,
    publishError: package4.publishError,
    log: package4.log,
};
