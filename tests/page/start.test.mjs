// How the page starts: with the phone, before it, without it, and for whom.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { AGENT_CONFIG, call, Engine, STATE } from "./kit/engine.mjs";
import { Browser, freshKit, MAJORS, nextTask, ready, Rig, SALESFORCE, strays } from "./kit/rig.mjs";

async function withoutEngine(major, options = {}) {
    const engine = new Engine();
    engine.isThere = false;
    return ready(major, { engine, keepEvents: true, ...options });
}

async function appears(rig) {
    rig.engine.isThere = true;
    rig.time.pass(5000);
    await rig.settle();
    await rig.settle();
}

for (const major of MAJORS) {
    test(`${major}.x: Salesforce learns the phones, the capabilities and the call in progress`, async () => {
        const engine = new Engine();
        engine.state = { ...STATE, activeCalls: [call("a", { state: "connected" })] };
        const rig = await ready(major, { engine, keepEvents: true });
        assert.deepEqual(rig.events.map(({ type }) => type), ["CONNECTOR_READY"]);
        const { agentConfig, capabilities, callInProgress } = rig.last.payload;
        assert.deepEqual(agentConfig, { PHONES: AGENT_CONFIG.phones, SELECTED_PHONE: AGENT_CONFIG.selectedPhone });
        assert.equal(Object.keys(capabilities).length, major === 4 ? 26 : 16);
        assert.equal(capabilities.MERGE, false);
        assert.equal(capabilities.MUTE, true);
        assert.equal(callInProgress.callId, "a");
        rig.close();
    });

    test(`${major}.x: the phone gets the part of the configuration that it uses, and no certificate`, async () => {
        const config = { userName: "u", "/reqHvcc/reqTelephonyIntegrationCertificate": "s3cret", userPresenceStatuses: "{}" };
        const rig = await new Rig(await freshKit(), major).setUp(config);
        assert.deepEqual(rig.request("init").params.connectorConfig, { userName: "u", userPresenceStatuses: "{}" });
        rig.close();
    });

    test(`${major}.x: a phone that wants a login gets its page shown`, async () => {
        const engine = new Engine();
        engine.answers.init = { type: "InitResult", value: { showLogin: true, loginFrameHeight: 400 } };
        const rig = await ready(major, { engine, keepEvents: true });
        assert.deepEqual(rig.last, { type: "SHOW_LOGIN", payload: { loginFrameHeight: 400 } });
        rig.told();
        engine.publish("LOGIN_RESULT", { success: true });
        await rig.settle();
        assert.deepEqual(rig.told(), ["LOGIN_RESULT", "CONNECTOR_READY"]);
        rig.close();
    });

    for (const [data, payload] of [
        [{}, { message: "CAN_NOT_LOG_IN" }],
        [{ type: "INVALID_PARAMS" }, { message: "INVALID_PARAMS" }],
        [{ customError: { labelName: "l", namespace: "c", message: "m" } }, { customError: { labelName: "l", namespace: "c", message: "m" } }],
    ]) {
        test(`${major}.x: a phone that refuses to start is told as ${JSON.stringify(payload).slice(0, 30)}`, async () => {
            const engine = new Engine();
            delete engine.answers.init;
            const rig = await ready(major, { engine, keepEvents: true });
            engine.reject(rig.request("init").id, "no", data);
            await rig.settle();
            assert.deepEqual(rig.events, [{ type: "ERROR", payload }]);
            assert.equal(rig.status.state.startSays, data.customError?.message ?? "no");
            rig.close();
        });
    }

    test(`${major}.x: without a phone Salesforce is ready after three seconds, and again when the phone appears`, async () => {
        const rig = await withoutEngine(major);
        rig.time.pass(2900);
        await rig.settle();
        assert.deepEqual(rig.told(), []);
        rig.time.pass(200);
        await rig.settle();
        assert.equal(rig.last.payload.callInProgress, null);
        assert.deepEqual(rig.last.payload.agentConfig.PHONES, ["DESK_PHONE"]);
        assert.deepEqual(rig.told(), ["CONNECTOR_READY"]);
        await appears(rig);
        assert.equal(rig.last.payload.agentConfig.SELECTED_PHONE.number, "4711");
        assert.deepEqual(rig.told(), ["LOGIN_RESULT", "CONNECTOR_READY"]);
        assert.equal(rig.engine.said("init").length, 1);
        rig.close();
    });

    test(`${major}.x: without a phone the capabilities and phones of the last time are good, and calls are not`, async () => {
        const browser = new Browser();
        const engine = new Engine();
        engine.state = { ...STATE, activeCalls: [call("a")], voiceCapabilities: { hasMute: false } };
        (await ready(major, { engine, browser })).close();
        const rig = await withoutEngine(major, { browser });
        rig.time.pass(3100);
        await rig.settle();
        const { agentConfig, capabilities, callInProgress } = rig.last.payload;
        assert.equal(agentConfig.SELECTED_PHONE.number, "4711");
        assert.equal(capabilities.MUTE, false);
        assert.equal(callInProgress, null);
        rig.close();
    });

    test(`${major}.x: a phone that appears late and wants a login shows its page`, async () => {
        const rig = await withoutEngine(major);
        rig.time.pass(3100);
        await rig.settle();
        rig.told();
        rig.engine.answers.init = { type: "InitResult", value: { showLogin: true } };
        await appears(rig);
        assert.deepEqual(rig.told(), ["LOGOUT_RESULT"]);
        rig.close();
    });

    test(`${major}.x: a page that is not in charge starts without calls and refuses requests, until it is`, async () => {
        const engine = new Engine();
        engine.isInCharge = false;
        engine.state = { ...STATE, activeCalls: [call("a", { state: "connected" })] };
        const rig = await ready(major, { engine, keepEvents: true });
        assert.equal(rig.last.payload.callInProgress, null);
        rig.told();
        await rig.says("MUTE");
        assert.deepEqual(rig.last.payload, { message: "CAN_NOT_MUTE_CALL" });
        assert.deepEqual(engine.said("mute"), []);
        rig.told();
        engine.charge(true);
        await rig.settle();
        await rig.settle();
        assert.equal(rig.last.payload.callInProgress.callId, "a");
        assert.deepEqual(rig.told(), ["LOGIN_RESULT", "CONNECTOR_READY"]);
        rig.close();
    });
}

