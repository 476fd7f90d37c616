import { Checkbox, Table, Text } from '@mantine/core'
import { useNarrow } from '../shared/use-narrow'
import { Card } from '../shared/card'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { pairsOf } from './parts'
import type { Pair, Plan } from './parts'
import { Said } from './said'
import { nameOf, saidOf } from './wording'

const words = texts.changes

interface Props {
  readonly title: string
  readonly before: Plan
  readonly after: Plan
  /** What the two versions are called. */
  readonly names: readonly [before: string, after: string]
}

/** Two versions of a plan beside each other; what differs is marked by colour and weight. */
export function Comparison({ title, before, after, names }: Props) {
  const { get, set } = useUrlState()
  const all = get('compared') === 'all'
  const narrow = useNarrow()
  const pairs = pairsOf(before, after)
  const different = pairs.filter(({ differs }) => differs)
  const shown = all ? pairs : different
  const everything = (
    <Checkbox
      label={words.everything}
      checked={all}
      onChange={({ currentTarget: { checked } }) => set({ compared: checked ? 'all' : undefined })}
      className="no-print"
    />
  )
  return (
    <Card title={title} aside={everything}>
      <Text c="dimmed" mb="sm" role="status">
        {words.count(different.length)}
      </Text>
      {shown.length > 0 && (
        <Table layout="fixed" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              {!narrow && <Table.Th w="26%">{words.what}</Table.Th>}
              {names.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((pair) => (
              <Row key={pair.key} pair={pair} currencies={[before.currency, after.currency]} narrow={narrow} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  )
}

interface RowProps {
  readonly pair: Pair
  readonly currencies: readonly [string, string]
  readonly narrow: boolean
}

/** On a phone the name stands above its two versions. */
function Row({ pair: { before, after, differs }, currencies, narrow }: RowProps) {
  const name = nameOf((after ?? before)!)
  const versions = [
    <Said key="old" text={saidOf(before, currencies[0])} mark={differs ? 'old' : undefined} />,
    <Said key="new" text={saidOf(after, currencies[1])} mark={differs ? 'new' : undefined} />,
  ].map((said) => (
    <Table.Td key={said.key} style={{ verticalAlign: 'top' }}>
      {said}
    </Table.Td>
  ))
  const heading = (
    <Table.Th fw={500} c="dimmed" className="anywhere" style={{ verticalAlign: 'top' }} {...(narrow ? above : beside)}>
      {name}
    </Table.Th>
  )
  if (!narrow)
    return (
      <Table.Tr>
        {heading}
        {versions}
      </Table.Tr>
    )
  return (
    <>
      <Table.Tr style={{ borderBottom: 0 }}>{heading}</Table.Tr>
      <Table.Tr>{versions}</Table.Tr>
    </>
  )
}

const above = { colSpan: 2, scope: 'colgroup', pb: 0 }
const beside = { scope: 'row' }
