import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '../i18n.ts'
import { chooseTheme, startTheme, themeChoices } from '../theme.ts'
import { Gallery } from './Gallery.tsx'
import '../base.css'
import './gallery.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// ?theme=night&lang=en&device=phone, so that a test opens exactly what it looks at.
const asked = new URLSearchParams(window.location.search)
if (asked.get('device') === 'phone') document.documentElement.dataset['device'] = 'phone'
startTheme('dark')
chooseTheme(themeChoices.find((choice) => choice === asked.get('theme')) ?? 'system')
startI18n({ 'zh-CN': {}, en: {} }, asked.get('lang') ?? 'zh-CN')

createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
)
