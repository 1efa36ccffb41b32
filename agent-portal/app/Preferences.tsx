import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icons.tsx'
import { chooseTheme, useTheme } from '../kit/theme.ts'
import { useLanguage } from '../kit/words.ts'

/** Language and night mode, one press each. */
export function Preferences() {
  const { t, i18n } = useTranslation('app')
  const night = useTheme() !== 'light'
  const language = useLanguage()
  return (
    <div className="layout__preferences">
      <button
        type="button"
        className="layout__preference"
        aria-pressed={night}
        aria-label={t('night')}
        title={t('night')}
        onClick={() => chooseTheme(night ? 'light' : 'night')}
      >
        <Icon name="moon" />
      </button>
      {/* The other language, in its own words: who needs it cannot read this one. */}
      <button
        type="button"
        className="layout__preference"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => void i18n.changeLanguage(language === 'en' ? 'zh-CN' : 'en')}
      >
        {language === 'en' ? '中文' : 'English'}
      </button>
    </div>
  )
}
