import type { FeedEvent, Reply } from './caller.js'

/** Who acts by itself inside of the service: `process:offers`, `process:open-desk`. */
const isProcess = ({ actor }: FeedEvent): boolean => actor.startsWith('process:')

/**
 * Holds what callers were told against what is in the log: everything acknowledged is there, where the answer says, and
 * everything that is there was acknowledged to somebody, once, or was done by a process of the service.
 * @param expected codes of refusals that this race brings about; any other error is a problem
 */
export function unexplained(
  history: readonly FeedEvent[],
  replies: readonly Reply[],
  expected: readonly string[],
): readonly string[] {
  const problems: string[] = []
  const byId = new Map(history.map((event) => [event.id, event]))
  const told = new Map<string, number>()
  for (const { status, text, body } of replies) {
    if (status !== 200 && !(status < 500 && expected.includes(body.code ?? '')))
      problems.push(`somebody was answered ${status}: ${text}`)
    for (const { id, type, revision } of body.events ?? []) {
      const event = byId.get(id)
      if (event?.revision !== revision || event.type !== `${type}.v1`)
        problems.push(`${type} was acknowledged at revision ${revision}, where it is not`)
      told.set(id, (told.get(id) ?? 0) + 1)
    }
  }
  for (const event of history) {
    const times = told.get(event.id) ?? 0
    if (times !== 1 && !(times === 0 && isProcess(event)))
      problems.push(`${event.type} at revision ${event.revision} was acknowledged ${times} times`)
  }
  return problems
}

/** How two tellings of one history differ: the live feed against the pages of the log. */
export function differences(live: readonly FeedEvent[], log: readonly FeedEvent[]): readonly string[] {
  const at = log.findIndex((event, index) => JSON.stringify(event) !== JSON.stringify(live[index]))
  if (at < 0 && live.length === log.length) return []
  return [`the live feed (${live.length} events) parts from the log (${log.length} events) at the ${at + 1}th`]
}

/** Waits for something that has to come; false where it did not in time. */
export async function comes(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    if (await holds()) return true
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return false
}
