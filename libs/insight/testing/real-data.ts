import { join } from 'node:path'

/** Data sets that are not part of the repository; what needs them is skipped where they are not there. */
export const realData = join(process.cwd(), '..', 'shared', 'data')
