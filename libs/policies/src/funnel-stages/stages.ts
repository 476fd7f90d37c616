/** What a participant passes through; each is a fact with a time, and a funnel is an ordered choice of them. */
export const stages = [
  'targeted',
  'invited',
  'delivered',
  'accepted',
  'registered',
  'attended',
  'qualified',
  'opportunity',
  'contract',
  'feedback',
  'purchased',
] as const
export type Stage = (typeof stages)[number]

/** When a stage begins and when it ends, in words (F01). */
export const conditions: Readonly<Record<Stage, { readonly start: string; readonly end: string }>> = {
  targeted: { start: 'the target group is formed', end: 'the list of members is frozen by the first wave' },
  invited: { start: 'the list of members is there', end: 'every invitation is answered or expired' },
  delivered: { start: 'the first invitation is sent', end: 'every invitation is delivered or bounced' },
  accepted: { start: 'the first invitation is delivered', end: 'every invitation is answered or expired' },
  registered: { start: 'registration is open', end: 'the final list is closed' },
  attended: { start: 'the campaign starts', end: 'the campaign is finished' },
  qualified: { start: 'the first person has attended or answered', end: 'the campaign is evaluated' },
  opportunity: { start: 'the first person is qualified', end: 'every opportunity is decided' },
  contract: { start: 'the first opportunity is open', end: 'every opportunity is decided' },
  feedback: { start: 'the campaign starts', end: 'the campaign is evaluated' },
  purchased: { start: 'the first invitation is sent', end: 'the campaign is evaluated' },
}

export interface ChosenStage {
  readonly stage: Stage
  readonly start: string
  readonly end: string
}
export type FunnelStages = readonly ChosenStage[]

/** The stages of a kind for which nobody has chosen any. */
export const usualStages: FunnelStages = stages.slice(0, 9).map((stage) => ({ stage, ...conditions[stage] }))
