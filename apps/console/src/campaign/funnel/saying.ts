import type { Schemas } from '../../api/client'
import { count, percent } from '../../shared/format'
import { texts } from '../../texts'
import type { Measure, Reference, Target } from './measures'
import { stageName } from './stage-name'

const words = texts.funnel

/** What a funnel shows, in sentences: how far people came, what of the plan is reached, and where the reference differs. */
export function funnelInWords(stages: Schemas['FunnelAnswer']['stages'], measures: readonly Measure[]): string {
  const targets = measures.flatMap(({ stage, target }) => (target ? [againstTarget(stage, target)] : []))
  const compared = measures.flatMap(({ stage, reference }) => (reference ? [{ stage, reference }] : []))
  const deviations = compared.flatMap(({ stage, reference }) => againstReference(stage, reference))
  const none = compared.length > 0 && deviations.length === 0 ? [words.noDeviation] : []
  return [inASentence(stages), ...targets, ...deviations, ...none].join(' ')
}

function inASentence(stages: Schemas['FunnelAnswer']['stages']): string {
  const recorded = stages.filter((one) => one.recorded)
  const [first, last] = [recorded[0], recorded.findLast(({ count: people }) => people > 0)]
  if (!first || !last) return words.nobody
  const rate = last.fromFirst?.rate ?? 1
  return words.says(count(first.count), count(last.count), stageName(first.name), stageName(last.name), percent(rate))
}

/** People who skipped a stage are at no bar; where there are some, the sentence says so. */
function againstTarget(stage: string, { value, reached, beside }: Target): string {
  const said = reached < value ? words.short : words.met
  return said(stageName(stage), count(reached), count(value), beside > 0 ? words.ofThemBeside(count(beside)) : '')
}

const againstReference = (stage: string, { rate, says }: Reference): readonly string[] =>
  says === 'within' ? [] : [words.deviates[says](stageName(stage), percent(rate))]

/** A reference beside a figure: its rate, how many that would make, and whether this campaign differs. */
export function referenceInWords({ rate, expected, says }: Reference): string {
  const people = expected === undefined ? '' : ` (${count(expected)})`
  return `${percent(rate)}${people}, ${words.against[says]}`
}
