import { hashOfText, textOfHash } from '../tree/hashing.js'
import type { TreeHead } from '../tree/proofs.js'
import { MalformedNote, parseNote } from './signed-note.js'
import type { NoteSignature, SignedNote } from './signed-note.js'
import type { Signed, VerifierKey } from './verifier-key.js'

/** What a log says of its tree at one moment (C2SP tlog-checkpoint): whose it is, how many leaves, which root. */
export interface Checkpoint extends TreeHead {
  /** Names the log, for ever; also the name of its keys. */
  readonly origin: string
  readonly note: SignedNote
}

/** The text that a log signs. */
export const checkpointText = (origin: string, { size, root }: TreeHead): string =>
  `${origin}\n${size}\n${textOfHash(root)}\n`

/** Takes a checkpoint apart; whether somebody known has signed it says `signersOf`. @throws MalformedNote */
export function parseCheckpoint(text: string): Checkpoint {
  const note = parseNote(text)
  const [origin, size, root] = note.text.split('\n')
  const hash = hashOfText(root)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || !Number.isSafeInteger(Number(size)) || !hash)
    throw new MalformedNote('a checkpoint begins with three lines: origin, number of leaves, root in Base64')
  return { origin, size: Number(size), root: hash, note }
}

/** Which of the keys a signature says that it is of, and does not hold. */
export const spoiledAmong = ({ note: { text, signatures } }: Checkpoint, keys: readonly VerifierKey[]) =>
  keys.filter((key) => signatures.some((one) => key.made(one) && !key.signed({ text, signatures: [one] })))

/** Which of the keys have signed a checkpoint, so that it holds. */
export const signersOf = ({ note }: Checkpoint, keys: readonly VerifierKey[]): readonly Signed[] =>
  keys.flatMap((key) => key.signed(note) ?? [])

/** Signatures below a checkpoint of neither its log nor one of the witnesses: without their keys nobody can say whether they hold. */
export const othersOn = ({ origin, note }: Checkpoint, witnesses: readonly VerifierKey[]): readonly NoteSignature[] =>
  note.signatures.filter((one) => one.name !== origin && !witnesses.some((key) => key.made(one)))
