// Bundles the connector page into dist/: one script for each major version of Salesforce's base connector, and one with
// the page's parts for tests.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";

const at = (path) => new URL(path, import.meta.url).pathname;
const versionOf = async (name) => JSON.parse(await readFile(at(`node_modules/${name}/package.json`), "utf8")).version;
const define = {
    PAGE_VERSION: JSON.stringify(JSON.parse(await readFile(at("package.json"), "utf8")).version),
    BASE4_VERSION: JSON.stringify(await versionOf("scv-connector-base")),
    BASE3_VERSION: JSON.stringify(await versionOf("@salesforce/scv-connector-base")),
};

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist"), { recursive: true });
await build({
    absWorkingDir: at("."),
    entryPoints: { connector4: "src/entry4.js", connector3: "src/entry3.js", ticker: "src/ticker.js" },
    outdir: "dist",
    bundle: true,
    format: "iife",
    target: ["chrome100", "firefox100", "safari15"],
    loader: { ".css": "text" },
    legalComments: "eof",
    minifyWhitespace: true,
    minifySyntax: true,
    define,
});
await build({
    absWorkingDir: at("."),
    entryPoints: { kit: "src/kit.js" },
    outdir: "dist/test",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node18",
    define,
});
await copyFile(at("page/index.html"), at("dist/index.html"));
