import { MalformedNote, parseNote } from './signed-note.js'
import type { VerifierKey } from './verifier-key.js'

/** What a key signs to introduce the one that follows it. Its second line is no number, so it is never taken for a checkpoint. */
export const introductionText = (successor: VerifierKey): string =>
  `${successor.name}\nis from now on signed for by\n${successor.text}\n`

/** A key of a log with the note that introduces it, where there is one. */
export interface IntroducedKey {
  readonly key: VerifierKey
  readonly introduction?: string
}

/** Of some keys, those that are trusted, and those that trusted ones have introduced, one after the other. */
export function trustedAmong(keys: readonly IntroducedKey[], trusted: readonly VerifierKey[]): readonly VerifierKey[] {
  const found = keys.filter(({ key }) => trusted.some(({ text }) => text === key.text)).map(({ key }) => key)
  for (const known of found) {
    for (const one of keys) if (!found.includes(one.key) && isIntroduced(one, known)) found.push(one.key)
  }
  return found
}

/** Whether the later ones have been introduced, each by one before it; gives the first that has not. */
export const notIntroduced = (keys: readonly IntroducedKey[]): VerifierKey | undefined =>
  keys.find(
    (one, at) =>
      (at > 0 || one.introduction !== undefined) && !keys.slice(0, at).some(({ key }) => isIntroduced(one, key)),
  )?.key

function isIntroduced({ key, introduction }: IntroducedKey, by: VerifierKey): boolean {
  if (introduction === undefined) return false
  try {
    const note = parseNote(introduction)
    return note.text === introductionText(key) && by.signed(note) !== undefined
  } catch (error) {
    if (error instanceof MalformedNote) return false
    throw error
  }
}
