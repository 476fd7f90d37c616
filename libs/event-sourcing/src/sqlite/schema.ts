import { examineLog } from './checksum.js'
import type { DatabaseForm } from './open-database.js'

/** The event log as a database file. */
export const EVENT_LOG: DatabaseForm = {
  what: 'event log',
  mark: 'LEDG',
  synchronous: 'FULL',
  wayOut: 'Restore it from a backup.',
  examine: examineLog,
  migrations: [
    `CREATE TABLE events (
       position INTEGER PRIMARY KEY,
       stream   TEXT    NOT NULL,
       revision INTEGER NOT NULL,
       id       TEXT    NOT NULL,
       type     TEXT    NOT NULL,
       data     TEXT    NOT NULL,
       metadata TEXT    NOT NULL,
       UNIQUE (stream, revision)
     ) STRICT;`,
    'ALTER TABLE events ADD COLUMN checksum INTEGER;',
  ],
}
