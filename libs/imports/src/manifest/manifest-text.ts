import { isAlias, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'
import { noText } from './places.js'
import type { Path, Places, Problem } from './places.js'

/** The text of a manifest (YAML, of which JSON is a part), and where in it each value stands. */
export class ManifestText implements Places {
  /** What is wrong with it as YAML. */
  readonly problems: readonly Problem[]
  readonly value: unknown
  private readonly document: Document.Parsed
  private readonly lines = new LineCounter()

  constructor(text: string) {
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, prettyErrors: false })
    this.problems = this.document.errors.map(({ message, pos }) => ({ ...this.at(pos[0]), path: [], message }))
    try {
      this.value = this.problems.length === 0 ? this.document.toJS({ maxAliasCount: 100 }) : undefined
    } catch (error) {
      this.problems = [{ path: [], message: (error as Error).message }]
    }
  }

  problem(path: Path, message: string, name?: string): Problem {
    const found = this.find(path)
    const key = name !== undefined && isMap(found) ? pairOf(found, name)?.key : undefined
    const start = (isNode(key) ? key : found)?.range?.[0]
    return { ...(start === undefined ? {} : this.at(start)), ...noText.problem(path, message, name) }
  }

  /** The node at a path, or the deepest one on the way where the rest was merged in from elsewhere. */
  private find(path: Path): Node | undefined {
    let node: Node | undefined = this.document.contents ?? undefined
    for (const step of path) {
      const inner = this.resolved(node)
      const next: unknown = isMap(inner)
        ? pairOf(inner, String(step))?.value
        : isSeq(inner)
          ? inner.items[Number(step)]
          : undefined
      if (!isNode(next)) return inner
      node = next
    }
    return this.resolved(node)
  }

  private resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? node.resolve(this.document) : node
  }

  private at(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset)
    return { line, column: col }
  }
}

const pairOf = (map: YAMLMap, name: string): Pair | undefined =>
  map.items.find(({ key }) => isNode(key) && 'value' in key && String(key.value) === name)
