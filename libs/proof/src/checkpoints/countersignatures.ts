import { parseCheckpoint } from '@ledger/proof-verifier'
import type { NoteSignature, VerifierKey } from '@ledger/proof-verifier'

/** A clock of a witness may be so far ahead of ours; what is further ahead proves no time. */
const AHEAD_MS = 5 * 60_000

/** Why a signature below a checkpoint is not taken for one of the witnesses, as a sentence; undefined where it is. */
export function refusalOf(
  note: string,
  signature: NoteSignature,
  witnesses: readonly VerifierKey[],
  now: Date,
): string | undefined {
  const { name } = signature
  const known = witnesses.filter((key) => key.name === name)
  if (known.length === 0) return `${name} is no witness that is named in WITNESS_KEYS`
  const key = known.find((one) => one.made(signature))
  if (!key) return `${name} has another key in WITNESS_KEYS than the one that it signed with`
  const { text } = parseCheckpoint(note).note
  const signed = key.signed({ text, signatures: [signature] })
  if (!signed) return `${name} has signed another text than this checkpoint`
  const ahead = (signed.time ?? 0) * 1_000 - now.getTime()
  if (ahead <= AHEAD_MS) return undefined
  return `${name} says that it signed ${Math.round(ahead / 60_000)} minutes from now: one of the two clocks is wrong`
}
