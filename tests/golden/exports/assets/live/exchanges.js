self.gettExchanges = {
  "hosts": [
    "https://api-sandbox.gett-tech.com",
    "https://api.gett-tech.com"
  ],
  "members": {
    "type": {
      "type": "string",
      "required": true,
      "pattern": "^https://developer[.]gett-tech[.]com/errors/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$"
    },
    "title": {
      "type": "string",
      "required": true,
      "pattern": null
    },
    "status": {
      "type": "integer",
      "required": true,
      "pattern": null
    },
    "detail": {
      "type": "string",
      "required": true,
      "pattern": null
    },
    "instance": {
      "type": "string",
      "required": true,
      "pattern": "^(?:/(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)$"
    },
    "requestId": {
      "type": "string",
      "required": true,
      "pattern": "^(?:req_[\\w-]+)$"
    },
    "timestamp": {
      "type": "string",
      "required": true,
      "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)$"
    },
    "errorCode": {
      "type": "string",
      "required": true,
      "pattern": "^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)$"
    },
    "errorCategory": {
      "type": "string",
      "required": true,
      "pattern": null
    },
    "retryable": {
      "type": "boolean",
      "required": true,
      "pattern": null
    },
    "retryAfter": {
      "type": "integer",
      "required": false,
      "pattern": null
    },
    "errors": {
      "type": "array",
      "required": false,
      "pattern": null
    }
  },
  "endpoints": [
    {
      "method": "POST",
      "path": "/v1/orders",
      "errors": [
        "PAYMENT_DECLINED",
        "PAYMENT_FAILED"
      ]
    },
    {
      "method": "GET",
      "path": "/v1/orders/{orderId}",
      "errors": []
    }
  ],
  "errors": {
    "CONFLICT": {
      "status": 409,
      "title": "Conflict",
      "gateway": true,
      "general": true,
      "headers": {},
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n",
      "markdown": "---\ncode: CONFLICT\nstatus: 409\ntitle: Conflict\ncategory: conflict\nretryable: false\nretryAfter: null\nactor: integration\nretry: null\ntype: https://developer.gett-tech.com/errors/CONFLICT\norigin: gateway\ngeneral: true\nreserved: false\nadvice: Read what is there.\n---\n\n# CONFLICT — 409 Conflict\n\nThe request conflicts with an earlier one.\n\n## When This Fires\n\n- Any endpoint: it was done before\n\n## Recommended Action\n\n1. Read it.\n\n## Example\n\n```http\nHTTP/1.1 409 Conflict\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n```\n",
      "category": "conflict",
      "retryable": false,
      "retryAfter": null,
      "retry": null,
      "advice": "Read what is there.",
      "actor": "Your integration",
      "steps": [
        "Read it."
      ],
      "howToRetry": null,
      "caution": null,
      "request": {
        "method": "GET",
        "path": "/v1/orders/abc-123",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      }
    },
    "PAYMENT_DECLINED": {
      "status": 400,
      "title": "Bad Request",
      "gateway": false,
      "general": false,
      "headers": {},
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"jsonPath\": \"$.payment\"\n    }\n  ]\n}\n",
      "markdown": "---\ncode: PAYMENT_DECLINED\nstatus: 400\ntitle: Bad Request\ncategory: payment\nretryable: false\nretryAfter: null\nactor: end_user\nretry: null\ntype: https://developer.gett-tech.com/errors/PAYMENT_DECLINED\norigin: domain\ngeneral: false\nreserved: true\nadvice: Ask for another card.\n---\n\n# PAYMENT_DECLINED — 400 Bad Request\n\nThe card was declined.\n\nReserved: no endpoint emits this code yet. Handle it now; the API starts to emit it once it is wired in.\n\n## When This Fires\n\n- `POST /v1/orders`: the issuer declined\n\n## Recommended Action\n\n1. Open the picker.\n\n## Example\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"jsonPath\": \"$.payment\"\n    }\n  ]\n}\n```\n\n## Related errors\n\n- `PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final.\n\n## Unconfirmed\n\n- The wording of `detail`.\n",
      "category": "payment",
      "retryable": false,
      "retryAfter": null,
      "retry": null,
      "advice": "Ask for another card.",
      "actor": "Your end user",
      "steps": [
        "Open the picker."
      ],
      "howToRetry": null,
      "caution": null,
      "request": {
        "method": "POST",
        "path": "/v1/orders",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      }
    },
    "PAYMENT_FAILED": {
      "status": 400,
      "title": "Bad Request",
      "gateway": false,
      "general": false,
      "headers": {
        "Retry-After": "3"
      },
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n",
      "markdown": "---\ncode: PAYMENT_FAILED\nstatus: 400\ntitle: Bad Request\ncategory: payment\nretryable: true\nretryAfter: 3\nactor: integration\nretry: {firstDelaySeconds: 1, factor: 2, maxDelaySeconds: 30, jitter: 1, maxRetries: 3, idempotencyKey: same, resetHeader: null}\ntype: https://developer.gett-tech.com/errors/PAYMENT_FAILED\norigin: domain\ngeneral: false\nreserved: false\nadvice: Place the order again.\n---\n\n# PAYMENT_FAILED — 400 Bad Request\n\nThe processor failed for the moment. The card was not necessarily declined.\n\n## When This Fires\n\n- `POST /v1/orders`: the processor answered with an error\n\nSee `GET /v1/orders/{orderId}` for the order.\n\n## Recommended Action\n\n1. Wait.\n2. Place the order again.\n\nWait as many seconds as `retryAfter` says. Where it is absent, retry at most 3 times, after a random wait of 1 to 2 s, 2 to 4 s and 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key again.\n\nCaution: Keep the key.\n\n## Example\n\nWith a known wait\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\nRetry-After: 3\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n```\n\nWithout\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try once more.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true\n}\n```\n\n## Related errors\n\n- `PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final.\n",
      "category": "payment",
      "retryable": true,
      "retryAfter": 3,
      "retry": {
        "firstDelaySeconds": 1,
        "factor": 2,
        "maxDelaySeconds": 30,
        "jitter": 1,
        "maxRetries": 3,
        "idempotencyKey": "same",
        "resetHeader": null
      },
      "advice": "Place the order again.",
      "actor": "Your integration",
      "steps": [
        "Wait.",
        "Place the order again."
      ],
      "howToRetry": {
        "policy": "Retry at most 3 times, after a random wait of 1 to 2 s, 2 to 4 s and 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key again.",
        "retryAfter": "Wait as many seconds as `retryAfter` says. Where it is absent, retry at most 3 times, after a random wait of 1 to 2 s, 2 to 4 s and 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key again.",
        "Retry-After": "Wait as long as `Retry-After` says. Where it is absent, retry at most 3 times, after a random wait of 1 to 2 s, 2 to 4 s and 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key again."
      },
      "caution": "Keep the key.",
      "request": {
        "method": "POST",
        "path": "/v1/orders",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      }
    }
  },
  "success": {
    "status": 200,
    "title": "OK",
    "headers": {
      "Content-Type": "application/json"
    },
    "body": "{}\n"
  },
  "refusal": {
    "status": 501,
    "title": "Not Implemented",
    "headers": {
      "Content-Type": "text/plain; charset=utf-8"
    }
  },
  "forms": {
    "body": {
      "type": "application/problem+json",
      "ranges": [
        [
          "application/problem+json",
          "application/json"
        ],
        [
          "application/*"
        ],
        [
          "*/*"
        ]
      ]
    },
    "markdown": {
      "type": "text/markdown; charset=utf-8",
      "ranges": [
        [
          "text/markdown"
        ],
        [
          "text/*"
        ],
        [
          "*/*"
        ]
      ]
    }
  },
  "messages": {
    "nothingAsked": "You have asked for no error.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`.\n\nCodes:\nCONFLICT\nPAYMENT_DECLINED\nPAYMENT_FAILED\n",
    "badPreference": "Prefer is {prefer}, but should be name=value, name=value.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`.\n",
    "unknownEndpoint": "The API has no endpoint {method} {path}. It has:\nPOST /v1/orders\nGET /v1/orders/{orderId}\n",
    "unknownExample": "There is no error {example}. There are:\nCONFLICT\nPAYMENT_DECLINED\nPAYMENT_FAILED\n",
    "unknownStatus": "No error has the status {status}. They have 400, 409.\n",
    "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
    "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n"
  }
};
