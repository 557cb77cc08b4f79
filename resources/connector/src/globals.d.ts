// What the bundler fills in and reads; see build.mjs.
declare const PAGE_VERSION: string;
declare const BASE3_VERSION: string;
declare const BASE4_VERSION: string;

declare module "*.css" {
    const text: string;
    export default text;
}

/** The base connector's classes by name. */
type Classes = Record<string, new (...args: any[]) => any>;
