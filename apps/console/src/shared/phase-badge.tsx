import { Badge } from '@mantine/core'
import type { Schemas } from '../api/client'
import { texts } from '../texts'

export type Phase = Schemas['Phase']

/** The way of a campaign, then the two ways in which it ends before. */
export const phases: readonly Phase[] = [
  'draft',
  'submitted',
  'approved',
  'running',
  'underway',
  'held',
  'evaluated',
  'rejected',
  'cancelled',
]

const colors: Readonly<Record<Phase, string>> = {
  draft: 'gray',
  submitted: 'orange',
  approved: 'cyan',
  running: 'blue',
  underway: 'indigo',
  held: 'grape',
  evaluated: 'teal',
  rejected: 'red',
  cancelled: 'red',
}

/** Colour and word: neither says it alone. */
export const PhaseBadge = ({ phase }: { readonly phase: Phase }) => (
  <Badge variant="outline" color={colors[phase]} c="var(--mantine-color-text)" tt="none" radius="sm" miw="max-content">
    {texts.phases[phase]}
  </Badge>
)
