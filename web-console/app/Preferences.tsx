import { MoonOutlined, QuestionCircleOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseTheme, useTheme } from '../../agent-portal/kit/theme.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'

/** Help, dark variant and language, in the header. */
export function Preferences({ onHelp }: { readonly onHelp: () => void }) {
  const { t, i18n } = useTranslation('console')
  const language = useLanguage()
  const dark = useTheme() !== 'light'
  return (
    <div className="shell__preferences">
      <Tooltip title={t('keys.help')}>
        <Button type="text" aria-label={t('keys.help')} icon={<QuestionCircleOutlined />} onClick={onHelp} />
      </Tooltip>
      <Tooltip title={t('dark')}>
        <Button
          type="text"
          aria-label={t('dark')}
          aria-pressed={dark}
          icon={dark ? <SunOutlined /> : <MoonOutlined />}
          onClick={() => chooseTheme(dark ? 'light' : 'dark')}
        />
      </Tooltip>
      {/* The other language, in its own words: who needs it cannot read this one. */}
      <Button
        type="text"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => void i18n.changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
      >
        {language === 'en' ? '中文' : 'English'}
      </Button>
    </div>
  )
}
