// The status view: makes the frame look like what `shown` says. Nothing is decided here.
import css from "./page.css";
import { shown } from "./status.js";

/** Make an element with text, which is never read as HTML. */
function element(document, name, className, parent) {
    const made = document.createElement(name);
    made.className = className;
    parent.append(made);
    return made;
}

/**
 * Show a status in the page.
 *
 * @param {Document} document
 * @param {import("./status.js").Status} status
 * @param {string} versions of the page and its base connector
 * @param {function(): void} takeOver what the button does
 */
export function show(document, status, versions, takeOver) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const main = element(document, "main", "softphone", document.body);
    const live = element(document, "div", "live", main);
    live.setAttribute("role", "status");
    const headline = element(document, "h1", "", live);
    element(document, "span", "mark", headline).setAttribute("aria-hidden", "true");
    const words = element(document, "span", "words", headline);
    const advice = element(document, "p", "advice", live);
    const button = element(document, "button", "take-over", main);
    button.type = "button";
    button.textContent = "Take over here";
    button.addEventListener("click", takeOver);
    const footer = element(document, "p", "versions", main);
    status.watch((state) => {
        const now = shown(state);
        live.dataset.mark = now.mark;
        if (words.textContent !== now.headline) words.textContent = now.headline;
        if (advice.textContent !== now.advice) advice.textContent = now.advice;
        advice.hidden = !now.advice;
        button.hidden = !now.canTakeOver;
        footer.textContent = state.engine ? `Phone ${state.engine}. ${versions}` : versions;
    });
}
