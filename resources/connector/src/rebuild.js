// From the bridge's JSON to the real classes of Salesforce's base connector, which checks payloads by their class.
//
// Built afresh for each use: the base connector writes on what it is given.
import table from "./table.json";

/** What the constructors drop although it means something. */
const DROPPED = {
    PhoneCall: ["closeCallOnError"],
    PhoneCallAttributes: ["initialCallHasEnded"],
};

/**
 * Rebuild a value of a class that the table names.
 *
 * @param {Classes} classes the base connector's classes; one that it lacks stays a plain object
 * @param {string} name the class
 * @param {*} value what the bridge sent
 */
export function rebuild(classes, name, value) {
    if (value === null || value === undefined) return undefined;
    if (Array.isArray(value)) return value.map((one) => rebuild(classes, name, one));
    if (name === "Date") return new Date(value);
    const inner = table.classes[name] ?? {};
    const fields = Object.fromEntries(
        Object.entries(value).map(([key, given]) => [key, key in inner ? rebuild(classes, inner[key], given) : given]),
    );
    const Class = classes[name];
    if (!Class) return fields;
    const built = new Class(fields);
    for (const field of DROPPED[name] ?? []) {
        if (field in fields) built[field] = fields[field];
    }
    return built;
}

/** The class of an event's payload; null is anything. */
export const payloadClass = (eventType) => table.events[eventType]?.payload ?? null;
