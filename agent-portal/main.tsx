import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router'
import { App } from './app/App.tsx'
import { en } from './app/words.en.ts'
import { zh } from './app/words.zh.ts'
import { startI18n } from './kit/i18n.ts'
import { makeQueryClient } from './kit/queries.ts'
import { startTheme } from './kit/theme.ts'
import './kit/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

startTheme('night')
startI18n({ 'zh-CN': zh, en })

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
