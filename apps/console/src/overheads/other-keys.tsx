import { Group, NativeSelect } from '@mantine/core'
import { useLocation } from 'wouter'
import { Card } from '../shared/card'
import { money } from '../shared/format'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { Beside } from '../what-if/beside'
import { keyNameOf } from './key-name'
import { useSharesBeside } from './use-overheads'
import type { Key } from './use-overheads'

const words = texts.overheads

interface ChoiceProps {
  readonly compared: readonly string[]
  readonly inForce: Key['by']
  readonly onCompare: (key: string) => void
}

/** Another key to compare with the one in force. */
export function OtherKey({ compared, inForce, onCompare }: ChoiceProps) {
  const keys = (Object.entries(words.keys) as [Key['by'], string][]).filter(
    ([key]) => key !== 'weights' && key !== inForce && !compared.includes(key),
  )
  return (
    <Card>
      <Group gap="md" align="flex-end">
        <NativeSelect
          label={words.compare}
          description={words.compareAbout}
          data={[{ value: '', label: words.choose }, ...keys.map(([value, label]) => ({ value, label }))]}
          value=""
          onChange={({ currentTarget: { value } }) => value !== '' && onCompare(value)}
        />
      </Group>
    </Card>
  )
}

interface Props {
  readonly month: string
  readonly keys: readonly string[]
  readonly onDrop: (key: string) => void
}

/** Who would bear what under other keys, beside the one in force, currency by currency. */
export function BesideShares({ month, keys, onDrop }: Props) {
  const [, navigate] = useLocation()
  const key = keys.join(';')
  return (
    <Shown of={useSharesBeside(month, key)}>
      {({ inForce, others }) =>
        inForce.currencies.map(({ currency, shares }) => (
          <Beside
            key={currency}
            title={words.beside(currency)}
            name={`shares-what-if-${currency}`}
            others={others.map(({ policy }) => ({ policy: policy.key ?? '', name: keyNameOf(policy.key ?? '') }))}
            rows={shares.map(({ campaign, name, amount }) => ({
              id: campaign,
              label: name,
              figures: [amount, ...others.map(({ answer }) => amountOf(answer.currencies, currency, campaign))],
            }))}
            format={(amount) => money(amount, currency)}
            csv={`/v1/what-if/overheads/${month}?${new URLSearchParams({ key })}`}
            onOpen={(campaign) => navigate(`/campaigns/${campaign}/budget`)}
            onDrop={onDrop}
          />
        ))
      }
    </Shown>
  )
}

interface InCurrency {
  readonly currency: string
  readonly shares: readonly { readonly campaign: string; readonly amount: number }[]
}

const amountOf = (currencies: readonly InCurrency[], currency: string, campaign: string): number | undefined =>
  currencies.find((one) => one.currency === currency)?.shares.find((one) => one.campaign === campaign)?.amount
