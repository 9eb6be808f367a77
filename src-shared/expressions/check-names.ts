import { changingMethods, hostNames } from './check-advice';
import type { ExpressionErrorCode } from './expression-error';
import { isForbiddenKey } from './forbidden-names';
import { nearestName } from './nearest-name';
import type { Vocabulary } from './vocabulary';

/** What a check says about a name, before it is placed in the text. */
export interface Finding {
  readonly code: ExpressionErrorCode;
  readonly message: string;
  readonly hint: string;
}

export function unknownFunction(vocabulary: Vocabulary, name: string, isLocal: boolean): Finding {
  if (isForbiddenKey(name)) return forbiddenName(name);
  const advice = hostNames[name];
  if (advice !== undefined) return forbidden(`"${name}" is not available in expressions`, advice);
  if (isLocal)
    return forbidden(
      `"${name}" is a value and cannot be called`,
      'Call a method of it: value.method(…).',
    );
  if (vocabulary.namespaces.has(name)) {
    return forbidden(
      `"${name}" cannot be called itself`,
      name === 'Date' ? 'Use date(text) or now().' : `Call one of its functions: ${name}.….`,
    );
  }
  const near = nearestName(name, vocabulary.functions.keys());
  const asMethod = vocabulary.methods.has(name) ? `It is a method: value.${name}(…).` : undefined;
  return {
    code: 'EXPR_UNKNOWN',
    message: `There is no function "${name}"`,
    hint:
      asMethod ??
      (near ? `Did you mean ${near}(…)?` : 'See the list of functions in the documentation.'),
  };
}

export function unknownMethod(vocabulary: Vocabulary, name: string): Finding {
  const advice = changingMethods[name];
  if (advice !== undefined) {
    return forbidden(`"${name}" changes its list; expressions never change data`, advice);
  }
  return unknownMember(`.${name}`, name, vocabulary.methods.keys());
}

/** `shown` is how the member is written: `.mpa`, `Math.pi`. */
export function unknownMember(shown: string, name: string, names: Iterable<string>): Finding {
  if (isForbiddenKey(name)) return forbiddenName(name);
  const near = nearestName(name, names);
  return {
    code: 'EXPR_UNKNOWN',
    message: `There is no ${shown}`,
    hint: near ? `Did you mean ${near}?` : 'See the list of methods in the documentation.',
  };
}

function forbiddenName(name: string): Finding {
  return forbidden(
    `The name "${name}" is not allowed in expressions`,
    'Expressions read plain data only.',
  );
}

function forbidden(message: string, hint: string): Finding {
  return { code: 'EXPR_FORBIDDEN', message, hint };
}
