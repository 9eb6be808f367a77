// The import rules. Each says what to do about it. docs/architecture.md has the picture.

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'no-circular',
      'Files that import each other cannot be understood alone: move what both need into a third.',
      {},
      { circular: true },
    ),
    rule('no-unresolvable', 'The import names nothing that exists.', {}, { couldNotResolve: true }),
    rule(
      'shared-is-closed',
      'src-shared runs in every process: it may not reach into one of them.',
      { path: '^src-shared' },
      { path: '^src-(main|preload|renderer)' },
    ),
    rule(
      'shared-is-pure',
      'src-shared has no node core, no Electron, no DOM. A new package here is an edit of this list, for review.',
      { path: '^src-shared', pathNot: '\\.test\\.ts$' },
      {
        // TypeScript is given to whoever checks with it; only its types are imported.
        dependencyTypesNot: ['type-only'],
        dependencyTypes: [
          'core',
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-no-pkg',
          'npm-unknown',
        ],
        pathNot: 'node_modules/(zod|yaml|acorn|re2js|ajv|ajv-formats)/',
      },
    ),
    rule(
      'shared-language-below-ipc',
      'The language, the steps and the runs know nothing of processes: ipc imports them, not the other way round.',
      { path: '^src-shared/(lib|errors|text|keys|types|workflow|expressions|steps|runs|debug)' },
      { path: '^src-shared/ipc' },
    ),
    rule(
      'renderer-not-main',
      'The window talks to main through ipc only.',
      { path: '^src-renderer' },
      { path: '^src-(main|preload)' },
    ),
    rule(
      'renderer-no-node',
      'The window is sandboxed: it has no node core.',
      { path: '^src-renderer', pathNot: '\\.test\\.tsx?$' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'renderer-no-electron',
      'The window is sandboxed: use ipc/client.ts.',
      { path: '^src-renderer' },
      { path: 'node_modules/electron/' },
    ),
    rule(
      'main-not-renderer',
      'Main knows no interface: put what both need into src-shared.',
      { path: '^src-main' },
      { path: '^src-renderer' },
    ),
    rule(
      'main-no-react',
      'Main draws nothing.',
      { path: '^src-main' },
      {
        path: 'node_modules/(react|react-dom|@xyflow|zustand|monaco-editor)/',
        // The TypeScript that comes with the editor is no interface: one version checks everywhere.
        pathNot: 'node_modules/monaco-editor/esm/vs/languages/features/typescript/lib/',
      },
    ),
    rule(
      'preload-is-thin',
      'The preload is an allow-list: it imports Electron and types only.',
      { path: '^src-preload' },
      { path: '^src-', pathNot: '^src-shared/ipc', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'electron-at-the-edge',
      'Only index.ts, desktop and ipc may use Electron, so that the command line runs without it.',
      { path: '^src-main', pathNot: '^src-main/(index\\.ts|desktop/|ipc/)' },
      { path: 'node_modules/electron/' },
    ),
    rule(
      'sql-in-storage-only',
      'SQL lives in src-main/storage: add a method to a repository.',
      { path: '^src-', pathNot: '^src-main/storage' },
      { path: 'node_modules/better-sqlite3/' },
    ),
    rule(
      'engine-is-step-agnostic',
      'The engine knows no step, no storage and no process: it gets them as ports.',
      { path: '^src-main/engine', pathNot: '\\.test\\.ts$' },
      {
        path: '^src-main/(steps|storage|services|sandbox|debugger|typescript|ipc|desktop|cli)',
      },
    ),
    rule(
      'engine-knows-no-kind',
      'Never branch on a step kind in the engine: add a property to the definition.',
      { path: '^src-main/engine' },
      { path: '^src-shared/steps/(?!(define-step|config-json-schema|config-issue)[.]ts)' },
    ),
    rule(
      'storage-is-a-leaf',
      'Storage maps rows to values: use cases belong in services.',
      { path: '^src-main/storage' },
      {
        path: '^src-main/(engine|services|steps|sandbox|debugger|typescript|ipc|desktop|cli)',
      },
    ),
    rule(
      'sandbox-is-a-leaf',
      'The sandbox runs code for whoever asks: it knows no run, no step and no store.',
      { path: '^src-main/sandbox' },
      { path: '^src-main/(engine|services|steps|storage|debugger|typescript|ipc|desktop|cli)' },
    ),
    rule(
      'debugger-has-a-host',
      'The debug adapter speaks to a host (adapter/host.ts): services give it runs, texts and versions.',
      { path: '^src-main/debugger', pathNot: '\\.test\\.ts$' },
      { path: '^src-main/(services|steps|storage|sandbox|typescript|ipc|desktop|cli)' },
    ),
    rule(
      'steps-use-engine-types-only',
      'A runner gets what it needs in its context.',
      { path: '^src-main/steps/[^/]+/', pathNot: '\\.test\\.ts$' },
      { path: '^src-main/(engine/(?!types|step-error)|storage|services|debugger|ipc|desktop|cli)' },
    ),
    rule(
      'steps-are-independent',
      'A step kind is a folder: what two share goes to steps/lib.',
      { path: '^src-(main|shared)/steps/(?!lib)([^/]+)/' },
      {
        path: '^src-(main|shared)/steps/(?!lib)[^/]+/',
        pathNot: '^src-(main|shared)/steps/($2|lib)/',
      },
    ),
    rule(
      'services-below-ipc',
      'A service is used by ipc and by the command line: it knows neither.',
      { path: '^src-main/services' },
      { path: '^src-main/(ipc|desktop|cli)' },
    ),
    rule(
      'cli-is-headless',
      'The command line runs without a window.',
      { path: '^src-main/cli' },
      { path: '^src-main/(desktop|ipc)' },
    ),
    rule(
      'features-are-private',
      'Import another feature through its index.ts.',
      { path: '^src-renderer/features/([^/]+)/' },
      {
        path: '^src-renderer/features/([^/]+)/',
        pathNot: '^src-renderer/features/($1/|[^/]+/index\\.ts$)',
      },
    ),
    rule(
      'app-uses-feature-faces',
      'Import a feature through its index.ts.',
      { path: '^src-renderer/app' },
      {
        path: '^src-renderer/features/[^/]+/',
        pathNot: '^src-renderer/features/[^/]+/index\\.ts$',
      },
    ),
    rule(
      'ui-is-a-leaf',
      'The design system knows no feature, store or ipc.',
      { path: '^src-renderer/ui' },
      { path: '^src-renderer/(app|features|step-views|ipc)' },
    ),
    rule(
      'no-test-in-production',
      'Test code is not shipped.',
      { path: '^src-', pathNot: '\\.test\\.tsx?$' },
      { path: '(^test/|\\.test\\.tsx?$)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.renderer.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      conditionNames: ['import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}
