import { Alert, Button, Group, SimpleGrid, Stack } from '@mantine/core'
import type { Schemas } from '../api/client'
import { Problem } from '../api/problem'
import { Card } from '../shared/card'
import { Figure } from '../shared/figure'
import { dayOf, money, percent } from '../shared/format'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { useUrlState } from '../shared/url-state'
import { isDay, today } from '../shared/days'
import { usePolicies } from '../policies/use-policies'
import { texts } from '../texts'
import { comparedIn } from '../what-if/policies'
import { BesidePyramid } from './beside-pyramid'
import { Concentration } from './concentration'
import { Controls } from './controls'
import { CurrencyNeeded } from './currency-needed'
import { Pyramid } from './pyramid'
import { TierBehind } from './tier-behind'
import { usePyramid } from './use-value'
import type { Wanted } from './use-value'

const words = texts.value

export default function Screen() {
  const { get, set } = useUrlState()
  const [asOf, currency, cuts] = [get('asOf'), get('currency'), get('cuts')]
  const wanted: Wanted = {
    asOf: isDay(asOf) ? asOf : today(),
    value: get('value') === 'profit' ? 'profit' : 'revenue',
    ...(currency === undefined ? {} : { currency }),
    ...(cuts === undefined ? {} : { cuts }),
  }
  const pyramid = usePyramid(wanted)
  const { policies: compared, kept, keep, drop } = comparedIn({ get, set }, cuts)
  const policies = usePolicies()
  const inForce = pyramid.data?.cuts.value ?? policies.data?.tierCuts.value
  const known = pyramid.data?.currency ?? currency
  const needsCurrency = pyramid.error instanceof Problem && pyramid.error.code === 'currency-needed'
  return (
    <Page wide title={words.title} about={words.about}>
      <Controls
        wanted={wanted}
        set={set}
        // Amounts are written in a currency; until it is known which, they are not.
        inForce={inForce?.by === 'amount' && known === undefined ? undefined : inForce}
        currency={known ?? 'EUR'}
      />
      {cuts !== undefined && (
        <Alert color="orange" title={words.whatIf}>
          <Group justify="space-between">
            {words.whatIfAbout}
            <Group gap="xs">
              {!kept.includes(cuts) && (
                <Button variant="default" size="compact-sm" onClick={() => keep(cuts)}>
                  {texts.whatIf.keep}
                </Button>
              )}
              <Button variant="default" size="compact-sm" onClick={() => set({ cuts: undefined })}>
                {words.reset}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {needsCurrency ? (
        <CurrencyNeeded problem={pyramid.error as Problem} onChoose={(one) => set({ currency: one })} />
      ) : (
        <Shown of={pyramid} lines={8}>
          {(answer) =>
            answer.customers === 0 ? (
              <Empty title={words.empty} about={words.emptyAbout} />
            ) : (
              <Stack gap="lg">
                {compared.length > 0 && (
                  <BesidePyramid
                    wanted={wanted}
                    policies={compared}
                    onDrop={(one) => (one === cuts ? set({ cuts: undefined }) : drop(one))}
                  />
                )}
                <Figures answer={answer} wanted={wanted} />
              </Stack>
            )
          }
        </Shown>
      )}
    </Page>
  )
}

export interface Answer {
  readonly asOf: string
  readonly currency: string
  readonly customers: number
  readonly total: number
  readonly tiers: readonly Schemas['PyramidTier'][]
  readonly concentration: Schemas['Concentration']
}

function Figures({ answer, wanted }: { readonly answer: Answer; readonly wanted: Wanted }) {
  const { total, currency, asOf, concentration } = answer
  const { top20, most80, gini } = concentration
  return (
    <Stack gap="lg">
      <Card>
        <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg">
          <Figure label={words.total} value={money(total, currency)} about={dayOf(asOf)} />
          {top20 && <Figure label={words.top20} value={percent(top20.share)} about={money(top20.amount, currency)} />}
          {most80 && (
            <Figure label={words.most80} value={percent(most80.part)} about={words.most80About(percent(most80.part))} />
          )}
          {gini !== undefined && <Figure label={words.gini} value={gini.toFixed(2)} about={words.giniAbout} />}
        </SimpleGrid>
      </Card>
      <div className="parts">
        <Pyramid answer={answer} wanted={wanted} />
        <Concentration answer={answer} />
      </div>
      <TierBehind wanted={wanted} currency={currency} />
    </Stack>
  )
}
