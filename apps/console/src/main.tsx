import { MantineProvider } from '@mantine/core'
import './shell/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries'
import { Screens } from './screens'
import './shell/page.css'
import { styleNonce } from './shell/nonce'
import { cssVariables, theme } from './shell/theme'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <Screens />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
