// What the page remembers: in this tab across reloads, and in this browser across days. A browser that forbids it is
// no reason to stop.

function kept(storage) {
    return {
        read(key) {
            try {
                return JSON.parse(storage().getItem(`softphone.${key}`));
            } catch {
                return null;
            }
        },
        write(key, value) {
            try {
                storage().setItem(`softphone.${key}`, JSON.stringify(value));
            } catch {
                // not allowed, or full: the page works without
            }
        },
    };
}

/** `tab` outlives a reload, `browser` outlives the tab. */
export const memory = (window) => ({
    tab: kept(() => window.sessionStorage),
    browser: kept(() => window.localStorage),
});
