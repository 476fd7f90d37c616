import { imports } from '../../texts/imports'
import { texts } from '../../texts'

/** What happened to a row, as people say it, and what to do about it; the words of the service where there are none. */
export function wordsOf(code: string): readonly [what: string, advice: string] {
  const known = (imports.codes as Readonly<Record<string, readonly [string, string]>>)[code]
  const refusal = (texts.refusals as Readonly<Record<string, string>>)[code]
  return known ?? [refusal ?? code.replaceAll('-', ' '), '']
}
