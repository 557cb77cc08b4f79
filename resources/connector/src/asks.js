// What is said to the engine with a request: of what Salesforce hands over, the part that the phone uses.
//
// Nothing else leaves the page: not the certificate in the configuration, not fields that only Salesforce knows.

const CONFIGURATION = [
    "userName", "userId", "organizationId", "callCenterId", "isACWAllowed", "userPresenceStatuses",
    "/reqHvcc/reqLongDistPrefix", "reqLongDistPrefix",
];

/** The named members that are there and not null. */
function pick(given, names) {
    const source = given && typeof given === "object" ? given : {};
    const there = names.filter((name) => source[name] !== null && source[name] !== undefined);
    return Object.fromEntries(there.map((name) => [name, source[name]]));
}

function call(given) {
    if (!given || typeof given !== "object") return undefined;
    const said = pick(given, ["callId", "connectionId", "callType", "phoneNumber", "voiceCallId", "from", "to"]);
    const attributes = pick(given.callAttributes, ["voiceCallId", "participantType", "parentId", "dialerType"]);
    return Object.keys(attributes).length ? { ...said, callAttributes: attributes } : said;
}

const contact = (given) => pick(given, ["phoneNumber", "id", "type", "name", "prefix", "extension"]);

const filter = (given) => (given ? pick(given, ["contains", "limit", "offset", "types"]) : undefined);

function agentConfig(given) {
    const said = pick(given, ["speakerDeviceId", "microphoneDeviceId", "hidDeviceInfo", "isSystemEvent"]);
    const phone = given?.selectedPhone;
    if (!phone) return said;
    return { ...said, selectedPhone: typeof phone === "string" ? { type: phone } : pick(phone, ["type", "number"]) };
}

const aboutCall = (given) => ({ call: call(given) });

/** The params of each method that has any. */
const PARAMS = {
    acceptCall: aboutCall,
    declineCall: aboutCall,
    endCall: (given, agentStatus) => ({ call: call(given), agentStatus: agentStatus ?? undefined }),
    mute: aboutCall,
    unmute: aboutCall,
    hold: aboutCall,
    resume: aboutCall,
    pauseRecording: aboutCall,
    resumeRecording: aboutCall,
    wrapUpCall: aboutCall,
    superviseCall: aboutCall,
    supervisorBargeIn: aboutCall,
    supervisorDisconnect: aboutCall,
    dial: (given, options) => ({ contact: contact(given), options: pick(options, ["isCallback", "isConsultCall"]) }),
    sendDigits: (digits) => ({ digits: String(digits) }),
    getPhoneContacts: (given) => ({ filter: filter(given) }),
    getContacts: (given, workItemId) => ({ filter: filter(given), workItemId: workItemId ?? undefined }),
    swap: (held, resumed) => ({ callToHold: call(held), callToResume: call(resumed) }),
    conference: (calls) => ({ calls: (calls ?? []).map((one) => call(one) ?? {}) }),
    addParticipant: (given, to, isBlindTransfer) => ({
        contact: contact(given), call: call(to), isBlindTransfer: Boolean(isBlindTransfer),
    }),
    setAgentConfig: (given) => ({ config: agentConfig(given) }),
    getSignedRecordingUrl: (recordingUrl, vendorCallKey, callId) =>
        pick({ recordingUrl, vendorCallKey, callId }, ["recordingUrl", "vendorCallKey", "callId"]),
    setAgentStatus: (agentStatus, statusInfo, enqueueNextState) => ({
        agentStatus: agentStatus ?? undefined,
        statusInfo: pick(statusInfo, ["statusId", "statusApiName", "statusName", "hasChannels", "isOffline"]),
        enqueueNextState: Boolean(enqueueNextState),
    }),
    init: (config) => ({ connectorConfig: pick(config, CONFIGURATION) }),
    handleMessage: (message) => ({ message }),
    onAgentWorkEvent: (work) => pick(work, ["workItemId", "workId", "workEvent"]),
    logMessageToVendor: (level, message, payload) => ({ level: level ?? undefined, message, payload }),
    downloadLogs: (lines) => ({ lines }),
};

/** What to say with a request. */
export const paramsOf = (method, args) => PARAMS[method]?.(...args) ?? {};
