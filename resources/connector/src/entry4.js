// The page on version 4 of the base connector. It has to run before the load event: Salesforce speaks then.
import { base } from "./base4.js";
import { start } from "./main.js";

start(base);
