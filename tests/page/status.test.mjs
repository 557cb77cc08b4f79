// What the status view says, for everything that can be so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshKit } from "./kit/rig.mjs";

const { shown, Status } = await freshKit();
const UP = { connection: "up", admission: "in" };
const say = (change) => shown(new Status(change).state);

for (const [name, change, mark, words] of [
    ["in a tab of its own", { ...UP, place: "top" }, "bad", /inside Salesforce only/],
    ["connected", UP, "good", /Phone connected/],
    ["before Salesforce has spoken", { connection: "up" }, "good", /Waiting for Salesforce/],
    ["without the phone", {}, "bad", /Start the softphone/],
    ["hosted elsewhere without the phone", { isHosted: true }, "bad", /LoopbackNetworkAllowedForUrls/],
    ["embedded by a stranger", { ...UP, admission: "refused", parent: "https://x.example" }, "bad", /https:\/\/x\.example/],
    ["while the phone is asked", { ...UP, admission: "asked", parent: "https://x.example" }, "waiting", /at the phone/],
    ["not started", { ...UP, startSays: "This phone belongs to somebody else" }, "bad", /belongs to somebody else/],
    ["not in charge", { ...UP, isInCharge: false }, "waiting", /Another tab/],
    ["with an old ticket", { refusal: "wrong_ticket" }, "bad", /Reload/],
    ["with a lost session", { refusal: "unknown_session" }, "bad", /Reload/],
    ["not paired", { refusal: "pairing_needed", says: "1234" }, "waiting", /1234/],
    ["from a foreign origin", { refusal: "forbidden_origin" }, "bad", /pages/],
    ["refused otherwise", { refusal: "odd", says: "because" }, "bad", /because/],
]) {
    test(`${name}: it says so`, () => {
        const view = say(change);
        assert.equal(view.mark, mark);
        assert.match(`${view.headline} ${view.advice}`, words);
    });
}

test("taking over is offered to a page that is not in charge, and to no other", () => {
    assert.equal(say({ ...UP, isInCharge: false }).canTakeOver, true);
    assert.equal(say(UP).canTakeOver, false);
});
