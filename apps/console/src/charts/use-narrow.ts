import { useMediaQuery } from '@mantine/hooks'

/** Whether charts have to do with the width of a phone. */
export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
