// Prints what gett-errors.ts makes of responses of fetch, and what is left of their bodies.
import { pathToFileURL } from "node:url";

const { fromFetch } = await import(pathToFileURL(process.argv[2]).href);

/** Returns a body whose connection breaks after its first bytes. */
function cut() {
  const first = new TextEncoder().encode('{"errorCode":"CONF');
  return new ReadableStream({
    pull(controller) {
      if (this.begun) return controller.error(new TypeError("terminated"));
      this.begun = true;
      controller.enqueue(first);
    },
  });
}

const BODIES = { whole: '{"errorCode":"CONFLICT"}', empty: null, cut: cut() };
const found = {};
for (const [name, body] of Object.entries(BODIES)) {
  const response = new Response(body, { status: 409 });
  const { code, decidedBy } = await fromFetch(response);
  const left = await response.text().then((text) => (text === (body ?? "") ? "body left to read" : text), () => "cut");
  found[name] = [code, decidedBy, left];
}
console.log(JSON.stringify(found));
