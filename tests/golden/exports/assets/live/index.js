self.gettIndex = {
  "version": "e859cf590ddd",
  "hosts": [
    "https://api-sandbox.gett-tech.com",
    "https://api.gett-tech.com"
  ],
  "endpoints": [
    {
      "method": "POST",
      "path": "/v1/orders"
    },
    {
      "method": "GET",
      "path": "/v1/orders/{orderId}"
    }
  ],
  "errors": {
    "CONFLICT": 0,
    "PAYMENT_DECLINED": 1,
    "PAYMENT_FAILED": 1
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
    "nothingAsked": "You have asked for no error.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`.\n\nCodes:\n{codes}\n",
    "badPreference": "You have asked for {prefer}, which is not of the form name=value, name=value.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`.\n",
    "unknownPreference": "There is no preference {name}.\n\nAsk for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by\n`Prefer: code=200`.\n",
    "unknownEndpoint": "The API has no endpoint {method} {path}. It has:\nPOST /v1/orders\nGET /v1/orders/{orderId}\n",
    "unknownExample": "There is no error {example}. There are:\n{codes}\n",
    "unknownStatus": "No error has the status {status}. They have 400, 409.\n",
    "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
    "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n"
  },
  "kinds": [
    {
      "status": 409,
      "gateway": true,
      "general": true,
      "endpoints": []
    },
    {
      "status": 400,
      "gateway": false,
      "general": false,
      "endpoints": [
        0
      ]
    }
  ]
}
