import { NativeSelect, SimpleGrid } from '@mantine/core'
import { Card } from '../../shared/card'
import { imports } from '../../texts/imports'
import { fieldsOf } from '../manifest'
import type { FieldType } from '../manifest'
import type { Written } from './mapping'
import type { PartProps } from './saying'
import { Suggested } from './suggested'
import { dayForms, timeForms } from './writing'

const words = imports.mapping
const choices = {
  decimal: words.decimals,
  thousands: words.allThousands,
  money: words.monies,
} as const

/** How the file writes days, times and numbers; only what the chosen fields need is asked. */
export function WrittenCard({ mapping: { rows, fields, written }, set, wrong }: Omit<PartProps, 'found'>) {
  const known = fieldsOf(rows)
  const types = new Set<FieldType>(Object.keys(fields).map((name) => known[name]!.type))
  const isAsked = { days: types.has('day') || types.has('moment'), times: types.has('moment') }
  const numbers = types.has('money') || types.has('whole')
  if (!isAsked.days && !numbers) return undefined
  const change = (next: Partial<Written>) => set({ written: { ...written, ...next } })
  const form = (name: 'day' | 'time', placeholder: string, forms: readonly string[]) => (
    <Suggested
      label={words[name]}
      description={words.tokensAbout}
      placeholder={placeholder}
      value={written[name]}
      error={wrong(`formats.${name}`)}
      options={forms.filter(Boolean)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  const choice = (name: keyof typeof choices) => (
    <NativeSelect
      label={words[name]}
      data={Object.entries(choices[name]).map(([value, label]) => ({ value, label }))}
      value={written[name]}
      error={wrong(`formats.${name}`)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Card title={words.written}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 5 }} spacing="sm" style={{ alignItems: 'end' }}>
        {isAsked.times && form('time', words.usualTime, timeForms())}
        {isAsked.days && form('day', words.usualDay, dayForms())}
        {numbers && choice('decimal')}
        {numbers && choice('thousands')}
        {types.has('money') && choice('money')}
      </SimpleGrid>
    </Card>
  )
}
