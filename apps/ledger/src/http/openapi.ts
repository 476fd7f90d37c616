import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import type { OpenAPIObject } from '@nestjs/swagger'
import { ProblemDocument } from '@ledger/http'

const about = `Every command takes an \`Idempotency-Key\` (the same key and body get the first answer again), \`If-Match\`
(412 where somebody was faster) and \`Ledger-Occurred-At\`. Its answer carries a \`position\`: ask a view for \`minPosition\`
of that and it shows your write. Errors are RFC 9457 problems with a stable \`code\`.`

/** The description of the API, made from the controllers: OpenAPI 3.1. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Campaign Ledger')
    .setDescription(about)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .build()
  return SwaggerModule.createDocument(app, config, { extraModels: [ProblemDocument] })
}

/** Serves it: as JSON at /openapi.json, for reading at /docs. */
export function describeApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Campaign Ledger API',
    swaggerOptions: { persistAuthorization: true, displayOperationId: true, docExpansion: 'none' },
  })
}
