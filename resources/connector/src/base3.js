// Salesforce's base connector, major version 3: one flat connector, the API of the partner guide.
/* global BASE3_VERSION */
import * as package3 from "@salesforce/scv-connector-base";

/** Version 3 has one class for what version 4 tells apart. */
const classes = {
    ...package3,
    SetAgentStateResult: package3.GenericResult,
    SetAgentConfigResult: package3.GenericResult,
    ContactsResult: package3.PhoneContactsResult,
};

/** Make the one connector that version 3 wants of what a desk answers. */
function connector(desk) {
    const vendor = new package3.VendorConnector();
    for (const method of [
        "acceptCall", "declineCall", "endCall", "mute", "unmute", "hold", "resume", "dial", "sendDigits",
        "getPhoneContacts", "swap", "conference", "addParticipant", "pauseRecording", "resumeRecording",
        "getActiveCalls", "getAgentConfig", "setAgentConfig", "getSignedRecordingUrl", "wrapUpCall", "superviseCall",
        "supervisorBargeIn", "supervisorDisconnect", "init", "logout", "setAgentStatus", "getAgentStatus",
        "handleMessage", "logMessageToVendor", "downloadLogs",
    ]) vendor[method] = (...args) => desk.ask(method, ...args);
    vendor.getCapabilities = async () => {
        const shared = await desk.ask("getSharedCapabilities");
        const voice = await desk.ask("getVoiceCapabilities");
        return new package3.CapabilitiesResult({ ...shared, ...voice });
    };
    return vendor;
}

export const base = {
    major: 3,
    version: BASE3_VERSION,
    classes,
    connector,
    initialize: package3.initializeConnector,
    publishEvent: package3.publishEvent,
    publishError: package3.publishError,
    log: package3.log,
};
