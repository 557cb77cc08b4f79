// Writes package-lock.json anew, exact and lean: `npm run lock` after changing a version in package.json.
//
// Salesforce's packages name their own build tools as dependencies, hundreds of packages that nothing here runs: what
// they ship is one bundled file. The lock therefore leaves everything out that only they ask for.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const LOCK = new URL("package-lock.json", import.meta.url);
const BASES = ["node_modules/scv-connector-base", "node_modules/@salesforce/scv-connector-base"];
const TOOLS = /^node_modules\/(@esbuild\/[^/]+|esbuild|typescript)$/;
const isWanted = (path) => path === "" || BASES.includes(path) || TOOLS.test(path);

execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"], {
    stdio: "inherit",
});
const lock = JSON.parse(readFileSync(LOCK, "utf8"));
for (const path of BASES) delete lock.packages[path].dependencies;
lock.packages = Object.fromEntries(Object.entries(lock.packages).filter(([path]) => isWanted(path)));
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
