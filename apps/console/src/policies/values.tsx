import { Text } from '@mantine/core'
import type { Schemas } from '../api/client'
import { CommandForm } from '../campaign/commands/command-form'
import type { CommandField, Values } from '../campaign/commands/commands'
import { useCommand } from '../campaign/commands/use-command'
import { useCampaigns } from '../campaign/use-campaigns'
import { keyName } from '../overheads/key-name'
import { count, money, percent } from '../shared/format'
import { Shown } from '../shared/shown'
import { texts } from '../texts'
import { InForce } from './in-force'
import { cutFields, cutsSaid, dayFields, daysSaid, keyFields, keySaid, revisionOf } from './settings'
import { usePolicies } from './use-policies'

const words = texts.policies

export function TierCuts() {
  // The cuts have no currency of their own; amounts are shown in that of the latest campaign.
  const campaigns = useCampaigns()
  return <Shown of={campaigns}>{({ items: [latest] }) => <TierCutsIn currency={latest?.currency ?? 'EUR'} />}</Shown>
}

const TierCutsIn = ({ currency }: { readonly currency: string }) => (
  <Shown of={usePolicies()}>
    {({ tierCuts: { version, value } }) => (
      <Setting
        name="tier-cuts"
        {...{ version }}
        said={cutsInWords(value, currency)}
        {...(value.by === 'amount' ? { more: words.otherCurrencies } : {})}
        fields={cutFields(value, currency)}
        bodyOf={cutsSaid}
        refusedAt={{ 'tier-cuts-out-of-order': 'endA' }}
      />
    )}
  </Shown>
)

export const ChurnDays = () => (
  <Shown of={usePolicies()}>
    {({ churnDays: { version, value } }) => (
      <Setting
        name="churn-days"
        {...{ version }}
        said={words.days(count(value))}
        fields={dayFields(value)}
        bodyOf={daysSaid}
      />
    )}
  </Shown>
)

export const AllocationKey = () => (
  <Shown of={usePolicies()}>
    {({ allocationKey: { version, value } }) => (
      <Setting
        name="allocation-key"
        {...{ version }}
        said={keyName(value)}
        fields={keyFields(value)}
        bodyOf={keySaid}
        refusedAt={{ 'weights-contradict-key': 'weights', 'weight-twice': 'weights' }}
      />
    )}
  </Shown>
)

function cutsInWords({ by, a, b, c }: Schemas['TierCuts'], currency: string): string {
  const shown = (value: number) => (by === 'amount' ? money(value, currency) : percent(value))
  return words.cuts(texts.value.cutsBy[by], shown(a), shown(b), shown(c))
}

interface Props {
  readonly name: 'tier-cuts' | 'churn-days' | 'allocation-key'
  readonly version: number
  /** What is in force, in words. */
  readonly said: string
  /** What else is to be known of it. */
  readonly more?: string
  readonly fields: readonly CommandField[]
  readonly bodyOf: (values: Values) => object
  readonly refusedAt?: Readonly<Record<string, CommandField['name']>>
}

/** A policy that is a value or a few, set in a form. */
function Setting({ name, version, said, more, ...form }: Props) {
  const title = words.tabs[name]
  return (
    <InForce
      {...{ title, version }}
      about={words.about[name]}
      subject={name}
      dialog={(onClose) => <Form {...{ name, version, said, onClose }} {...form} />}
    >
      <Text fw={650} className="figures">
        {said}
      </Text>
      {more !== undefined && <Text size="sm">{more}</Text>}
    </InForce>
  )
}

function Form({ name, version, said, bodyOf, onClose, ...form }: Props & { readonly onClose: () => void }) {
  const given = useCommand(onClose)
  return (
    <CommandForm
      said={{ title: words.tabs[name], about: words.inForce(said), label: words.set }}
      {...{ given, onClose }}
      {...form}
      commandOf={(values) => ({ path: `policies/${name}/set`, body: bodyOf(values), ...revisionOf(version) })}
    />
  )
}
