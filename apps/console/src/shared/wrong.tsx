import { Text } from '@mantine/core'

/** What went wrong with something that was asked for, in a line; nothing where nothing did. */
export const Wrong = ({ error }: { readonly error: Error | null }) =>
  error && (
    <Text role="alert" size="sm" c="var(--mantine-color-error)">
      {error.message}
    </Text>
  )
