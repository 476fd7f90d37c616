import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreDamaged } from '../event-store.js'
import type { DatabaseForm } from './open-database.js'

/**
 * Every file knows where it is at home: by its inode, which no copy shares. What SQLite wrote here is sound, also after
 * a crash; a file that was copied, restored or moved here may be torn, so it is looked through once, as a whole.
 */
export function settle(database: DatabaseSync, file: string, form: DatabaseForm): void {
  const here = inodeOf(file)
  if (homeOf(database) === here) return
  examine(database, form)
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been faster, and may have written since.
    if (homeOf(database) !== here) {
      database.exec(form.whenMoved ?? '')
      makeHome(database, here)
    }
    database.exec('COMMIT')
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
}

/** For a file that was made just now. */
export const settleNew = (database: DatabaseSync, file: string): void => makeHome(database, inodeOf(file))

function examine(database: DatabaseSync, form: DatabaseForm): void {
  const said = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  const wrong = said === 'ok' ? form.examine?.(database) : String(said).replaceAll('\n', ' ')
  if (wrong !== undefined) throw new StoreDamaged(`the ${form.what} is damaged (${wrong})`)
}

function makeHome(database: DatabaseSync, inode: string): void {
  database.exec('CREATE TABLE IF NOT EXISTS home (inode TEXT NOT NULL) STRICT; DELETE FROM home')
  database.prepare('INSERT INTO home (inode) VALUES (?)').run(inode)
}

function homeOf(database: DatabaseSync): string | undefined {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'home'").get()
  const inode = known && database.prepare('SELECT inode FROM home').get()?.['inode']
  return typeof inode === 'string' ? inode : undefined
}

const inodeOf = (file: string): string => String(statSync(file, { bigint: true }).ino)
