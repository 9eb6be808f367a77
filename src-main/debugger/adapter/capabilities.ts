import type { DebugProtocol } from '@vscode/debugprotocol';

/** What this debugger can do. Each entry is proved by a test that docs/debugging.md names. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsFunctionBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  exceptionBreakpointFilters: [
    {
      filter: 'all',
      label: 'All errors',
      description:
        'Every failure of a step, also one that a retry, a policy or a catch takes care of.',
      default: false,
      supportsCondition: true,
      conditionDescription: 'An expression that sees `error`, such as error.code == "HTTP_STATUS".',
    },
    {
      filter: 'uncaught',
      label: 'Uncaught errors',
      description: 'Failures that nothing takes care of: they would end the run.',
      default: true,
      supportsCondition: true,
      conditionDescription: 'An expression that sees `error`, such as error.code == "HTTP_STATUS".',
    },
  ],
  supportsStepBack: true,
  supportsGotoTargetsRequest: true,
  supportsRestartFrame: true,
  supportsRestartRequest: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.', '['],
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
  supportsSingleThreadExecutionRequests: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  supportsCancelRequest: true,
};
