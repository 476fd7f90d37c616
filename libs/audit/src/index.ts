import { DiffController } from './diff/diff.http.js'
import { HistoryController } from './history/history.http.js'
import { BundleController } from './proof/bundle.http.js'
import { CheckpointsController } from './proof/checkpoints.http.js'
import { KeysController } from './proof/keys.http.js'
import { ProofsController } from './proof/proofs.http.js'

export { diffOf } from './diff/diff.js'
export type { Diff } from './diff/diff.js'
export type { Causes } from './history/causes.js'
export { HISTORY_PARAMETERS, upTo, wantedOf } from './history/asked.js'
export { historyOf, isKnown } from './history/reading.js'
export type { HistoryParts, Wanted } from './history/reading.js'
export { SUBJECTS } from './history/subject.js'
export { Telling } from './history/telling.js'
export type { HistoryItem } from './history/telling.js'
export { money } from './history/words/sentence.js'
export { toldTypes, wordsOf } from './history/words/words.js'
export type { ServedCheckpoint } from './proof/checkpoints.http.js'
export type { LogStatus, PublicKeys } from './proof/keys.http.js'
export type { ConsistencyAnswer, InclusionAnswer } from './proof/proofs.http.js'

/** What an auditor asks. */
export const auditControllers = [
  HistoryController,
  DiffController,
  KeysController,
  CheckpointsController,
  ProofsController,
  BundleController,
]
