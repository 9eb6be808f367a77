export const docs = `
Runs the steps inside it and deals with their errors. The steps that begin without an entry are its **main
part**. Up to three kinds of entry steps begin further parts; what follows them along edges belongs to them:

- **catch**: handles the error that the main part fails with. The first catch in the file whose \`errors\` fit is run.
- **compensate**: undoes one step of the main part. When the main part fails, those whose step had completed
  are run, the last completed step first.
- **finally**: runs last, whatever happened.

## The order of things

1. The main part runs. A step in it that fails (after its retries, with \`onError: fail\`) fails the main part: what
   had started finishes first.
2. If it failed, the compensations run one after the other. One that fails does not stop the others; the
   error then lists it under \`details.compensation\` as \`{ step, compensate, error }\`.
3. If it failed, the fitting catch runs. In it \`error\` is the error: \`code\`, \`message\`, \`step\` (the step that
   failed), and \`hint\` and \`details\` where there are any.
4. The finally part runs, if the main part was begun: after a success, a failure, a failure that was caught, and after a
   \`break\`, \`continue\` or \`return\`. In it \`error\` is the error the main part failed with, or null.
5. The try completes, or fails: with the error of the finally part, or of the catch, or with the one that no catch was for.

All parts see the outputs of the steps of the main part that had finished; one that may not have run is read with
\`?.\`. A \`break\`, \`continue\` or \`return\` in any part goes on outwards after the finally part; in a compensation it
also means that no catch runs. One in the finally part replaces whatever happened before.

Nothing runs after a cancel, and a time limit on the try itself ends all its parts at once: put time limits on
the steps inside.

**Output**: that of the main part, or of the catch that handled its error. The outputs of compensations and of the finally part
are not part of it.

\`\`\`yaml
steps:
  order:
    kind: try
    steps:
      reserve:
        kind: http-request
        with: { method: POST, url: "https://shop.example.com/reservations" }
      pay:
        kind: http-request
        with: { method: POST, url: "https://pay.example.com/payments" }

      undoReserve:
        kind: compensate
        with: { step: reserve }
      release:
        kind: http-request
        with: { method: DELETE, url: "{{ steps.reserve.headers.location }}" }

      refused:
        kind: catch
        with: { errors: [HTTP_402, HTTP_403] }
      tell:
        kind: transform
        with: { value: { paid: false, why: "{{ error.message }}" } }

      always:
        kind: finally
      note:
        kind: log
        with: { message: "Order done, error: {{ error?.code ?? 'none' }}" }
    edges:
      - reserve -> pay
      - undoReserve -> release
      - refused -> tell
      - always -> note
\`\`\`
`;
