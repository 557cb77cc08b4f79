// The parts of the page by themselves, for tests that run without a browser.
export { base as base3 } from "./base3.js";
export { base as base4 } from "./base4.js";
export { Desk } from "./desk.js";
export { Guard, isListed } from "./guard.js";
export { memory } from "./memory.js";
export { bridgeIn } from "./place.js";
export { rebuild } from "./rebuild.js";
export { Session } from "./session.js";
export { Status, shown } from "./status.js";
export { bestTimers } from "./timers.js";
export { nextTurn } from "./turn.js";
