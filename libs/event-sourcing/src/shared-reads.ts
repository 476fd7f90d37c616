interface Turn<Answer> {
  readonly running: Promise<Answer>
  next?: Promise<Answer>
}

/**
 * Reads once for all who ask for the same: those who come while it is read share the reading after that, which begins
 * later than each of them came, so that nobody is told less than what was there when he asked.
 * @param nameOf tells apart what is asked for
 */
export function sharedReads<Asked, Answer>(
  read: (asked: Asked) => Promise<Answer>,
  nameOf: (asked: Asked) => unknown = (asked) => asked,
): (asked: Asked) => Promise<Answer> {
  const turns = new Map<unknown, Turn<Answer>>()
  const begin = (asked: Asked): Promise<Answer> => {
    const name = nameOf(asked)
    const running = read(asked).finally(() => {
      if (turns.get(name)?.running === running && !turns.get(name)?.next) turns.delete(name)
    })
    turns.set(name, { running })
    return running
  }
  return (asked) => {
    const turn = turns.get(nameOf(asked))
    if (!turn) return begin(asked)
    const again = () => begin(asked)
    return (turn.next ??= turn.running.then(again, again))
  }
}
