import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import type { OpenAPIObject } from '@nestjs/swagger'
import { ProblemDocument } from '@ledger/http'
import { isBulkAddress } from '../bulk/bulk-body.js'
import kept from './answers.schema.json' with { type: 'json' }

const about = `Every command takes an \`Idempotency-Key\` (the same key and body get the first answer again), \`If-Match\`
(412 where somebody was faster), \`Ledger-Occurred-At\` and \`Ledger-Reason\`. Its answer carries a \`position\`: ask a view
for \`minPosition\` of that and it shows your write. Errors are RFC 9457 problems with a stable \`code\`.`

/** JSON Schemas of the answers, made from the types in `answers.ts`. */
export interface AnswerSchemas {
  /** By the id of the operation. */
  readonly operations: Readonly<Record<string, object>>
  readonly schemas: Readonly<Record<string, object>>
}

/** The description of the API, made from the controllers and the types of their answers: OpenAPI 3.1. */
export function apiDocument(app: NestFastifyApplication, answers: AnswerSchemas = kept): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Campaign Ledger')
    .setDescription(about)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .build()
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ProblemDocument] })
  return withAnswers(withLines(document), answers)
}

/** Swagger describes one form of a body; where many things come in one request, they may come as lines as well. */
function withLines(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { post }] of Object.entries(document.paths)) {
    const body = post?.requestBody
    if (!body || !('content' in body) || !isBulkAddress(path.replaceAll(/\{(\w+)\}/g, ':$1'))) continue
    body.content['application/x-ndjson'] = { schema: { type: 'string', description: 'An item a line.' } }
  }
  return document
}

interface Operation {
  readonly operationId?: string
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema?: object }> }>>
}

/** Says at every response that is no problem what its JSON looks like. A plan is described once, by the command that takes it. */
function withAnswers(document: OpenAPIObject, { operations, schemas }: AnswerSchemas): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const { operationId = '', responses } of Object.values(path) as Operation[]) {
      const schema = operations[operationId]
      if (!schema) continue
      for (const [status, response] of Object.entries(responses)) {
        const isProblem = !status.startsWith('2') && response.content
        if (!isProblem) response.content = { 'application/json': { schema }, ...response.content }
      }
    }
  }
  const own = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => [name, closed(schema)] as const,
  )
  const components = { ...document.components, schemas: { ...schemas, ...Object.fromEntries(own) } }
  return { ...document, components } as OpenAPIObject
}

/** A field that is not described is refused, so the description says that there are no others. */
const closed = (schema: object): object =>
  'properties' in schema ? { ...schema, additionalProperties: false } : schema

/** Serves it: as JSON at /openapi.json, for reading at /docs. */
export function describeApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Campaign Ledger API',
    swaggerOptions: { persistAuthorization: true, displayOperationId: true, docExpansion: 'none' },
  })
}
