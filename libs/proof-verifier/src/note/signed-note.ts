/** One signature below a note, whoever made it. */
export interface NoteSignature {
  /** Of the key, as the signer calls it. */
  readonly name: string
  /** The first four bytes of what is signed with, in hex: they tell keys of one name apart. */
  readonly keyId: string
  /** What follows the key id: the signature, in the form of its kind of key. */
  readonly bytes: Buffer
  /** As it stands in the note, without the end of the line. */
  readonly line: string
}

/** A text with the signatures below it (C2SP signed-note). */
export interface SignedNote {
  /** What is signed: ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** The text is no signed note. */
export class MalformedNote extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'MalformedNote'
  }
}

const LONGEST_NOTE = 1_000_000
const MOST_SIGNATURES = 100
const LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/

/** Takes a note apart; what its signatures are worth is another question. @throws MalformedNote */
export function parseNote(note: string): SignedNote {
  if (note.length > LONGEST_NOTE) throw new MalformedNote('the note is too long')
  // Control characters other than the newline have no place in a note.

  if (/[\x00-\x09\x0b-\x1f]/.test(note)) throw new MalformedNote('the note holds a control character')
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new MalformedNote('the note has no signatures after a blank line')
  return { text: note.slice(0, end + 1), signatures: parseSignatures(note.slice(end + 2)) }
}

/** Signature lines alone, as witnesses answer with them; each ends with a newline. @throws MalformedNote */
export function parseSignatures(lines: string): readonly NoteSignature[] {
  const single = lines.replace(/\n$/, '').split('\n')
  if (single.length > MOST_SIGNATURES) throw new MalformedNote('the note has too many signatures')
  return single.map(parseSignature)
}

function parseSignature(line: string): NoteSignature {
  const [, name, text] = LINE.exec(line) ?? []
  const blob = Buffer.from(text ?? '', 'base64')
  if (name === undefined || blob.length < 5 || blob.toString('base64') !== text)
    throw new MalformedNote(`${JSON.stringify(line.slice(0, 100))} is no signature line`)
  return { name, keyId: blob.toString('hex', 0, 4), bytes: blob.subarray(4), line }
}

/** The note with its signatures: what `parseNote` takes apart. */
export const noteOf = (text: string, lines: readonly string[]): string => `${text}\n${lines.join('\n')}\n`

/** A signature as a line of a note. */
export const signatureLine = (name: string, keyId: string, bytes: Uint8Array): string =>
  `\u2014 ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), bytes]).toString('base64')}`
