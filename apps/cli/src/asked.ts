import { ProblemException } from '@ledger/http'
import { exit, Failure } from './exit.js'

/** Options as a question over HTTP has them, those that were given: `knownAt`, not `--known-at`. */
export const queryOf = (options: object, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options as Record<string, unknown>).filter(
      (entry): entry is [string, string] => names.includes(entry[0]) && typeof entry[1] === 'string',
    ),
  )

/** What a question is refused for over HTTP is wrong usage on the command line. */
export async function answered<T>(asking: () => Promise<T>): Promise<T> {
  try {
    return await asking()
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error
    const { code, title, errors = [] } = error.problem
    const lines = errors.map(({ field, message }) => `${field} ${message}`)
    throw new Failure(exit.usage, code, lines.length > 0 ? lines : [title])
  }
}
