import { Unsound } from './report.js'

/** No event is larger: stores take 16 MiB at most, and Base64 proofs come on top. */
const LONGEST_LINE_BYTES = 64 * 1_048_576
const NEWLINE = 10

/**
 * The lines of a file, whatever their pieces; parted before they are read, so that what cannot be read has a line.
 * @throws Unsound where one is no UTF-8, or never ends
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let begun: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    let from = 0
    for (let to = piece.indexOf(NEWLINE); to >= 0; to = piece.indexOf(NEWLINE, from)) {
      yield decoded([...begun, piece.subarray(from, to)])
      from = to + 1
      begun = []
      bytes = 0
    }
    begun.push(piece.subarray(from))
    bytes += piece.length - from
    if (bytes > LONGEST_LINE_BYTES) throw new Unsound('malformed', 'the file is no bundle: a line is too long')
  }
  if (bytes > 0) yield decoded(begun)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(parts: readonly Uint8Array[]): string {
  try {
    return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts))
  } catch {
    throw new Unsound('malformed', 'the file is not UTF-8 here')
  }
}
