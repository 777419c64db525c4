self.gettExchanges = {
  "hosts": [
    "https://api-sandbox.gett-tech.com",
    "https://api.gett-tech.com"
  ],
  "endpoints": [
    {
      "method": "POST",
      "path": "/v1/orders",
      "errors": [
        "PAYMENT_DECLINED",
        "PAYMENT_FAILED"
      ],
      "idempotencyKey": false
    },
    {
      "method": "GET",
      "path": "/v1/orders/{orderId}",
      "errors": [],
      "idempotencyKey": false
    }
  ],
  "errors": {
    "CONFLICT": {
      "status": 409,
      "title": "Conflict",
      "category": "conflict",
      "retryable": false,
      "retryAfter": null,
      "actor": "Your integration",
      "advice": "Read what is there.",
      "retry": null,
      "steps": [
        "Read it."
      ],
      "caution": null,
      "gateway": true,
      "request": {
        "method": "GET",
        "path": "/v1/orders/abc-123",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      },
      "headers": {},
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n",
      "markdown": "---\ncode: CONFLICT\nstatus: 409\ntitle: Conflict\ncategory: conflict\nretryable: false\nretryAfter: null\nactor: integration\nretry: null\ntype: https://developer.gett-tech.com/errors/CONFLICT\norigin: gateway\nreserved: false\nadvice: Read what is there.\n---\n\n# CONFLICT — 409 Conflict\n\nThe request conflicts with an earlier one.\n\n## When This Fires\n\n- Any endpoint: it was done before\n\n## Recommended Action\n\n1. Read it.\n\n## Example\n\n```http\nHTTP/1.1 409 Conflict\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/CONFLICT\",\n  \"title\": \"Conflict\",\n  \"status\": 409,\n  \"detail\": \"Done before.\",\n  \"instance\": \"/v1/orders/abc-123\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"CONFLICT\",\n  \"errorCategory\": \"conflict\",\n  \"retryable\": false\n}\n```\n"
    },
    "PAYMENT_DECLINED": {
      "status": 400,
      "title": "Bad Request",
      "category": "payment",
      "retryable": false,
      "retryAfter": null,
      "actor": "Your end user",
      "advice": "Ask for another card.",
      "retry": null,
      "steps": [
        "Open the picker."
      ],
      "caution": null,
      "gateway": false,
      "request": {
        "method": "POST",
        "path": "/v1/orders",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      },
      "headers": {},
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"jsonPath\": \"$.payment\"\n    }\n  ]\n}\n",
      "markdown": "---\ncode: PAYMENT_DECLINED\nstatus: 400\ntitle: Bad Request\ncategory: payment\nretryable: false\nretryAfter: null\nactor: end_user\nretry: null\ntype: https://developer.gett-tech.com/errors/PAYMENT_DECLINED\norigin: domain\nreserved: true\nadvice: Ask for another card.\n---\n\n# PAYMENT_DECLINED — 400 Bad Request\n\nThe card was declined.\n\nReserved: no endpoint emits this code yet. Handle it now; the API starts to emit it once it is wired in.\n\n## When This Fires\n\n- `POST /v1/orders`: the issuer declined\n\n## Recommended Action\n\n1. Open the picker.\n\n## Example\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_DECLINED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Declined.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_DECLINED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": false,\n  \"errors\": [\n    {\n      \"code\": \"PAYMENT_DECLINED\",\n      \"message\": \"Declined.\",\n      \"jsonPath\": \"$.payment\"\n    }\n  ]\n}\n```\n\n## Related errors\n\n- `PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final.\n\n## Unconfirmed\n\n- The wording of `detail`.\n"
    },
    "PAYMENT_FAILED": {
      "status": 400,
      "title": "Bad Request",
      "category": "payment",
      "retryable": true,
      "retryAfter": 3,
      "actor": "Your integration",
      "advice": "Place the order again.",
      "retry": {
        "firstDelaySeconds": 1,
        "factor": 2,
        "maxDelaySeconds": 30,
        "jitter": true,
        "maxRetries": 3,
        "idempotencyKey": "same"
      },
      "steps": [
        "Wait.",
        "Place the order again."
      ],
      "caution": "Keep the key.",
      "gateway": false,
      "request": {
        "method": "POST",
        "path": "/v1/orders",
        "headers": {
          "Accept": "application/problem+json",
          "Authorization": "Bearer YOUR_API_KEY"
        },
        "body": null
      },
      "headers": {
        "Retry-After": "3"
      },
      "body": "{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n",
      "markdown": "---\ncode: PAYMENT_FAILED\nstatus: 400\ntitle: Bad Request\ncategory: payment\nretryable: true\nretryAfter: 3\nactor: integration\nretry: {firstDelaySeconds: 1, factor: 2, maxDelaySeconds: 30, jitter: true, maxRetries: 3, idempotencyKey: same}\ntype: https://developer.gett-tech.com/errors/PAYMENT_FAILED\norigin: domain\nreserved: false\nadvice: Place the order again.\n---\n\n# PAYMENT_FAILED — 400 Bad Request\n\nThe processor failed for the moment. The card was not necessarily declined.\n\n## When This Fires\n\n- `POST /v1/orders`: the processor answered with an error\n\nSee `GET /v1/orders/{orderId}` for the order.\n\n## Recommended Action\n\n1. Wait.\n2. Place the order again.\n\nWait as many seconds as `retryAfter` says. Where it is absent, retry at most 3 times, after 1 s, 2 s and 4 s, varied at random. Where the request carries an `Idempotency-Key`, send the same key again.\n\nCaution: Keep the key.\n\n## Example\n\nWith a known wait\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\nRetry-After: 3\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try again.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00.000Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true,\n  \"retryAfter\": 3\n}\n```\n\nWithout\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{\n  \"type\": \"https://developer.gett-tech.com/errors/PAYMENT_FAILED\",\n  \"title\": \"Bad Request\",\n  \"status\": 400,\n  \"detail\": \"Try once more.\",\n  \"instance\": \"/v1/orders\",\n  \"requestId\": \"req_abc123\",\n  \"timestamp\": \"2026-04-27T14:30:00Z\",\n  \"errorCode\": \"PAYMENT_FAILED\",\n  \"errorCategory\": \"payment\",\n  \"retryable\": true\n}\n```\n\n## Related errors\n\n- `PAYMENT_FAILED` is transient, `PAYMENT_DECLINED` is final.\n"
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
  "times": [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10"
  ],
  "messages": {
    "nothingAsked": "You have asked for no error.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`. Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an\nIdempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path.\n\nCodes:\nCONFLICT\nPAYMENT_DECLINED\nPAYMENT_FAILED\n",
    "badPath": "The path {path} is no path of the API, nor one after /__mock/CODE.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`. Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an\nIdempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path.\n",
    "badPreference": "Prefer is {prefer}, but should be name=value, name=value.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`. Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an\nIdempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path.\n",
    "badTimes": "times is {times}, but should be a whole number from 1 to 10.\n",
    "unknownEndpoint": "The API has no endpoint {method} {path}. It has:\nPOST /v1/orders\nGET /v1/orders/{orderId}\n",
    "unknownExample": "There is no error {example}. There are:\nCONFLICT\nPAYMENT_DECLINED\nPAYMENT_FAILED\n",
    "unknownStatus": "No error has the status {status}. They have 400, 409.\n",
    "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
    "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n"
  },
  "schema": {
    "$defs": {
      "Category": {
        "description": "What kind of error it is (`errorCategory`, an API convention).",
        "enum": [
          "validation",
          "availability",
          "payment",
          "conflict",
          "not_found",
          "authentication",
          "authorization",
          "rate_limit",
          "server_error"
        ],
        "title": "Category",
        "type": "string"
      },
      "ErrorDetail": {
        "additionalProperties": false,
        "description": "One entry of `errors`: what is wrong with one part of the request.",
        "properties": {
          "code": {
            "description": "An error code of this reference.",
            "examples": [
              "ITEM_UNAVAILABLE"
            ],
            "pattern": "^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)$",
            "type": "string",
            "enum": [
              "CONFLICT",
              "PAYMENT_DECLINED",
              "PAYMENT_FAILED"
            ]
          },
          "message": {
            "description": "What is wrong, for people.",
            "examples": [
              "The item is no longer in the catalog."
            ],
            "minLength": 1,
            "type": "string"
          },
          "itemId": {
            "description": "The line item that is concerned.",
            "minLength": 1,
            "type": "string"
          },
          "jsonPath": {
            "description": "The place in the request body, as JSONPath.",
            "minLength": 1,
            "pattern": "^(?:\\$\\S.*)$",
            "type": "string"
          }
        },
        "required": [
          "code",
          "message"
        ],
        "title": "ErrorDetail",
        "type": "object",
        "anyOf": [
          {
            "required": [
              "itemId"
            ]
          },
          {
            "required": [
              "jsonPath"
            ]
          }
        ]
      }
    },
    "additionalProperties": false,
    "description": "The body of an error response (RFC 9457 section 3, and the API's extensions).",
    "properties": {
      "type": {
        "description": "The URI of the error's page on this portal.",
        "examples": [
          "https://developer.gett-tech.com/errors/STORE_CLOSED"
        ],
        "format": "uri",
        "minLength": 1,
        "pattern": "^https://developer[.]gett-tech[.]com/errors/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$",
        "type": "string"
      },
      "title": {
        "description": "The phrase for the HTTP status.",
        "enum": [
          "Bad Request",
          "Unauthorized",
          "Forbidden",
          "Not Found",
          "Conflict",
          "Unprocessable Entity",
          "Too Many Requests",
          "Internal Server Error",
          "Bad Gateway",
          "Service Unavailable"
        ],
        "examples": [
          "Bad Request"
        ],
        "minLength": 1,
        "type": "string"
      },
      "status": {
        "description": "The HTTP status of the response.",
        "enum": [
          400,
          401,
          403,
          404,
          409,
          422,
          429,
          500,
          502,
          503
        ],
        "examples": [
          400
        ],
        "type": "integer"
      },
      "detail": {
        "description": "What happened this time, for people. Do not parse it.",
        "examples": [
          "The store is closed."
        ],
        "minLength": 1,
        "type": "string"
      },
      "instance": {
        "description": "The path of the request that failed.",
        "examples": [
          "/v1/marketplace/orders/validate"
        ],
        "format": "uri-reference",
        "pattern": "^(?:/(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)$",
        "type": "string"
      },
      "requestId": {
        "description": "Identifies the request. Log it, and quote it to support.",
        "examples": [
          "req_abc123"
        ],
        "pattern": "^(?:req_[\\w-]+)$",
        "type": "string"
      },
      "timestamp": {
        "description": "When it happened: RFC 3339, UTC.",
        "examples": [
          "2026-04-27T14:30:00.000Z"
        ],
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)$",
        "type": "string"
      },
      "errorCode": {
        "description": "The error's code, as in `type`. Branch on it.",
        "examples": [
          "STORE_CLOSED"
        ],
        "pattern": "^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)$",
        "type": "string",
        "enum": [
          "CONFLICT",
          "PAYMENT_DECLINED",
          "PAYMENT_FAILED"
        ]
      },
      "errorCategory": {
        "$ref": "#/$defs/Category",
        "description": "The kind of error, for when a code is new to you.",
        "examples": [
          "availability"
        ]
      },
      "retryable": {
        "description": "Whether the same request may succeed later, unchanged.",
        "examples": [
          false
        ],
        "type": "boolean"
      },
      "retryAfter": {
        "description": "Seconds to wait before the retry, when known. On retryable errors only.",
        "minimum": 0,
        "type": "integer"
      },
      "errors": {
        "description": "What is wrong with each part of the request.",
        "items": {
          "$ref": "#/$defs/ErrorDetail"
        },
        "minItems": 1,
        "type": "array"
      }
    },
    "required": [
      "type",
      "title",
      "status",
      "detail",
      "instance",
      "requestId",
      "timestamp",
      "errorCode",
      "errorCategory",
      "retryable"
    ],
    "title": "ProblemDetails",
    "type": "object",
    "allOf": [
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "validation"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                400,
                422
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "availability"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                400,
                503
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "payment"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                400
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "conflict"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                409
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "not_found"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                404
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "authentication"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                401
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "authorization"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                403
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "rate_limit"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                429
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCategory": {
              "const": "server_error"
            }
          },
          "required": [
            "errorCategory"
          ]
        },
        "then": {
          "properties": {
            "status": {
              "enum": [
                500,
                502
              ]
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 400
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Bad Request"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 401
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Unauthorized"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 403
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Forbidden"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 404
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Not Found"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 409
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Conflict"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 422
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Unprocessable Entity"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 429
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Too Many Requests"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 500
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Internal Server Error"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 502
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Bad Gateway"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "status": {
              "const": 503
            }
          },
          "required": [
            "status"
          ]
        },
        "then": {
          "properties": {
            "title": {
              "const": "Service Unavailable"
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "retryable": {
              "const": false
            }
          },
          "required": [
            "retryable"
          ]
        },
        "then": {
          "properties": {
            "retryAfter": false
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCode": {
              "const": "CONFLICT"
            }
          },
          "required": [
            "errorCode"
          ]
        },
        "then": {
          "properties": {
            "type": {
              "const": "https://developer.gett-tech.com/errors/CONFLICT"
            },
            "status": {
              "const": 409
            },
            "errorCategory": {
              "const": "conflict"
            },
            "retryable": {
              "const": false
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCode": {
              "const": "PAYMENT_DECLINED"
            }
          },
          "required": [
            "errorCode"
          ]
        },
        "then": {
          "properties": {
            "type": {
              "const": "https://developer.gett-tech.com/errors/PAYMENT_DECLINED"
            },
            "status": {
              "const": 400
            },
            "errorCategory": {
              "const": "payment"
            },
            "retryable": {
              "const": false
            }
          }
        }
      },
      {
        "if": {
          "properties": {
            "errorCode": {
              "const": "PAYMENT_FAILED"
            }
          },
          "required": [
            "errorCode"
          ]
        },
        "then": {
          "properties": {
            "type": {
              "const": "https://developer.gett-tech.com/errors/PAYMENT_FAILED"
            },
            "status": {
              "const": 400
            },
            "errorCategory": {
              "const": "payment"
            },
            "retryable": {
              "const": true
            }
          }
        }
      }
    ]
  }
};
