import { type ReactNode, useState } from 'react'
import { Layout, Menu } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { OfflineNotice } from '../../agent-portal/kit/state/OfflineNotice.tsx'
import { KeyboardHelp } from './KeyboardHelp.tsx'
import { Preferences } from './Preferences.tsx'
import type { Section } from './sections.ts'
import { type Shortcut, useShortcuts } from './useShortcuts.ts'
import './shell.css'

export interface ShellProps {
  /** What the navigation offers; nothing while nobody is signed in. */
  readonly sections: readonly Section[]
  /** Right end of the header: who is signed in, and the way out. */
  readonly userMenu?: ReactNode
  readonly children: ReactNode
}

/** The frame around every desk page: navy side navigation, a header, the page. */
export function Shell({ sections, userMenu, children }: ShellProps) {
  const { t } = useTranslation('console')
  const { t: nameOf } = useTranslation('sections')
  const navigate = useNavigate()
  const here = useLocation().pathname.split('/')[1] ?? ''
  const [helpOpen, setHelpOpen] = useState(false)
  const [collapsed, setCollapsed] = useState(false)
  const current = sections.find((section) => section.path === here)

  const shortcuts: Shortcut[] = [
    { key: '?', does: t('keys.help'), run: () => setHelpOpen(true) },
    { key: '[', does: t('keys.fold'), run: () => setCollapsed((folded) => !folded) },
    ...sections.map((section, index) => ({
      key: String(index + 1),
      alt: true,
      does: t('keys.goTo', { section: nameOf(section.name) }),
      run: () => void navigate(`/${section.path}`),
    })),
  ]
  useShortcuts(shortcuts)

  return (
    <Layout className="shell">
      <a className="kit-unseen shell__skip" href="#content">
        {t('skip')}
      </a>
      <Layout.Sider
        className="shell__side kit-on-navy"
        width={216}
        collapsedWidth={64}
        breakpoint="lg"
        collapsible
        collapsed={collapsed}
        onCollapse={setCollapsed}
        trigger={null}
      >
        <p className="shell__brand">
          <strong>{t('brand')}</strong>
          {!collapsed && <span>{t('brandLine')}</span>}
        </p>
        <nav aria-label={t('navigation')}>
          <Menu
            theme="dark"
            mode="inline"
            selectedKeys={[here]}
            items={sections.map(({ path, name, Icon }) => ({
              key: path,
              icon: <Icon />,
              label: <Link to={`/${path}`}>{nameOf(name)}</Link>,
            }))}
          />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header className="shell__header">
          <h1 className="shell__title">{nameOf(current?.name ?? 'none')}</h1>
          <Preferences onHelp={() => setHelpOpen(true)} />
          {userMenu}
        </Layout.Header>
        <OfflineNotice />
        <Layout.Content id="content" className="shell__content" tabIndex={-1}>
          {children}
        </Layout.Content>
      </Layout>
      <KeyboardHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </Layout>
  )
}
