import { Text } from '@mantine/core'
import { useMay } from '../api/session'
import { CommandForm } from '../campaign/commands/command-form'
import type { CommandField } from '../campaign/commands/commands'
import { useCommand } from '../campaign/commands/use-command'
import { AskingButton } from '../shared/asking'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { minor, money } from '../shared/format'
import { Empty } from '../shared/states'
import { texts } from '../texts'
import type { Month } from './use-overheads'

const words = texts.overheads
type Charge = Month['overheads'][number]

interface Props {
  readonly month: string
  /** Null where nothing is known of the month. */
  readonly known: Month | null
}

/** The indirect costs of a month: what was spent, recorded and taken back where it stands. */
export function Charges({ month, known }: Props) {
  const may = useMay('command')
  const record = may && (
    <AskingButton label={words.record.label} name={words.record.label}>
      {(close) => <Record month={month} onClose={close} />}
    </AskingButton>
  )
  return (
    <Card title={words.charges} aside={record}>
      {known === null ? (
        <Empty title={words.empty} about={words.emptyAbout} />
      ) : (
        <>
          <Text mb="sm" className="figures">
            {totalInWords(known)}
          </Text>
          <DataTable
            caption={words.charges}
            columns={columnsOf(month, may)}
            rows={known.overheads}
            id={({ overhead }) => overhead}
          />
        </>
      )}
    </Card>
  )
}

function totalInWords({ totals }: Month): string {
  const amounts = Object.entries(totals).map(([currency, amount]) => money(amount, currency))
  return amounts.length === 0 ? words.noneInForce : words.total(amounts.join(' + '))
}

const columnsOf = (month: string, may: boolean): readonly Column<Charge>[] => [
  {
    title: words.charge,
    cell: ({ overhead, purpose, supplier, document, reversed }) => (
      <>
        {purpose}
        <Text size="xs" c="dimmed">
          {[overhead, supplier, document].filter(Boolean).join(' · ')}
          {reversed !== undefined && ` · ${words.reversed}: ${reversed}`}
        </Text>
      </>
    ),
  },
  {
    title: texts.campaign.costRow.amount,
    right: true,
    cell: ({ amount, currency, reversed }) => (
      <Text component="span" inherit {...(reversed === undefined ? {} : { td: 'line-through' })}>
        {money(amount, currency)}
      </Text>
    ),
  },
  ...(may ? [{ title: texts.operations.actions, cell: (charge: Charge) => <TakeBack {...{ month, charge }} /> }] : []),
]

const fields: readonly CommandField[] = [
  { name: 'overhead', as: 'text' },
  { name: 'purpose', as: 'text' },
  { name: 'amount', as: 'number' },
  { name: 'currency', as: 'text', initial: 'EUR' },
  { name: 'supplier', as: 'text', optional: true },
  { name: 'document', as: 'text', optional: true },
]

interface RecordProps {
  readonly month: string
  readonly onClose: () => void
}

function Record({ month, onClose }: RecordProps) {
  const given = useCommand(onClose)
  return (
    <CommandForm
      said={{ ...words.record, title: words.record.title(month) }}
      {...{ given, onClose, fields }}
      refusedAt={{ 'overhead-exists': 'overhead' }}
      commandOf={({ amount, currency: typed = '', ...said }) => {
        const currency = typed.trim().toUpperCase()
        return {
          path: `overheads/${month}/record`,
          body: { ...said, amount: minor(Number(amount), currency), currency },
        }
      }}
    />
  )
}

function TakeBack({ month, charge: { overhead, reversed } }: { readonly month: string; readonly charge: Charge }) {
  if (reversed !== undefined) return undefined
  const { label } = words.reverse
  return (
    <AskingButton label={label} name={`${label}: ${overhead}`}>
      {(close) => <Reverse {...{ month, overhead }} onClose={close} />}
    </AskingButton>
  )
}

function Reverse({ month, overhead, onClose }: RecordProps & { readonly overhead: string }) {
  const given = useCommand(onClose)
  return (
    <CommandForm
      said={{ ...words.reverse, title: words.reverse.title(overhead) }}
      {...{ given, onClose }}
      grave
      fields={[{ name: 'reason', as: 'long' }]}
      commandOf={({ reason }) => ({ path: `overheads/${month}/reverse`, body: { overhead, reason } })}
    />
  )
}
