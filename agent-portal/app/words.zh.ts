/** Words of the phone portal, first language; one namespace per part. */
export const zh = {
  app: { skip: '跳到正文', night: '夜间模式', notFound: '没有找到这个页面', backHome: '回到首页' },
}

export type AppWords = typeof zh
