import fc from 'fast-check'
import { CampaignReference, planDigest } from '../../libs/campaigns/testing/campaign-reference.js'
import type { Caller, Reply } from './caller.js'
import { unexplained } from './explained.js'
import { aPlan, counted } from './stage.js'
import type { Race, Round, Stage } from './stage.js'

const REFUSALS = ['four-eyes', 'revision-differs', 'registration-open', 'amendment-pending']
/** Who comes too late finds the campaign in another phase. */
const TOO_LATE = ['draft', 'submitted', 'approved', 'rejected', 'cancelled', 'running', 'underway'].map(
  (phase) => `campaign-${phase}`,
)

/** The history of a campaign against the reference, and against what everybody was told. */
async function judged(stage: Stage, campaign: string, replies: readonly Reply[]): Promise<Round> {
  const history = await stage.planner.history(`campaign-${campaign}`)
  const reference = new CampaignReference()
  for (const { type, actor, data } of history) reference.take({ type: type.replace(/\.v\d+$/, ''), actor, data })
  const shown = await stage.planner.get(`/v1/campaigns/${campaign}?minPosition=${history.at(-1)!.position}`)
  const problems = [...reference.problems, ...unexplained(history, replies, [...REFUSALS, ...TOO_LATE])]
  const [is, seems] = [reference, shown].map(({ phase, plan, approvedPlan }) => [
    phase,
    planDigest(plan),
    approvedPlan === undefined ? 'none' : planDigest(approvedPlan),
  ])
  if (String(is) !== String(seems)) problems.push(`the campaign is shown as ${seems}, and is ${is}`)
  return { problems, seen: counted(history.map(({ type }) => type.replace('.v1', ''))) }
}

/** The planner and the approvers, at the two processes in turn. */
const people = (stage: Stage): readonly Caller[] =>
  [stage.planner, ...stage.approvers].map((one, n) => one.at(stage.url(n)))

const verdict = fc.constantFrom('approve', 'approve', 'approve', 'approve', 'send-back', 'reject')
const verdicts = fc.record({
  given: fc.array(verdict, { minLength: 6, maxLength: 6 }),
  withdrawn: fc.constantFrom(true, false, false, false),
  /** The writer is there before everybody else. */
  early: fc.boolean(),
})

/** Several people decide about one plan at once, its writer among them, who may not. */
export const approvals: Race = {
  name: 'approvers at once',
  async run(stage, seed) {
    const campaign = `approvals-${seed}`
    const [planner, ...approvers] = people(stage)
    const before = await stage.submitted(campaign)
    const [drawn] = fc.sample(verdicts, { seed, numRuns: 1 })
    const { given, withdrawn, early } = drawn!
    const at = (verb: string) => `/v1/campaigns/${campaign}/${verb}`
    const own = [planner!, planner!.at(stage.url(1))].map((one) => one.post(at('approve')))
    if (early) await Promise.all(own)
    const decisions = given.map((verb, n) =>
      approvers[n % approvers.length]!.post(at(verb), verb === 'approve' ? {} : { reason: 'too dear' }),
    )
    const withdrawing = withdrawn ? [planner!.post(at('cancel'), { reason: 'no hall' })] : []
    const [decided, others] = await Promise.all([Promise.all(decisions), Promise.all([...own, ...withdrawing])])
    const round = await judged(stage, campaign, [...before, ...decided, ...others])
    const effective = decided.filter(({ body }) => body.changed).length
    const once = withdrawn || effective === 1
    return { ...round, problems: [...round.problems, ...(once ? [] : [`${effective} decisions took effect`])] }
  },
}

const ROUNDS = 4
const changes = fc.array(
  fc.record({
    by: fc.constantFrom(0, 0, 1, 2),
    name: fc.constantFrom('Second plan', 'Third plan', 'Fourth plan'),
    /** The approver names the revision that they have seen: what they approve is then what they saw. */
    seen: fc.boolean(),
  }),
  { minLength: ROUNDS * 2, maxLength: ROUNDS * 2 },
)

/** Plans are amended while amendments are approved: nobody approves what they wrote, and what is approved is what was last. */
export const amendments: Race = {
  name: 'amendment against approval',
  async run(stage, seed) {
    const campaign = `amendments-${seed}`
    const replies = [...(await stage.approved(campaign))]
    const parts = people(stage)
    const problems: string[] = []
    const [drawn] = fc.sample(changes, { seed, numRuns: 1 })
    for (let round = 0; round < ROUNDS; round += 1) {
      const revision = (await stage.planner.history(`campaign-${campaign}`)).at(-1)!.revision
      const writing = drawn!
        .slice(round * 2, round * 2 + 2)
        .map(({ by, name }) =>
          parts[by]!.post(`/v1/campaigns/${campaign}/amend-plan`, { plan: aPlan(name), reason: 'rain' }),
        )
      const seen = drawn![round]!.seen ? { 'if-match': `"${revision}"` } : undefined
      const deciding = parts
        .slice(1)
        .map((one, n) => one.post(`/v1/campaigns/${campaign}/${n < 2 ? 'approve' : 'send-back'}`, bodyOf(n), seen))
      const decided = await Promise.all(deciding)
      replies.push(...decided, ...(await Promise.all(writing)))
      if (seen) problems.push(...unseen(decided, revision))
    }
    const judgement = await judged(stage, campaign, replies)
    return { ...judgement, problems: [...problems, ...judgement.problems] }
  },
}

const bodyOf = (n: number): object => (n < 2 ? {} : { reason: 'too dear' })

/** Approvals that name a revision and were taken somewhere else. */
const unseen = (replies: readonly Reply[], revision: number): readonly string[] =>
  replies
    .flatMap(({ body }) => body.events ?? [])
    .filter((event) => event.revision !== revision + 1)
    .map((event) => `a decision about revision ${revision} was taken at ${event.revision}`)
