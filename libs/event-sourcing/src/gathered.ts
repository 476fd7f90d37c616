import { setImmediate } from 'node:timers/promises'

/** Asks for many at once what is asked for one by one in the same turn of the event loop. */
export function gathered<Asked, Answer>(
  ask: (all: ReadonlySet<Asked>) => Promise<ReadonlyMap<Asked, Answer>>,
): (one: Asked) => Promise<Answer | undefined> {
  let next: { readonly all: Set<Asked>; readonly answers: Promise<ReadonlyMap<Asked, Answer>> } | undefined
  const begin = () => {
    const all = new Set<Asked>()
    const answers = setImmediate().then(() => {
      next = undefined
      return ask(all)
    })
    return { all, answers }
  }
  return async (one) => {
    next ??= begin()
    next.all.add(one)
    return (await next.answers).get(one)
  }
}
