// Compiled, never run: what a program that calls fetch may rely on, and what does not compile.
import { fromFetch, fromResponse, parse, retrying } from "./gett-errors";
import type { Answer, Body, HeadersLike, Problem } from "./gett-errors";

export async function place(url: string): Promise<Problem | string> {
  const [response, problem] = await retrying(() => fetch(url), { giveUpAfterSeconds: 10 });
  return problem ?? response.text();
}

export async function otherwise(url: string): Promise<number> {
  const [[status]] = await retrying(async () => [503, new Map([["Retry-After", "60"]]), "{}"]);
  const [answer] = await retrying<Answer>(() => fetch(url));
  return answer === undefined ? 0 : status;
}

export const bodies: Body[] = ["{}", new Uint8Array(), JSON.parse("{}"), { errorCode: "X" }, null, undefined];
export const headers: HeadersLike[] = [new Headers(), new Map([["a", "b"]]), [["a", "b"]], { a: "b", c: ["d"], e: undefined }];

export async function refused(response: Response): Promise<void> {
  // @ts-expect-error A promise is no body.
  parse(response.text());
  // @ts-expect-error
  parse(response.json());
  // @ts-expect-error A response is none either.
  parse(response);
  // @ts-expect-error
  parse(response.body);
  // @ts-expect-error
  parse(await response.blob());
  // @ts-expect-error
  parse(await response.arrayBuffer());
  // @ts-expect-error
  parse(new Error("503"));
  // @ts-expect-error
  parse(new Map([["errorCode", "X"]]));
  // @ts-expect-error
  parse(undefined);
  // @ts-expect-error
  fromResponse(response.status, response.headers, response.text());
  // @ts-expect-error
  fromResponse(response.status, response.headers, response);
  // @ts-expect-error
  fromResponse(response.status, response, "");
  // @ts-expect-error
  fromResponse(response.status, ["Retry-After", "45"], "");
  // @ts-expect-error
  fromResponse("503", response.headers, "");
  // @ts-expect-error
  fromResponse(response);
  // @ts-expect-error
  await fromFetch(fetch("/"));
  // @ts-expect-error
  await retrying(() => response);
  // @ts-expect-error
  await retrying(() => fetch("/").then((answer) => answer.json() as Promise<string>));
}
