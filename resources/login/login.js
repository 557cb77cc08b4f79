// The login page: the agent enters the SIP password once; the phone keeps it in the keyring and registers with it.
"use strict";
(() => {
    const root = document.documentElement;
    const { ticket } = root.dataset;
    delete root.dataset.ticket;
    const [form] = document.forms;
    const [account, password, button] = /** @type {any} */ (form.elements);
    const status = /** @type {HTMLElement} */ (document.getElementById("says"));
    const socket = new WebSocket(`ws://${location.host}/login/session`, "softphone.v1");
    let requests = 0;

    const ask = (method, params) =>
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: ++requests, method, params }));

    function say(words) {
        status.textContent = words;
    }

    function choose(accounts) {
        for (const { name, uri } of accounts) account.add(new Option(`${name} (${uri})`, name));
        button.disabled = !accounts.length;
        say(accounts.length ? "" : "The phone has no account with a password. Ask your administrator.");
        password.focus();
    }

    socket.onopen = () => ask("hello", { ticket });
    socket.onmessage = ({ data }) => {
        const { result, error } = JSON.parse(data);
        button.disabled = false;
        if (result?.accounts) choose(result.accounts);
        else say(error ? error.message : "You are logged in.");
    };
    socket.onclose = () => {
        button.disabled = true;
        say(`${status.textContent} The phone is not connected: load this page again.`.trim());
    };
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        button.disabled = true;
        say("Logging in");
        ask("secret", { account: account.value, password: password.value });
        password.value = "";
    });
})();
