/** Words of the phone portal, first language; one namespace per part. */
export const zh = {
  app: { skip: '跳到正文', night: '夜间模式', notFound: '没有找到这个页面', backHome: '回到首页' },
  driver: {
    title: '快处 · 事故快速处理',
    safety: {
      heading: '先确保人员安全',
      hazardLights: '打开双闪，关闭发动机',
      leaveRoad: '所有人撤到路边、护栏外',
      warningTriangle: '在车后 50 至 100 米放三角警示牌（高速公路 150 米以外），夜间同时开示廓灯和后位灯',
      injured: '有人受伤、着火或泄漏',
      injuredAdvice: '不要移动车辆，立即求助。',
      ambulance: '拨打 120 急救',
      fire: '拨打 119 火警',
    },
    callPolice: '要求交警到场（拨打 122）',
  },
  surveyor: {
    title: '快处 · 查勘',
    signedOut: '尚未登录',
    signedOutText: '登录后，这里显示分派给您的事故。',
  },
}

export type AppWords = typeof zh
