import { AppendTooLarge, derivedCommandId, InvalidAppend, PersonErased } from '@ledger/event-sourcing'
import type { Answer, CommandContext, Executor } from '@ledger/event-sourcing'
import { asId, ID_RULE } from '@ledger/fields'
import { check } from '@ledger/http'
import { ownIdOf } from '../mapping/own-id.js'
import type { Manifest } from '../manifest/manifest.js'
import type { RowKind } from '../manifest/row-fields.js'
import type { Action } from '../rows/action.js'
import { toActions } from '../rows/to-actions.js'
import { Times } from '../values/times.js'
import type { Item } from './items.js'

/** Carries out commands: an `Executor`, or a rehearsal. Commands of one stream are carried out in the order of the calls. */
export type Execute = Pick<Executor, 'execute'>

/** What became of an item. */
export type Outcome = { readonly recorded: boolean } | { readonly code: string; readonly message: string }

/** Makes the function that gives an item's commands; the commands are given at once, before it returns to the caller. */
export function carryOut(manifest: Manifest, execute: Execute, correlationId: string) {
  const { source, zone, currency } = manifest
  const times = new Times({ zone, days: [], times: [] })
  const days = { noon: (day: string) => times.noon(day).at, start: (day: string) => times.start(day) }
  return async (kind: RowKind, { values, identity, time }: Item): Promise<Outcome> => {
    const context = { source, zone, currency, ownId: ownIdOf(source, identity, time), ...days }
    const actions = toActions[kind](values, context).map((action) => checked(action))
    const bad = actions.find((one) => 'code' in one)
    if (bad) return bad
    const answers = (actions as Action[]).map((action) =>
      given(action, execute, { actor: `import:${source}`, source, correlationId }),
    )
    return outcomeOf(await Promise.all(answers))
  }
}

/** The command as the ledger keeps it, or what is wrong with it. */
function checked(action: Action): Action | { code: string; message: string } {
  const target: Record<string, string> = {}
  for (const [name, value] of Object.entries(action.target)) {
    const id = asId(value)
    if (id === undefined) return { code: 'bad-field', message: `${name}: ${JSON.stringify(value)} ${ID_RULE}` }
    target[name] = id
  }
  const { errors, value } = check(action.decision.command, action.command)
  if (errors.length > 0)
    return { code: 'bad-field', message: errors.map(({ field, message }) => `${field} ${message}`).join('; ') }
  return { ...action, target, command: value! }
}

async function given(
  action: Action,
  execute: Execute,
  context: CommandContext & { source: string },
): Promise<Answer | Outcome> {
  const { decision, target, command, occurredAt, name } = action
  try {
    return await execute.execute(decision, target, command, {
      ...context,
      ...(occurredAt === undefined ? {} : { occurredAt }),
      ...(name === undefined ? {} : { commandId: derivedCommandId('import', context.source, ...name) }),
    })
  } catch (error) {
    const code = refusedByStore(error)
    if (code === undefined) throw error
    return { code, message: (error as Error).message }
  }
}

/** What concerns this row only; anything else would meet the next row as well. */
function refusedByStore(error: unknown): string | undefined {
  if (error instanceof PersonErased) return 'person-erased'
  if (error instanceof AppendTooLarge) return 'event-too-large'
  return error instanceof InvalidAppend ? 'event-invalid' : undefined
}

function outcomeOf(answers: readonly (Answer | Outcome)[]): Outcome {
  for (const answer of answers) {
    if ('code' in answer) return answer
    if ('refusal' in answer && answer.refusal) {
      const { refused, details } = answer.refusal
      return {
        code: refused,
        message: Object.keys(details).length === 0 ? refused : `${refused}: ${JSON.stringify(details)}`,
      }
    }
  }
  return { recorded: answers.some((answer) => 'events' in answer && answer.events.length > 0) }
}
