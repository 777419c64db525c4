// Decodes texts that are too long for the page itself, which would stand still: it answers each message {number, text}
// with {number, result}.
"use strict";

importScripts("answering.js");

self.addEventListener("message", async ({ data: { number, text } }) => {
  self.postMessage({ number, result: await self.gettAnswering.verdict(text) });
});
