import { Suspense } from 'react'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { Navigate, Route, Routes } from 'react-router'
import { ErrorBoundary } from '../../agent-portal/kit/state/ErrorBoundary.tsx'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { useTheme } from '../../agent-portal/kit/theme.ts'
import { readTokens } from '../../agent-portal/kit/tokens.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { deskTheme } from './deskTheme.ts'
import { NotFound } from './NotFound.tsx'
import { sections } from './sections.ts'
import { Shell } from './Shell.tsx'

/** The desk portal: one shell, one lazily loaded page per section. */
export function App() {
  const language = useLanguage()
  const theme = useTheme()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={deskTheme(readTokens(), theme !== 'light')}
      componentSize="medium"
    >
      <ErrorBoundary onError={reportError}>
        <Shell>
          <Suspense fallback={<LoadingState />}>
            <Routes>
              <Route index element={<Navigate to={sections[0].path} replace />} />
              {sections.map(({ path, Page }) => (
                <Route key={path} path={`${path}/*`} element={<Page />} />
              ))}
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </Shell>
      </ErrorBoundary>
    </ConfigProvider>
  )
}
