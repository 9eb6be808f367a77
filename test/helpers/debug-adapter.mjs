// Starts the built `stepwell dap`: the test client can give a program one file and no arguments.
process.argv.splice(2, 0, 'dap');
await import('../../out/main/cli.js');
