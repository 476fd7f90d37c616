/** What became of a command that carries a key of its caller's. */
export interface JournalEntry {
  /** Digest of the request; another body under the same key is another command. Empty where it is forgotten. */
  readonly digest: string
  readonly stream: string
  /** The stream's revision when the command was claimed: its events, if any, lie behind it. */
  readonly revision: number
  readonly claimedAt: string
  /** The first answer; missing while the command is being carried out, or after a crash in between. */
  readonly answer?: unknown
}

/**
 * Remembers commands by id so that a repeat gets the first answer again, also after a restart and in another process.
 * It is no part of the truth: where it is lost, a repeat is decided anew, and the rules of the domain say nothing twice.
 */
export abstract class CommandJournal {
  /** Enters the command unless it is there, in one step; the entry that was there, else undefined. */
  abstract claim(commandId: string, entry: Omit<JournalEntry, 'answer'>): Promise<JournalEntry | undefined>
  abstract find(commandId: string): Promise<JournalEntry | undefined>
  /** Keeps the answer unless there is one already. */
  abstract answer(commandId: string, answer: unknown): Promise<void>
  /** Forgets a command: it may be claimed again. */
  abstract forget(commandId: string): Promise<void>
  /**
   * Forgets what every command to a stream but one said: digests, which are made of it, and answers. Nothing of them stays
   * on the disk. Their ids stay taken, for events bear names that are made of them: a repeat is told that its key was used.
   * @throws StoreUnavailable: perhaps in part. Do it again.
   */
  abstract forgetWhatWasSaid(stream: string, except: string): Promise<void>
  /** Forgets what was claimed before an instant; how many were forgotten. */
  abstract forgetBefore(instant: string): Promise<number>
}

/** Folded states of long streams, so that loading is bounded. Disposable. */
export abstract class SnapshotStore {
  abstract load(stream: string): Promise<Snapshot | undefined>
  abstract save(stream: string, snapshot: Snapshot): Promise<void>
}

export interface Snapshot {
  readonly version: number
  readonly revision: number
  readonly position: number
  readonly state: unknown
}

/** Where a process manager stands in the log. */
export abstract class Bookmarks {
  abstract read(name: string): Promise<number | undefined>
  abstract write(name: string, position: number): Promise<void>
}
