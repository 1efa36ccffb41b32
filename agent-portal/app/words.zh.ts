/** Words of the phone portal, first language; one namespace per part. */
export const zh = {
  app: { skip: '跳到正文', night: '夜间模式', notFound: '没有找到这个页面', backHome: '回到首页' },
  surveyor: {
    title: '快处 · 查勘',
    signedOut: '尚未登录',
    signedOutText: '登录后，这里显示分派给您的事故。',
  },
}

export type AppWords = typeof zh
