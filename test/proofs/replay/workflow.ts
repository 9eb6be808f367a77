/** A workflow that asks the world for everything a step can: servers, files, the clock and chance. */
export function worldlyWorkflow(port: number): string {
  return `stepwell: 1
name: Worldly
vars: { seen: '{{ uuid() }}' }
secrets: [token]
result:
  orders: '{{ steps.orders.body }}'
  each: '{{ steps.each.results }}'
  tried: '{{ steps.safe }}'
  written: '{{ steps.read.content }}'
  seen: '{{ vars.seen }}'
  at: '{{ now().toISOString() }}'
  chance: '{{ random() }}'
settings: { concurrency: 3 }
steps:
  start: { kind: manual-start }
  orders:
    kind: http-request
    retry: { attempts: 5, backoff: fixed, delay: 1ms, jitter: 0.5 }
    with:
      url: http://127.0.0.1:${port}/orders?flaky
      auth: bearer
      token: '{{ secrets.token }}'
  each:
    kind: loop
    with: { items: '{{ steps.orders.body.orders }}', item: order, concurrency: 2 }
    steps:
      price: { kind: http-request, with: { url: 'http://127.0.0.1:${port}/price/{{ order.id }}' } }
      draw: { kind: transform, with: { value: { chance: '{{ random() }}', at: '{{ now() }}' } } }
      sum:
        kind: transform
        with: { value: { price: '{{ steps.price.body.price }}', draw: '{{ steps.draw }}' } }
    edges: [price -> draw, draw -> sum]
  safe:
    kind: try
    steps:
      fails: { kind: http-request, with: { url: 'http://127.0.0.1:${port}/broken' } }
      failed: { kind: catch }
      told: { kind: transform, with: { value: '{{ error.code }} {{ error.message }}' } }
    edges: [failed -> told]
  save:
    kind: write-file
    with: { path: out.json, format: json, content: '{{ steps.each.results }}', mode: overwrite }
  read: { kind: read-file, with: { path: out.json } }
  change: { kind: set-variable, with: { name: seen, value: '{{ vars.seen }}/{{ steps.read.content.length }}' } }
  pause: { kind: delay, with: { for: 5ms } }
edges:
  - start -> orders
  - orders -> each
  - each -> safe
  - safe -> save
  - save -> read
  - read -> change
  - change -> pause
`;
}
