import type { components } from '#api'
import { inWords } from '../shared/in-words'
import { texts } from '../texts'

type Document = components['schemas']['ProblemDocument']

/** What the service refused, or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: Document['errors'] & {}
  readonly details: Readonly<Record<string, unknown>>

  constructor({ status, code, title, detail, errors, details }: Partial<Document> & { status: number; code: string }) {
    super([refusalInWords(code, detail ?? title), ...(status === 400 ? reasonsOf(code, errors) : [])].join(' '))
    this.status = status
    this.code = code
    this.errors = errors ?? []
    this.details = details ?? {}
  }
}

/** What was said about a field, or a part of it: by the form of the request, or because the whole contradicts itself. */
export function messageAt(error: unknown, path: string): string | undefined {
  if (!(error instanceof Problem)) return undefined
  const contradictions = (error.details['problems'] ?? []) as Problem['errors']
  const all = [...error.errors, ...contradictions]
  return all.find(({ field }) => field === path || field.startsWith(`${path}.`))?.message
}

/**
 * Why a question could not be taken: which part of it, and what is wrong with it. Questions come from addresses, where no
 * field stands by which it could be said.
 */
function reasonsOf(code: string, errors: Document['errors'] = []): readonly string[] {
  if (code !== 'invalid-query') return []
  const names: Readonly<Record<string, string>> = texts.asked
  return errors.map(({ field, message }) => `${names[field] ?? inWords(field)}: ${message}.`)
}

/** Whether it is worth asking again: it did not arrive, or is not ready yet. What was asked for may have been done. */
export const passes = (error: unknown): boolean => error instanceof Problem && [0, 503].includes(error.status)

export const unreachable = (): Problem => new Problem({ status: 0, code: 'unreachable' })

/** A refusal as people say it; what has no words of its own is told as the service told it. */
export function refusalInWords(code: string, told: string | undefined): string {
  const known = (texts.refusals as Readonly<Record<string, string>>)[code]
  if (known !== undefined) return known
  const phase = /^campaign-([a-z]+)$/.exec(code)?.[1]
  if (phase !== undefined && phase in texts.phases)
    return texts.refusedIn(texts.phases[phase as keyof typeof texts.phases])
  return told ?? texts.states.error
}

/** The problem that an answer carries, whatever its body turns out to be. */
export function problemOf(response: Pick<Response, 'status'>, body: unknown): Problem {
  const { status } = response
  if (typeof body === 'object' && body !== null && 'code' in body) return new Problem({ ...(body as Document), status })
  return new Problem({ status, code: 'unexpected-answer' })
}
