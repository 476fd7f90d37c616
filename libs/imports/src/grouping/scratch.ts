import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'

const IN_ONE_TRANSACTION = 10_000

/**
 * A temporary file for what an import must remember of a whole file: rows by their group, and how often an identity
 * came. Memory stays flat, however large the file is. Nothing in it outlives the import.
 */
export class Scratch {
  /** Without a name it has no entry in any folder: whatever ends the process, nothing of it stays. */
  private readonly database = new DatabaseSync('')
  private readonly statements: Record<'group' | 'row' | 'rowsOf' | 'seen' | 'first', StatementSync>
  private pending = 0

  constructor() {
    this.database.exec(`
      PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
      CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE rows (grouped INTEGER, line INTEGER, content TEXT NOT NULL, PRIMARY KEY (grouped, line)) STRICT, WITHOUT ROWID;
      CREATE TABLE firsts (name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE seen (name TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      BEGIN`)
    this.statements = {
      group: this.database.prepare(
        'INSERT INTO groups (name) VALUES (?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
      ),
      row: this.database.prepare('INSERT INTO rows VALUES (?, ?, ?)'),
      rowsOf: this.database.prepare(
        'SELECT content FROM rows WHERE grouped = (SELECT id FROM groups WHERE name = ?) ORDER BY line',
      ),
      first: this.database.prepare(
        'INSERT INTO firsts VALUES (?, ?) ON CONFLICT DO UPDATE SET name = name RETURNING content',
      ),
      seen: this.database.prepare(
        'INSERT INTO seen VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times',
      ),
    }
  }

  /** Keeps a row for its group. */
  put(group: string, line: number, content: unknown): void {
    const { id } = this.statements.group.get(group) as { id: number }
    this.statements.row.run(id, line, JSON.stringify(content))
    this.written()
  }

  /** What was kept for one group, in order. */
  *of<Content>(group: string): Generator<Content> {
    for (const { content } of this.statements.rowsOf.iterate(group)) yield JSON.parse(content as string) as Content
  }

  /** The rows group by group, in the order in which the groups began; within a group in the order of the file. */
  *groups<Content>(): Generator<readonly Content[]> {
    let current: number | undefined
    let rows: Content[] = []
    for (const { grouped, content } of this.database
      .prepare('SELECT grouped, content FROM rows ORDER BY grouped, line')
      .iterate()) {
      if (grouped !== current && rows.length > 0) {
        yield rows
        rows = []
      }
      current = grouped as number
      rows.push(JSON.parse(content as string) as Content)
    }
    if (rows.length > 0) yield rows
  }

  /** How often this name was asked for, this time included. */
  times(name: string): number {
    const { times } = this.statements.seen.get(name) as { times: number }
    this.written()
    return times
  }

  /** What was said first under this name; this, if nothing was said before. */
  first(name: string, content: string): string {
    const kept = (this.statements.first.get(name, content) as { content: string }).content
    this.written()
    return kept
  }

  close(): void {
    if (this.database.isOpen) this.database.close()
  }

  private written(): void {
    this.pending += 1
    if (this.pending % IN_ONE_TRANSACTION === 0) this.database.exec('COMMIT; BEGIN')
  }
}
