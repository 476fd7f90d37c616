import { SimpleGrid } from '@mantine/core'
import { Card } from '../../shared/card'
import { imports } from '../../texts/imports'
import { remembered } from './habits'
import type { PartProps } from './saying'
import { Suggested } from './suggested'

const words = imports.mapping
const known = {
  source: () => remembered().sources,
  zone: () => Intl.supportedValuesOf('timeZone'),
  currency: () => Intl.supportedValuesOf('currency'),
} as const

/** Where the file comes from, and in which zone and currency it speaks. */
export function OriginCard({ mapping, set, wrong }: Omit<PartProps, 'found'>) {
  const field = (name: keyof typeof known, typed: (text: string) => string = (text) => text) => (
    <Suggested
      label={words[name]}
      description={words[`${name}About`]}
      required
      name={name}
      value={mapping[name]}
      error={wrong(name)}
      options={known[name]()}
      onChange={(event) => set({ [name]: typed(event.currentTarget.value) })}
    />
  )
  return (
    <Card title={words.origin}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" style={{ alignItems: 'end' }}>
        {field('source', (text) => text.toLowerCase())}
        {field('zone')}
        {field('currency', (text) => text.toUpperCase())}
      </SimpleGrid>
    </Card>
  )
}
