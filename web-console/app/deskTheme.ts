import { theme as antTheme, type ThemeConfig } from 'antd'
import { type Tokens } from '../../agent-portal/kit/tokens.ts'

/**
 * The kit's tokens as a theme of Ant Design. Ant Design derives its shades by computing, so it needs values; they are read from the page, and
 * tokens.css stays the only place that names a colour.
 */
export function deskTheme(tokens: Tokens, dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      colorPrimary: tokens.action,
      colorInfo: tokens.action,
      colorSuccess: tokens.ok,
      colorWarning: tokens.warn,
      colorError: tokens.bad,
      colorLink: tokens['action-ink'],
      colorTextBase: tokens.ink,
      colorText: tokens.ink,
      colorTextSecondary: tokens['ink-quiet'],
      colorTextDescription: tokens['ink-quiet'],
      colorTextPlaceholder: tokens['ink-quiet'],
      colorBgElevated: tokens.surface,
      colorBgLayout: tokens.ground,
      colorBgContainer: tokens.surface,
      colorBorder: tokens['line-strong'],
      colorBorderSecondary: tokens.line,
      fontFamily: tokens.font,
      fontSize: 16,
      borderRadius: 8,
      sizeUnit: 4,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Layout: {
        siderBg: tokens.navy,
        triggerBg: tokens.navy,
        triggerColor: tokens['on-navy'],
        headerBg: tokens.surface,
        headerPadding: '0 16px',
        headerHeight: 56,
      },
      Menu: {
        darkItemBg: tokens.navy,
        darkItemColor: tokens['on-navy-quiet'],
        darkItemHoverColor: tokens['on-navy'],
        darkItemSelectedBg: tokens.action,
        darkItemSelectedColor: tokens['on-action'],
      },
      // Hovered as at rest: the lighter shade that would be derived leaves its label below 4.5:1.
      Button: { dangerColor: dark ? tokens.ground : tokens['on-action'], colorErrorHover: tokens.bad },
      Segmented: { trackBg: tokens.sunken, itemColor: tokens['ink-quiet'] },
      Table: { headerBg: tokens.sunken, cellPaddingBlockSM: 6 },
    },
  }
}
