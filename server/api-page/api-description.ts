/** The part of a JSON Schema (2020-12) that the descriptions of routes use. */
export interface SchemaDescription {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: SchemaDescription;
  readonly properties?: Readonly<Record<string, SchemaDescription>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaDescription;
  readonly anyOf?: readonly SchemaDescription[];
  readonly oneOf?: readonly SchemaDescription[];
  readonly allOf?: readonly SchemaDescription[];
}

export interface BodyDescription {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: SchemaDescription }>>;
}

interface ParameterDescription {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: SchemaDescription;
}

export interface OperationDescription {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly ParameterDescription[];
  readonly requestBody?: BodyDescription;
  readonly responses: Readonly<Record<string, BodyDescription>>;
}

/** The part of an OpenAPI 3.1 description that its page shows. */
export interface ApiDescription {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDescription>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, SchemaDescription>> };
}
