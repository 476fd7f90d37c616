import './shell/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries'
import { Screens } from './screens'
import './shell/page.css'
import './shell/print.css'
import { Themed } from './shell/themed'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Themed>
      <QueryClientProvider client={queries}>
        <Screens />
      </QueryClientProvider>
    </Themed>
  </StrictMode>,
)
