import { readFileSync } from 'node:fs'

/** A sample of a document: what a reader is told to type, and what the document says comes of it. */
export interface Sample {
  readonly shell: string
  /** The last command of the sample is refused: its exit code is not 0. */
  readonly refused: boolean
  /** A part of the JSON that comes out last, where the document shows one. */
  readonly expected?: unknown
}

/** The `sh` blocks of a Markdown file, each with the `json` block that follows it. Other blocks are for reading only. */
export function samplesOf(file: string): readonly Sample[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```(\S+)? ?(.*)\n([\s\S]*?)^```$/gm)]
  return blocks.flatMap(([, language, flags, text], at) => {
    if (language !== 'sh') return []
    const next = blocks[at + 1]
    const expected = next?.[1] === 'json' ? { expected: JSON.parse(next[3]!) as unknown } : {}
    return [{ shell: text!, refused: flags === 'refused', ...expected }]
  })
}

/** As much of a value as a document shows of it: fields that it leaves out, and the rest of a list, are not looked at. */
export function shownOf(actual: unknown, shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map((one, at) => shownOf((actual as unknown[] | undefined)?.[at], one))
  if (typeof shown !== 'object' || shown === null) return actual
  const fields = Object.entries(shown).map(([name, one]) => [
    name,
    shownOf((actual as Record<string, unknown> | undefined)?.[name], one),
  ])
  return Object.fromEntries(fields)
}
