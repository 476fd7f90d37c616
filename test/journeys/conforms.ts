import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

const document = JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as Described
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).addSchema(document, 'api')
const validators = new Map<string, ValidateFunction>()
const paths = Object.keys(document.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))
const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

/** What an answer has that the description of the API does not know; empty where it is as described. */
export function differences(
  method: string,
  url: string,
  status: number,
  type: string,
  body: unknown,
): readonly string[] {
  const { pathname } = new URL(url, 'http://service')
  const found = paths.find(({ pattern }) => pattern.test(pathname))
  const operation = found && document.paths[found.path]?.[method.toLowerCase()]
  // What is not there has no description; its 404 is a problem like any other.
  if (!found || !operation) return status === 404 ? [] : [`${method} ${pathname} is not described`]
  const media = type.split(';')[0]!
  const response = operation.responses[String(status)]
  if (!response) return [`${operation.operationId} does not say that it may answer ${status}`]
  if (status === 204 && !response.content && body === '') return []
  if (!response.content || !(media in response.content)) return [`${operation.operationId} ${status} has no ${media}`]
  if (!media.endsWith('json')) return []
  const place = ['paths', found.path, method.toLowerCase(), 'responses', String(status), 'content', media, 'schema']
  const pointer = `api#/${place.map(escaped).join('/')}`
  let validate = validators.get(pointer)
  if (!validate) validators.set(pointer, (validate = ajv.compile({ $ref: pointer })))
  if (validate(body)) return []
  return (validate.errors ?? []).map(
    (error) =>
      `${operation.operationId} ${status}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`,
  )
}
