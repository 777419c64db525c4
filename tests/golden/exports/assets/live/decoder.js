self.gettDecoder = {
  "version": "6e8672521a43",
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
  "errors": {
    "CONFLICT": {
      "status": 409,
      "title": "Conflict",
      "gateway": true,
      "general": true,
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n",
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
      "caution": null
    },
    "PAYMENT_DECLINED": {
      "status": 400,
      "title": "Bad Request",
      "gateway": false,
      "general": false,
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"jsonPath\": \"$.payment\"\n    }\n  ]\n}\n",
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
      "caution": "Keep the key."
    }
  }
}
