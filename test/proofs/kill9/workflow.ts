export const rounds = 3;

export const killedWorkflow = `stepwell: 1
name: Killed
input:
  type: object
  properties:
    marker: { type: string }
    url: { type: string }
    ledger: { type: string }
  required: [marker, url, ledger]
steps:
  start: { kind: manual-start }
  look:
    kind: http-request
    with: { url: '{{ input.url + "/look/" + input.marker }}' }
  each:
    kind: loop
    with: { mode: count, times: ${rounds} }
    steps:
      fetch:
        kind: http-request
        with: { url: '{{ input.url + "/fetch/" + input.marker + "/" + loop.index }}' }
      add:
        kind: transform
        with: { value: '{{ loop.index + steps.fetch.body.number }}' }
    edges:
      - fetch -> add
  charge:
    kind: http-request
    with: { method: POST, url: '{{ input.url + "/charge/" + input.marker }}', body: { amount: 3 } }
    onInterrupt: retry
  breathe:
    kind: delay
    with: { for: 25ms }
  pay:
    kind: http-request
    with: { method: POST, url: '{{ input.url + "/pay/" + input.marker }}', body: { amount: 5 } }
  note:
    kind: write-file
    with: { path: '{{ input.ledger }}', content: '{{ input.marker + "\\n" }}', format: text, mode: append }
  paid:
    kind: wait-for-event
    with: { topic: '{{ "paid." + input.marker }}' }
  ask:
    kind: approval
    with: { title: '{{ "Ship " + input.marker }}' }
  result:
    kind: transform
    with:
      value:
        marker: '{{ input.marker }}'
        rounds: '{{ steps.each.results }}'
        charged: '{{ steps.charge.body.number }}'
        event: '{{ steps.paid.data.marker }}'
edges:
  - start -> look
  - start -> each
  - look -> charge
  - charge -> breathe
  - breathe -> pay
  - each -> note
  - pay -> paid
  - note -> paid
  - paid -> ask
  - ask.approved -> result
`;

/** What a run that was never killed gives. */
export function expectedResult(marker: string): unknown {
  return {
    marker,
    rounds: Array.from({ length: rounds }, (_round, index) => index + 7),
    charged: 7,
    event: marker,
  };
}
