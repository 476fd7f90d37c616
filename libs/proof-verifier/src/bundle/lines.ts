import { Unsound } from './report.js'

/** No event is larger: stores take 16 MiB at most, and Base64 proofs come on top. */
const LONGEST_LINE = 64 * 1_048_576

/** The lines of a file, whatever their pieces. @throws Unsound where it is no UTF-8, or a line never ends */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + decoded(() => decoder.decode(piece, { stream: true }))).split('\n')
    rest = lines.pop()!
    if (rest.length > LONGEST_LINE) throw new Unsound('malformed', 'the file is no bundle: a line is too long')
    yield* lines
  }
  rest += decoded(() => decoder.decode())
  if (rest !== '') yield rest
}

function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new Unsound('malformed', 'the file is not UTF-8 here')
  }
}
