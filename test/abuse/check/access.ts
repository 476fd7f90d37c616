import type { Description, Operation } from '../description.js'
import { knownIds } from '../generate/known.js'
import { methods } from '../generate/methods.js'
import { pathOf } from '../generate/request.js'
import { wrongTokens } from '../generate/tokens.js'
import type { Answer, Client } from '../service/client.js'
import type { Tokens } from '../service/tokens.js'
import type { Finding } from './finding.js'

const CHECK = 'nobody comes in without a good token'

/** What is not described as an operation and open to all. */
const pages = ['/', '/docs', '/openapi.json', '/openapi.yaml']

/** Asks for every address with every method as a stranger does. @returns what let one in, and how often was asked */
export async function strangers(client: Client, { operations }: Description, tokens: Tokens): Promise<Checked> {
  const asked: Promise<readonly Finding[]>[] = []
  const ask = (method: string, target: string, trick: string, right: (status: number) => boolean) => {
    const headers = tokens.filled(wrongTokens[trick]!)
    asked.push(
      client.send({ method, target, headers }).then((answer) => wrong(answer, `${method} ${target}, ${trick}`, right)),
    )
  }
  const closed = operations.filter(({ open }) => !open)
  for (const operation of closed) {
    const target = targetOf(operation)
    for (const method of methods) for (const trick of ['none', 'another secret']) ask(method, target, trick, refused)
    for (const trick of Object.keys(wrongTokens)) ask(operation.method, target, trick, refused)
  }
  for (const target of [...operations.filter(({ open }) => open).map(({ path }) => path), ...pages]) {
    const reads = (method: string) => method === 'GET' || method === 'HEAD'
    for (const method of methods)
      ask(method, target, 'none', reads(method) ? [200, 302].includes.bind([200, 302]) : refused)
  }
  return { asked: asked.length, findings: (await Promise.all(asked)).flat() }
}

export interface Checked {
  readonly asked: number
  readonly findings: readonly Finding[]
}

const refused = (status: number): boolean => status === 401

function wrong(answer: Answer, what: string, right: (status: number) => boolean): readonly Finding[] {
  const says = answer.headers['www-authenticate'] !== undefined
  if (right(answer.status) && (answer.status !== 401 || says)) return []
  return [{ check: CHECK, what: `${what}: ${answer.status}` }]
}

const targetOf = (operation: Operation): string =>
  pathOf(operation, Object.fromEntries(operation.parameters.map(({ name }) => [name, knownIds[name]?.[0] ?? 'x'])))

/** What an operation needs beyond reading. It stands here once more, so that a slip of the pen there is seen here. */
const needed: readonly (readonly [ability: Ability, operations: RegExp])[] = [
  ['approve', /^(approve|sendBack|reject)Campaign$/],
  ['set-policy', /^set(TierCuts|ChurnDays|AllocationKey|FunnelStages)$/],
  ['take-over', /^takeOver|Import(s|Rejects)?$/],
  ['operate', /^(rebuildView|cancelRebuild|replayParkedKey|signCheckpoint|getService)$/],
  ['countersign', /^countersignCheckpoint$/],
  ['erase', /^eraseCustomer$/],
]
type Ability = 'read' | 'command' | 'approve' | 'set-policy' | 'take-over' | 'operate' | 'countersign' | 'erase'

const abilityOf = ({ id, method }: Operation): Ability =>
  needed.find(([, operations]) => operations.test(id))?.[0] ?? (method === 'GET' ? 'read' : 'command')

const abilities: Readonly<Record<string, readonly Ability[]>> = {
  planner: ['read', 'command'],
  approver: ['read', 'command', 'approve', 'set-policy'],
  service: ['read', 'command'],
  operator: ['read', 'take-over', 'operate', 'countersign', 'erase'],
  analyst: ['read'],
  auditor: ['read', 'countersign'],
}

/** Asks for every operation with the token of every role: 403 where it may not, anything else where it may. */
export async function roles(client: Client, { operations }: Description, tokens: Tokens): Promise<Checked> {
  const closed = operations.filter(({ open }) => !open)
  const asked = Object.entries(abilities).flatMap(([role, held]) =>
    closed.map(async (operation): Promise<readonly Finding[]> => {
      const ability = abilityOf(operation)
      const headers = [
        ['Authorization', `Bearer ${tokens.of(role)}`],
        ['Content-Type', 'application/json'],
      ] as const
      const nobody = operation.path.replaceAll(/\{\w+\}/g, 'of-nobody')
      const body = operation.method === 'GET' ? {} : { body: Buffer.from('{"none":1}') }
      const { status, text } = await client.send({ method: operation.method, target: nobody, headers, ...body })
      const refusedForRole = status === 403 && text.includes('"code":"not-allowed"')
      if (refusedForRole === !held.includes(ability)) return []
      return [{ check: 'a token opens what its roles allow', what: `${role}, ${operation.id} (${ability}): ${status}` }]
    }),
  )
  return { asked: asked.length, findings: (await Promise.all(asked)).flat() }
}
