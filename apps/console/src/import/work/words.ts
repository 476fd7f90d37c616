import { refusalInWords } from '../../api/problem'
import { imports } from '../../texts/imports'

/** What happened to a row, as people say it, and what to do about it; the words of its code where there are none. */
export function wordsOf(code: string): readonly [what: string, advice: string] {
  const known = (imports.codes as Readonly<Record<string, readonly [string, string]>>)[code]
  return known ?? [refusalInWords(code, code.replaceAll('-', ' ')), '']
}
