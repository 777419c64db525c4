self.gettDecoder = {
  "version": "e859cf590ddd",
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
      "pattern": null
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
  "statuses": {
    "400": {
      "retry": "depends",
      "inWords": "Depends on the code. `PAYMENT_DECLINED`: no; `PAYMENT_FAILED`: yes, after `retryAfter` seconds"
    },
    "409": {
      "retry": "no",
      "inWords": "No"
    }
  },
  "errors": {
    "CONFLICT": {
      "status": 409,
      "title": "Conflict",
      "gateway": true,
      "general": true,
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n",
      "category": "conflict",
      "retryable": false,
      "reserved": false,
      "confirmed": true,
      "verdict": {
        "retry": "no",
        "inWords": "No",
        "waitFrom": [],
        "minSeconds": null,
        "maxSeconds": null,
        "didItHappen": "No"
      },
      "advice": "Read what is there.",
      "deprecated": null,
      "actor": "Your integration",
      "outcomes": [
        {
          "endpoints": [
            "POST /v1/orders"
          ],
          "answer": "No"
        },
        {
          "endpoints": [
            "GET /v1/orders/{orderId}"
          ],
          "answer": "No"
        }
      ],
      "steps": [
        "Read it."
      ],
      "howToRetry": null,
      "caution": null
    },
    "PAYMENT_DECLINED": {
      "status": 400,
      "title": "Bad Request",
      "gateway": false,
      "general": false,
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"itemId\": \"item_1\"\n    }\n  ]\n}\n",
      "category": "payment",
      "retryable": false,
      "reserved": true,
      "confirmed": true,
      "verdict": {
        "retry": "no",
        "inWords": "No",
        "waitFrom": [],
        "minSeconds": null,
        "maxSeconds": null,
        "didItHappen": "No"
      },
      "advice": "Ask for another card.",
      "deprecated": null,
      "actor": "Your end user",
      "outcomes": [
        {
          "endpoints": [
            "POST /v1/orders"
          ],
          "answer": "No"
        }
      ],
      "steps": [
        "Open the picker."
      ],
      "howToRetry": null,
      "caution": null
    },
    "PAYMENT_FAILED": {
      "status": 400,
      "title": "Bad Request",
      "gateway": false,
      "general": false,
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n",
      "category": "payment",
      "retryable": true,
      "reserved": false,
      "confirmed": true,
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
      "advice": "Until you know whether it happened, send only the same request with the same `Idempotency-Key`; a new key may do it twice. Place the order again.",
      "deprecated": null,
      "actor": "Your integration",
      "outcomes": [
        {
          "endpoints": [
            "POST /v1/orders"
          ],
          "answer": "Not known"
        }
      ],
      "steps": [
        "Wait.",
        "Place the order again."
      ],
      "howToRetry": {
        "policy": "Retry at most 3 times, after a random wait of 1 to 2 s, then 2 to 4 s, then 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key and the same body again.",
        "retryAfter": "Retry at most 3 times. Before each retry, wait as many seconds as `retryAfter` says; where it is absent, retry after a random wait of 1 to 2 s, then 2 to 4 s, then 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key and the same body again.",
        "Retry-After": "Retry at most 3 times. Before each retry, wait as long as `Retry-After` says; where it is absent, retry after a random wait of 1 to 2 s, then 2 to 4 s, then 4 to 8 s. Where the request carries an `Idempotency-Key`, send the same key and the same body again."
      },
      "caution": "Keep the key."
    }
  }
}
