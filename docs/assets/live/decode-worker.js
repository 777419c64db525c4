// Decodes texts that are too long for the page itself, which would stand still. It has the scripts of the page, by its
// address, and answers each message {number, text} with {number, result}.
"use strict";

importScripts(...new URLSearchParams(self.location.search).getAll("script"));

self.addEventListener("message", ({ data: { number, text } }) => {
  self.postMessage({ number, result: self.gettDecoding.decode(text, self.gettExchanges) });
});
