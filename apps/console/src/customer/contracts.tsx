import { Text } from '@mantine/core'
import { useMay } from '../api/session'
import { AskingButton } from '../shared/asking'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import { dayOf } from '../shared/format'
import { texts } from '../texts'
import { endContract } from './customer-commands'
import type { Profile } from './customer-commands'
import { CustomerDialog } from './customer-dialog'

const words = texts.customer

/** What somebody has signed; what runs is ended where it stands. */
export function Contracts({ profile }: { readonly profile: Profile }) {
  const { customer, contracts } = profile
  const mayEnd = useMay(endContract.ability)
  const { label } = words.commands.endContract
  return (
    <Card title={words.contracts}>
      {contracts.length === 0 ? (
        <Text c="dimmed">{words.none}</Text>
      ) : (
        <DataTable
          caption={words.contracts}
          rows={contracts}
          id={({ contract }) => contract}
          columns={[
            { title: words.contracts, cell: ({ contract }) => contract },
            { title: words.signed, cell: ({ signed }) => dayOf(signed) },
            {
              title: words.ended,
              cell: ({ contract, ended }) => {
                if (ended !== undefined) return dayOf(ended)
                if (!mayEnd) return '–'
                return (
                  <AskingButton label={label} name={`${label}: ${contract}`}>
                    {(onClose) => (
                      <CustomerDialog command={endContract} known={{ contract }} {...{ customer, profile, onClose }} />
                    )}
                  </AskingButton>
                )
              },
            },
          ]}
        />
      )}
    </Card>
  )
}
