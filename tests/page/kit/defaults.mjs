// Tells what Salesforce's constructors make of objects in which everything is left out that may be.
import { readFileSync } from "node:fs";
import { freshKit, MAJORS } from "./rig.mjs";

const kit = await freshKit();
const asked = JSON.parse(readFileSync(0, "utf8"));
const made = {};
for (const major of MAJORS) {
    const { classes } = kit[`base${major}`];
    made[major] = Object.fromEntries(
        Object.entries(asked).filter(([name]) => classes[name]).map(([name, fields]) => [name, kit.rebuild(classes, name, fields)]),
    );
}
process.stdout.write(JSON.stringify(made));
