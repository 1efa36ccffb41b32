import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router'
import { startI18n } from '../agent-portal/kit/i18n.ts'
import { makeQueryClient } from '../agent-portal/kit/queries.ts'
import { startTheme } from '../agent-portal/kit/theme.ts'
import { en as caseWordsEn } from '../agent-portal/surveyor/words.en.ts'
import { zh as caseWordsZh } from '../agent-portal/surveyor/words.zh.ts'
import { App } from './app/App.tsx'
import { en } from './app/words.en.ts'
import { zh } from './app/words.zh.ts'
import '../agent-portal/kit/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

startTheme('dark')
startI18n({ 'zh-CN': { ...zh, surveyor: caseWordsZh }, en: { ...en, surveyor: caseWordsEn } })

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <BrowserRouter basename="/console">
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
