import { Checkbox, Group } from '@mantine/core'
import type { CheckboxGroupProps } from '@mantine/core'
import { imports } from '../../texts/imports'

interface Props extends Omit<CheckboxGroupProps<string>, 'children' | 'error'> {
  readonly columns: readonly string[]
  readonly error: string | undefined
}

/** Some of the columns, of which at least one is needed. */
export const ColumnChecks = ({ columns, error, ...group }: Props) => (
  <Checkbox.Group {...group} error={error} required>
    <Group gap="md" mt="xs">
      {columns.map((column, at) => (
        <Checkbox
          key={column}
          value={column}
          label={imports.file.column(column)}
          {...(error !== undefined && at === 0 ? { 'data-missing': true } : {})}
        />
      ))}
    </Group>
  </Checkbox.Group>
)
