import { parseCheckpoint } from '../note/checkpoint.js'
import { VerifierKey } from '../note/verifier-key.js'
import type { Trust } from './bundle-verifier.js'

/**
 * What an auditor brings along, from texts.
 * @param checkpoint the note, as it was kept
 * @throws MalformedKey, MalformedNote
 */
export const trustOf = (keys: readonly string[], checkpoint: string | undefined): Trust => ({
  keys: keys.map((key) => VerifierKey.parse(key)),
  ...(checkpoint === undefined ? {} : { known: parseCheckpoint(checkpoint) }),
})
