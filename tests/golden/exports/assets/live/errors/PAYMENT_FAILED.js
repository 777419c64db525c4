self.gettExchange = {
  "version": "e859cf590ddd",
  "request": {
    "method": "POST",
    "path": "/v1/orders",
    "headers": {
      "Accept": "application/problem+json",
      "Authorization": "Bearer YOUR_API_KEY"
    },
    "body": null,
    "note": ""
  },
  "verdict": {
    "retry": "yes",
    "inWords": "Yes, after `retryAfter` seconds",
    "waitFrom": [
      "retryAfter",
      "policy"
    ],
    "minSeconds": 1,
    "maxSeconds": 2,
    "didItHappen": "Not known"
  },
  "answer": {
    "status": 400,
    "title": "Bad Request",
    "headers": {
      "Retry-After": "3"
    },
    "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n",
    "markdown": "---\ncode: PAYMENT_FAILED\nstatus: 400\ntitle: Bad Request\ncategory: payment\nretryable: true\nretryAfter: 3\nactor: integration\nretry: {firstDelaySeconds: 1, factor: 2, maxDelaySeconds: 30, jitter: 1, maxRetries: 3, idempotencyKey: same, resetHeader: null, note: null}\ntype: https://developer.gett-tech.com/errors/PAYMENT_FAILED\norigin: domain\ngeneral: false\nreserved: false\nconfirmed: true\nverdict: {retry: 'yes', inWords: 'Yes, after `retryAfter` seconds', waitFrom: [retryAfter, policy], minSeconds: 1, maxSeconds: 2, didItHappen: Not known}\nadvice: Until you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice. Place the order again.\n---\n\n# PAYMENT_FAILED — 400 Bad Request\n\nThe processor failed for the moment. The card was not necessarily declined.\n\n## When This Fires\n\n- `POST /v1/orders`: the processor answered with an error\n\nSee `GET /v1/orders/{orderId}` for the order.\n\n## Recommended Action\n\nUntil you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice. Place the order again.\n\n1. Wait.\n2. Place the order again.\n\nRetry at most 3 times. Before each retry, wait as many seconds as `retryAfter` says; where it is absent, retry after a random wait of 1 to 2 s, then 2 to 4 s, then 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key and the same body again.\n\nCaution: Keep the key.\n\nGuide: https://developer.gett-tech.com/guides/authentication/\n\n## Did it happen?\n\n- `POST /v1/orders`: **Not known.** Until you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice.\n\n[The life of an `Idempotency-Key`](https://developer.gett-tech.com/guides/idempotency/) says when to keep a key, and when to make a new one.\n\n## Example\n\nWith a known wait\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\nRetry-After: 3\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n```\n\nIt answers this request:\n\n```http\nPOST /v1/orders HTTP/1.1\nHost: api-sandbox.gett-tech.com\nAccept: application/problem+json\nAuthorization: Bearer YOUR_API_KEY\n```\n\nWithout\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try once more.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true\n}\n```\n\nIt answers this request:\n\n```http\nPOST /v1/orders HTTP/1.1\nHost: api-sandbox.gett-tech.com\nAccept: application/problem+json\nAuthorization: Bearer YOUR_API_KEY\n```\n\n## In your code\n\nRun against the mock on every change, with https://developer.gett-tech.com/clients/gett_errors.py and https://developer.gett-tech.com/clients/gett-errors.ts:\n\n```python\nimport gett_errors\n\nurl = f\"{API}/v1/orders\"\nheaders = {\"Idempotency-Key\": key}\n# Sent again up to 3 times, each time after retryAfter seconds, with the same key.\nanswer, problem = gett_errors.retrying(\n    lambda: client.post(url, headers=headers, timeout=30)\n)\nif problem and problem.code == gett_errors.ErrorCode.PAYMENT_FAILED:\n    # Until you know whether it happened, send only the same request with the same\n    # Idempotency-Key; a new key may do it twice.\n    report_unconfirmed_payment(problem, key)\n```\n\n```typescript\nimport { ErrorCode, retrying } from \"./gett-errors\";\n\nconst url = `${API}/v1/orders`;\nconst sent = { method: \"POST\", headers: { ...headers, \"Idempotency-Key\": key } };\nconst timeout = () => ({ signal: AbortSignal.timeout(30_000) });\n// Sent again up to 3 times, each time after retryAfter seconds, with the same key.\nconst [answer, problem] = await retrying(() => fetch(url, { ...sent, ...timeout() }));\nif (problem?.code === ErrorCode.PAYMENT_FAILED) {\n  // Until you know whether it happened, send only the same request with the same\n  // Idempotency-Key; a new key may do it twice.\n  reportUnconfirmedPayment(problem, key);\n}\n```\n\n## Related errors\n\n- `PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final.\n"
  }
}
