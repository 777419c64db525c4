// What a partner's tests do with @mswjs/source: they answer each call from the document, with the status that they ask for.
// It prints, for each call of the document, what was answered: without a wish, and for each documented status.
import { readFileSync } from "node:fs";
import { fromOpenApi } from "@mswjs/source/open-api";
import { setupServer } from "msw/node";

const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const server = setupServer(...(await fromOpenApi(document)));
server.listen({ onUnhandledRequest: "error" });

const answers = [];
for (const [path, { parameters, ...operations }] of Object.entries(document.paths)) {
  for (const [method, { operationId, responses }] of Object.entries(operations)) {
    for (const asked of ["", ...Object.keys(responses).filter((status) => /^[1-5]\d\d$/.test(status))]) {
      const url = document.servers[0].url + path.replaceAll(/\{\w+\}/g, "abc-123");
      const response = await fetch(asked ? `${url}?response=${asked}` : url, { method: method.toUpperCase() });
      const type = response.headers.get("Content-Type");
      answers.push({ operationId, asked, status: response.status, type, body: await response.text() });
    }
  }
}
console.log(JSON.stringify(answers));
