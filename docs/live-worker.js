// The service worker of the live examples. It answers requests to the API's hosts from the catalogue, so that an exchange
// stands in the browser's network panel and no request leaves the machine; all other requests it leaves alone. It stands
// at the site's root, because a worker reaches only what is below it, and keeps no state, because it is stopped when idle.
"use strict";

// The version of the data from which this worker answers, and no other. An update of the site leaves the worker of the
// one before running, while the host has new files at all addresses.
const version = self.location.search.slice(1);
importScripts(`assets/live/core.js?${version}`, `assets/live/index.js?${version}`);
const { gettCore: core, gettIndex: index } = self;
// Thrown here, it keeps this worker from being installed, or from replacing one whose data are of its version.
if (index.version !== version) throw new Error(`The index is of version ${index.version}, not ${version}.`);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
// After a hard reload, a page is under no worker until one claims it again.
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (index.hosts.includes(url.origin)) {
    event.respondWith(answered(event.request, url));
  } else if (url.href === new URL("live-probe", self.registration.scope).href) {
    // Only a worker that intercepts can answer this: the page asks before each run.
    event.respondWith(new Response(version));
  }
});

/** Returns the answer, or an error of the network, as a page expects it that has data of another version. */
async function answered(request, { pathname, search, hash }) {
  // The fragment, which never leaves the browser, is the version of the page that asks.
  if (hash && hash !== `#${version}`) return Response.error();
  const headers = Object.fromEntries(request.headers);
  const answer = await core.answer(index, { method: request.method, url: pathname + search, headers }, answerOf);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}

/** Returns what is answered with a code: from the cache, as without a network, unless that has another version. */
async function answerOf(code) {
  for (const cache of ["force-cache", "reload"]) {
    const found = await fetch(`assets/live/errors/${code}.js?${version}`, { cache });
    const script = await found.text();
    const data = found.ok ? JSON.parse(script.slice(script.indexOf("=") + 1)) : {};
    if (data.version === version) return data.answer;
  }
  throw new Error(`The host has no ${code} of version ${version}.`);
}