async function guarded(parents, admit = () => Promise.reject(new Error("no"))) {
    const kit = await freshKit();
    const window = new EventTarget();
    const status = new kit.Status();
    const heard = [];
    const asked = [];
    globalThis.MessageEvent = class extends Event {
        constructor(type, init) {
            super(type);
            Object.assign(this, init);
        }
    };
    const wiring = { window, parents, status, admit: (origin) => { asked.push(origin); return admit(origin); } };
    new kit.Guard(wiring).listen();
    window.addEventListener("message", (event) => heard.push(event.origin));
    const speak = async (origin, type = "SETUP_CONNECTOR") => {
        window.dispatchEvent(new globalThis.MessageEvent("message", { data: { type }, origin, ports: [] }));
        await nextTask();
    };
    return { speak, heard, asked, status };
}

test("only the customer's own Salesforce pages are heard, and a stranger does not spoil it for them", async () => {
    const { speak, heard, status } = await guarded([SALESFORCE]);
    await speak("https://other.lightning.force.com");
    await speak("http://myorg.lightning.force.com");
    assert.deepEqual(heard, []);
    assert.equal(status.state.admission, "refused");
    await speak(SALESFORCE);
    assert.deepEqual(heard, [SALESFORCE]);
    assert.equal(status.state.admission, "in");
});

test("a port may be any where the list says so, and must fit where it does not", async () => {
    const any = await guarded([`${SALESFORCE}:*`]);
    await any.speak(`${SALESFORCE}:8443`);
    assert.equal(any.heard.length, 1);
    const exact = await guarded([SALESFORCE]);
    await exact.speak(`${SALESFORCE}:8443`);
    assert.equal(exact.heard.length, 0);
});

test("without a list the phone is asked once, and the message goes on when it agrees", async () => {
    const { speak, heard, asked, status } = await guarded([], () => Promise.resolve());
    await speak(SALESFORCE);
    await speak(SALESFORCE);
    assert.deepEqual(asked, [SALESFORCE]);
    assert.deepEqual(heard, [SALESFORCE, SALESFORCE]);
    assert.equal(status.state.admission, "in");
});

test("without a list a page that the phone refuses is never heard, and one without encryption not even asked about", async () => {
    const { speak, heard, asked, status } = await guarded([]);
    await speak("http://myorg.lightning.force.com");
    await speak("https://evil.example.com");
    assert.deepEqual(heard, []);
    assert.deepEqual(asked, ["https://evil.example.com"]);
    assert.equal(status.state.admission, "refused");
});

test("other messages are none of the guard's business", async () => {
    const { speak, heard } = await guarded([SALESFORCE]);
    await speak("https://evil.example.com", "SOMETHING");
    assert.deepEqual(heard, ["https://evil.example.com"]);
});

test("a configuration names the bridge of this computer only", async () => {
    const { bridgeIn } = await freshKit();
    assert.equal(bridgeIn({ "/reqGeneralInfo/softphoneBridge": "ws://127.0.0.1:17172/bridge" }), "ws://127.0.0.1:17172/bridge");
    assert.equal(bridgeIn({ softphoneBridge: "ws://evil.example.com/bridge" }), undefined);
    assert.equal(bridgeIn({}), undefined);
    assert.equal(bridgeIn(undefined), undefined);
});

after(() => assert.deepEqual(strays, [], "nothing failed unseen"));
