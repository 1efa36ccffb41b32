/** Words of the desk portal, first language. */
export const zh = {
  console: {
    brand: '快处',
    brandLine: '工作台',
    navigation: '主导航',
    skip: '跳到正文',
    dark: '深色模式',
    notFound: '没有找到这个页面',
    backHome: '回到工作台首页',
    keys: { title: '键盘操作', help: '键盘帮助', fold: '收起或展开导航', goTo: '前往 {{section}}' },
    signedOut: '尚未登录',
    signedOutText: '登录后，这里显示需要您处理的事项。',
  },
  sections: { home: '首页' },
}

export type ConsoleWords = typeof zh
