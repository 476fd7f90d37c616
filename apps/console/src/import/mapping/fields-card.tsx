import { SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { imports } from '../../texts/imports'
import { fieldsOf } from '../manifest'
import { ColumnChecks } from './column-checks'
import { FieldChoice } from './field-choice'
import { columnFields } from './guess'
import { placeOf } from './refusals'
import type { PartProps } from './saying'

const words = imports.mapping

/** For each field of the kind, where it comes from. */
export function FieldsCard({ mapping, found, set, wrong }: PartProps) {
  const { rows, fields } = mapping
  return (
    <Card title={words.columns}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {words.columnsAbout}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md" verticalSpacing="md">
          {columnFields(rows).map(([name, field]) => (
            <FieldChoice
              key={name}
              {...{ name, field, found }}
              source={fields[name]}
              error={wrong(placeOf(name))}
              onSource={(source) => {
                const { [name]: _, ...others } = fields
                set({ fields: source === undefined ? others : { ...others, [name]: source } })
              }}
            />
          ))}
        </SimpleGrid>
        {'attributes' in fieldsOf(rows) && <Attributes {...{ mapping, found, set, wrong }} />}
      </Stack>
    </Card>
  )
}

/** What is kept of a person: nothing by itself. */
function Attributes({ mapping: { attributes, fields }, found, set, wrong }: PartProps) {
  const error = wrong(placeOf('attributes'))
  const taken = Object.values(fields).flatMap((source) => ('column' in source ? [source.column] : []))
  const columns = found.columns.filter((column) => !taken.includes(column))
  return (
    <ColumnChecks
      label={words.attributes}
      description={words.attributesAbout}
      columns={columns}
      error={error}
      value={Object.values(attributes)}
      onChange={(chosen) => set({ attributes: Object.fromEntries(chosen.map((column) => [column, column])) })}
    />
  )
}
