import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { makeApi } from '../../agent-portal/api/client.ts'
import { LiveChannel } from '../../agent-portal/api/live.ts'
import { ErrorBoundary } from '../../agent-portal/kit/state/ErrorBoundary.tsx'
import { useTheme } from '../../agent-portal/kit/theme.ts'
import { readTokens } from '../../agent-portal/kit/tokens.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { StaffGate } from '../../agent-portal/surveyor/session/StaffGate.tsx'
import { Desk } from './Desk.tsx'
import { deskTheme } from './deskTheme.ts'
import { Shell } from './Shell.tsx'

const api = makeApi('staff')
const live = new LiveChannel('staff')

/** The desk portal: one shell, sign-in before it, one lazily loaded page per section. */
export function App() {
  const language = useLanguage()
  const theme = useTheme()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={deskTheme(readTokens(), theme !== 'light')}
      componentSize="medium"
      button={{ autoInsertSpace: false }}
    >
      <ErrorBoundary onError={reportError}>
        <StaffGate
          api={api}
          live={live}
          outside={(content) => (
            <Shell sections={[]}>
              <div className="shell__outside">{content}</div>
            </Shell>
          )}
        >
          <Desk />
        </StaffGate>
      </ErrorBoundary>
    </ConfigProvider>
  )
}
