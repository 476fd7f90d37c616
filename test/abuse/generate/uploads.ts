import { derivedCommandId } from '@ledger/event-sourcing'

/** Keys of uploads: few, so that what is kept of them does not grow with the requests. */
export const uploadKeys = Array.from({ length: 12 }, (_, n) => `file-${n}`)

/** What the files that are sent under these keys are called by the service. */
export const uploadIds = uploadKeys.map((key) => derivedCommandId('upload', 'admin', key))
