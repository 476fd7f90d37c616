/** A JSON Schema, as far as the description of the API uses it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxProperties?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly oneOf?: readonly Schema[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

/** One method at one address, as the description of the API has it. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** `/v1/campaigns/{campaign}` */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: Schema
  /** The description says nothing of what is in the body. */
  readonly bodyIsFree: boolean
  /** Takes NDJSON as well. */
  readonly takesLines: boolean
  /** Leaves as CSV and NDJSON as well. */
  readonly exports: boolean
  /** Answers without a token. */
  readonly open: boolean
}

/** What the service says of itself. */
export interface Description {
  readonly operations: readonly Operation[]
  readonly schemas: Readonly<Record<string, Schema>>
}

interface DocumentedOperation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly security?: readonly unknown[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Reads the operations out of an OpenAPI document. */
export function describe({ paths, components }: OpenApi): Description {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operationOf(path, method, one)),
  )
  return { operations, schemas: components.schemas }
}

function operationOf(path: string, method: string, one: DocumentedOperation): Operation {
  const content = one.requestBody?.content
  const body = content?.['application/json']?.schema
  return {
    id: one.operationId,
    method: method.toUpperCase(),
    path,
    parameters: one.parameters ?? [],
    ...(body ? { body } : {}),
    bodyIsFree: body !== undefined && body.$ref === undefined && body.properties === undefined,
    takesLines: body !== undefined && 'application/x-ndjson' in content!,
    exports: 'text/csv' in (one.responses['200']?.content ?? {}),
    open: one.security === undefined,
  }
}

/** Follows a reference. */
export function resolved(schema: Schema, schemas: Description['schemas']): Schema {
  return schema.$ref === undefined ? schema : schemas[schema.$ref.slice('#/components/schemas/'.length)]!
}
