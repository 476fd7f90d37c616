import { BundleController } from './proof/bundle.http.js'
import { CheckpointsController } from './proof/checkpoints.http.js'
import { KeysController } from './proof/keys.http.js'
import { ProofsController } from './proof/proofs.http.js'

export type { ServedCheckpoint } from './proof/checkpoints.http.js'
export type { LogStatus, PublicKeys } from './proof/keys.http.js'
export type { ConsistencyAnswer, InclusionAnswer } from './proof/proofs.http.js'

/** What an auditor asks. */
export const auditControllers = [KeysController, CheckpointsController, ProofsController, BundleController]
