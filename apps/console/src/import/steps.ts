import { imports } from '../texts/imports'
import type { WorkCard } from './use-imports'

export type Step = keyof typeof imports.steps

export const isStep = (text: string | undefined): text is Step => text !== undefined && text in imports.steps

/** Where to go on with an upload. */
export const stepOf = (work: WorkCard | undefined): Step => work?.kind ?? 'columns'
