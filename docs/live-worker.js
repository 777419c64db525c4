// The service worker of the live examples. It answers requests to the API's hosts from the catalogue, so that an exchange
// stands in the browser's network panel and no request leaves the machine; all other requests it leaves alone. It stands
// at the site's root, because a worker reaches only what is below it, and keeps no state, because it is stopped when idle.
"use strict";

// Data and core have the version of this script's address, so that no cache gives an old one.
const version = self.location.search;
importScripts(`assets/live/core.js${version}`, `assets/live/exchanges.js${version}`);
const { hosts } = self.gettExchanges;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
// After a hard reload, a page is under no worker until one claims it again.
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (hosts.includes(url.origin)) {
    event.respondWith(answered(event.request, url));
  } else if (url.href === new URL("live-probe", self.registration.scope).href) {
    // Only a worker that intercepts can answer this: the page asks before each run.
    event.respondWith(new Response(version));
  }
});

async function answered(request, { pathname, search }) {
  const headers = Object.fromEntries(request.headers);
  const answer = self.gettCore.answer(self.gettExchanges, { method: request.method, url: pathname + search, headers });
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}
