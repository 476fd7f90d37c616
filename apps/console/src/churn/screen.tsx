import { Stack } from '@mantine/core'
import { Problem } from '../api/problem'
import { isMonth, monthsFrom, today } from '../shared/days'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { CurrencyNeeded } from '../value/currency-needed'
import { comparedIn } from '../what-if/policies'
import { AtRisk } from './at-risk'
import { BesideChurn } from './beside-churn'
import { ChurnBehind } from './churn-behind'
import { Controls } from './controls'
import { HeatMap } from './heat-map'
import { MovesFlow } from './moves-flow'
import { useChurn } from './use-churn'
import type { Months, Wanted } from './use-churn'

const words = texts.churn

export default function Screen() {
  const { get, set } = useUrlState()
  const [from, to, days, currency] = [get('from'), get('to'), Number(get('days')), get('currency')]
  const last = isMonth(to) ? to : today().slice(0, 7)
  const wanted: Wanted = {
    from: isMonth(from) ? from : monthsFrom(last, -11),
    to: last,
    ...(Number.isInteger(days) && days > 0 ? { days } : {}),
    ...(currency === undefined ? {} : { currency }),
  }
  const churn = useChurn(wanted)
  const tried = wanted.days === undefined ? undefined : String(wanted.days)
  const { policies: compared, keep, drop } = comparedIn({ get, set }, tried)
  const needsCurrency = churn.error instanceof Problem && churn.error.code === 'currency-needed'
  return (
    <Page wide title={words.title} about={words.about}>
      <Controls wanted={wanted} set={set} days={churn.data?.days} onKeep={keep} />
      {needsCurrency ? (
        <CurrencyNeeded problem={churn.error as Problem} onChoose={(one) => set({ currency: one })} />
      ) : (
        <Shown of={churn} lines={10}>
          {(answer) =>
            answer.months.every(({ all }) => all.customers === 0) ? (
              <Empty title={words.empty} about={words.emptyAbout} />
            ) : (
              <Stack gap="lg">
                {compared.length > 0 && (
                  <BesideChurn
                    wanted={wanted}
                    policies={compared}
                    onDrop={(one) => (one === tried ? set({ days: undefined }) : drop(one))}
                  />
                )}
                <Figures answer={answer} wanted={wanted} month={get('month')} onMonth={(month) => set({ month })} />
              </Stack>
            )
          }
        </Shown>
      )}
    </Page>
  )
}

interface Props {
  readonly answer: Months
  readonly wanted: Wanted
  readonly month: string | undefined
  readonly onMonth: (month: string) => void
}

function Figures({ answer: { months, days, currency }, wanted, month, onMonth }: Props) {
  return (
    <div className="wide-parts">
      <HeatMap months={months} wanted={wanted} />
      <MovesFlow months={months} wanted={wanted} month={month} onMonth={onMonth} />
      <AtRisk wanted={wanted} days={days.value} currency={currency} />
      <ChurnBehind wanted={wanted} />
    </div>
  )
}
