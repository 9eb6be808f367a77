import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';

const deepest = 12;

/** TypeScript source of the type that a JSON Schema describes; `any` where it says too little. */
export function jsonSchemaToType(schema: JsonValue | undefined): string {
  return new TypeWriter(schema).write(schema, 0);
}

class TypeWriter {
  constructor(private readonly root: JsonValue | undefined) {}

  write(schema: JsonValue | undefined, depth: number): string {
    if (schema === false) return 'never';
    if (!isJsonObject(schema) || depth > deepest) return 'any';
    const { $ref: reference, const: constant, enum: choices } = schema;
    if (typeof reference === 'string') return this.write(this.resolve(reference), depth + 1);
    if (constant !== undefined) return literalType(constant);
    if (Array.isArray(choices)) return choices.map(literalType).join(' | ') || 'never';
    for (const key of ['anyOf', 'oneOf']) {
      const branches = schema[key];
      if (Array.isArray(branches)) return this.joined(branches, ' | ', depth);
    }
    if (Array.isArray(schema['allOf'])) return this.joined(schema['allOf'], ' & ', depth);
    const { type } = schema;
    if (Array.isArray(type)) {
      return type.map((name) => this.writeNamed(name, schema, depth)).join(' | ') || 'any';
    }
    return this.writeNamed(type ?? impliedType(schema), schema, depth);
  }

  private writeNamed(type: JsonValue | undefined, schema: JsonObject, depth: number): string {
    switch (type) {
      case 'string':
      case 'boolean':
      case 'number':
      case 'null':
        return type;
      case 'integer':
        return 'number';
      case 'array':
        return `Array<${this.write(itemSchema(schema), depth + 1)}>`;
      case 'object':
        return this.writeObject(schema, depth);
      default:
        return 'any';
    }
  }

  private writeObject(schema: JsonObject, depth: number): string {
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const members = Object.entries(properties).map(([name, property]) => {
      const optional = required.includes(name) ? '' : '?';
      const description = isJsonObject(property) ? property['description'] : undefined;
      const comment =
        typeof description === 'string' ? `/** ${description.replaceAll('*/', '*\\/')} */ ` : '';
      return `${comment}${JSON.stringify(name)}${optional}: ${this.write(property, depth + 1)}`;
    });
    const rest = schema['additionalProperties'];
    if (members.length === 0) {
      return isJsonObject(rest)
        ? `Record<string, ${this.write(rest, depth + 1)}>`
        : '{ [key: string]: any }';
    }
    // Data may hold more than the schema says: an unknown key is a question, not an error.
    if (rest !== false) members.push('[key: string]: any');
    return `{ ${members.join('; ')} }`;
  }

  private joined(branches: readonly JsonValue[], operator: string, depth: number): string {
    const types = branches.map((branch) => `(${this.write(branch, depth + 1)})`);
    return [...new Set(types)].join(operator) || 'any';
  }

  private resolve(reference: string): JsonValue | undefined {
    if (!reference.startsWith('#/')) return undefined;
    let target: JsonValue | undefined = this.root;
    for (const part of reference.slice(2).split('/')) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      target = isJsonObject(target) ? target[key] : undefined;
    }
    return target;
  }
}

function literalType(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? 'any' : JSON.stringify(value);
}

function impliedType(schema: JsonObject): string | undefined {
  if (schema['properties'] !== undefined) return 'object';
  if (schema['items'] !== undefined) return 'array';
  return undefined;
}

function itemSchema(schema: JsonObject): JsonValue | undefined {
  const { items } = schema;
  return Array.isArray(items) ? undefined : items;
}
