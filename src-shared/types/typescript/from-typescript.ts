import type ts from 'typescript';
import {
  anyType,
  booleanType,
  listOf,
  literalOf,
  nullType,
  numberType,
  textType,
  type Field,
  type Type,
} from '../type';
import { unionOf } from '../union';

const deepest = 7;
const mostKeys = 100;

/** What the async function `step` of a file returns; undefined where there is none. */
export function returnTypeOf(
  typescript: typeof ts,
  checker: ts.TypeChecker,
  file: ts.SourceFile,
): Type | undefined {
  const declaration = file.statements.find(
    (statement): statement is ts.FunctionDeclaration =>
      typescript.isFunctionDeclaration(statement) && statement.name?.text === 'step',
  );
  const signature = declaration && checker.getSignatureFromDeclaration(declaration);
  if (signature === undefined || declaration === undefined) return undefined;
  const promise = checker.getReturnTypeOfSignature(signature);
  const [value] = checker.getTypeArguments(promise as ts.TypeReference);
  return new Reader(typescript, checker, declaration).read(value ?? promise, 0);
}

class Reader {
  constructor(
    private readonly typescript: typeof ts,
    private readonly checker: ts.TypeChecker,
    private readonly place: ts.Node,
  ) {}

  read(type: ts.Type, depth: number): Type {
    const { TypeFlags } = this.typescript;
    if (depth > deepest || type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return anyType;
    if (type.isUnion()) return unionOf(type.types.map((part) => this.read(part, depth)));
    if (type.isStringLiteral() || type.isNumberLiteral()) return literalOf(type.value);
    if (type.flags & TypeFlags.BooleanLiteral) {
      return literalOf(this.checker.typeToString(type) === 'true');
    }
    if (type.flags & TypeFlags.StringLike) return textType;
    if (type.flags & TypeFlags.NumberLike) return numberType;
    if (type.flags & TypeFlags.BooleanLike) return booleanType;
    // What code does not give is null when it is recorded.
    if (type.flags & (TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void)) return nullType;
    return type.flags & TypeFlags.Object ? this.readObject(type, depth) : anyType;
  }

  private readObject(type: ts.Type, depth: number): Type {
    const { checker } = this;
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type as ts.TypeReference);
      return listOf(
        items.length === 0 ? anyType : unionOf(items.map((item) => this.read(item, depth + 1))),
      );
    }
    if (this.isBuiltIn(type)) return type.symbol.name === 'Date' ? textType : anyType;
    if (type.getCallSignatures().length > 0) return anyType;
    const properties = checker.getPropertiesOfType(type);
    if (properties.length > mostKeys) return anyType;
    const fields = new Map<string, Field>();
    for (const property of properties) {
      const field = this.readField(property, depth);
      if (field !== null) fields.set(property.name, field);
    }
    const index = checker.getIndexInfoOfType(type, this.typescript.IndexKind.String);
    const rest = index === undefined ? null : this.read(index.type, depth + 1);
    return { kind: 'object', fields, rest };
  }

  private readField(property: ts.Symbol, depth: number): Field | null {
    const type = this.checker.getTypeOfSymbolAtLocation(property, this.place);
    // Functions are no data.
    if (type.getCallSignatures().length > 0) return null;
    const optional = (property.flags & this.typescript.SymbolFlags.Optional) !== 0;
    return { type: this.read(type, depth + 1), optional, ...(optional && { merged: true }) };
  }

  /** Maps, sets, errors and the like have no keys of their own that JSON would keep. */
  private isBuiltIn(type: ts.Type): boolean {
    const { symbol } = type as { symbol?: ts.Symbol };
    if (symbol === undefined || symbol.name.startsWith('__')) return false;
    return (symbol.declarations ?? []).some((each) => {
      const { fileName } = each.getSourceFile();
      return fileName.includes('/lib.') || fileName.startsWith('lib.');
    });
  }
}
