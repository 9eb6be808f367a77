export const docs = `
Sends one HTTP request and gives the response.

**Body.** \`bodyType\` says which setting is sent: \`json\` (\`body\`), \`text\` (\`text\`), \`form\` (\`form\`,
URL-encoded), \`multipart\` (\`parts\`, fields and files) or \`file\` (\`file\`, streamed). A \`body\` without a
\`bodyType\` is sent as JSON. One of these settings that is not sent is \`HTTP_BODY_UNUSED\`.

**Authentication.** \`basic\` (\`username\`, \`password\`), \`bearer\` (\`token\`) or \`api-key\` (\`keyName\`,
\`keyValue\`, in a \`header\` or the \`query\`). Use \`{{ secrets.name }}\`: the value is only seen by the request.
After a redirect to another host, credentials and cookies are not sent along.

**Failing.** A status of 400 or more fails the step (\`failOn\`). 408, 429 and 5xx, a refused connection and
a timeout are worth another try when the step has a \`retry\`; \`Retry-After\` is followed. Requests that
write (everything but GET, HEAD and OPTIONS) carry an \`Idempotency-Key\`, the same when a crash made
the studio repeat the attempt.

**Output**: \`{ status, statusText, headers, body, url, duration }\`. Header names are in lower case; one that
came several times is a list. \`body\` is a value for JSON, text for texts, and base64 for anything else;
null when empty. A response may have up to 50 MB, after decompression.

**Paid services.** \`cost\` on the step, beside \`retry\`, says what an attempt costs: a price, or an expression over
the answer, such as \`cost: "{{ output.body.usage.total_tokens * 0.000002 }}"\`. Runs show the sums.

\`\`\`yaml
steps:
  create:
    kind: http-request
    with:
      method: POST
      url: "https://api.example.com/customers/{{ input.customer }}/orders"
      headers: { Accept: application/json }
      auth: bearer
      token: "{{ secrets.apiToken }}"
      body:
        lines: "{{ input.lines }}"
    retry: { attempts: 3 }
\`\`\`

Errors: \`HTTP_STATUS\`, \`HTTP_CONNECTION\`, \`HTTP_DNS\`, \`HTTP_TIMEOUT\`, \`HTTP_TLS\`, \`HTTP_REDIRECT\`,
\`HTTP_BODY_TOO_LARGE\`, \`HTTP_BODY_INVALID\`, \`HTTP_HEADER_INVALID\`, \`HTTP_URL\`.
`;
