// One voice for all set-up scripts: a dim line for what happens, a plain block for what to do.

const colour = process.stderr.isTTY && !process.env.NO_COLOR;

export function say(message) {
  process.stderr.write(colour ? `\u001b[2m${message}\u001b[0m\n` : `${message}\n`);
}

export function fail(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}
