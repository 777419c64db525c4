// Decodes texts that are too long for the page itself, which would stand still: it answers each message {number, text}
// with {number, result}.
"use strict";

importScripts("answering.js");

self.addEventListener("message", async ({ data: { number, text } }) => {
  const { decode } = await self.gettAnswering.ready();
  self.postMessage({ number, result: decode(text, self.gettDecoder) });
});
