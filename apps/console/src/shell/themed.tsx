import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePrinting } from '../shared/use-printing'
import { styleNonce } from './nonce'
import { cssVariables, theme } from './theme'

/** The colours of the whole console: the reader's own on a screen, and always light on paper. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const printing = usePrinting()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      {...(printing ? { forceColorScheme: 'light' as const } : {})}
    >
      {children}
    </MantineProvider>
  )
}
