export const pastCampaign = {
  pastCampaign: {
    title: 'Take over a campaign of the past',
    about:
      'That went on before it was kept here. Its plan stands as its source tells it; nothing says that it was approved. What you type is kept in this tab until you save it.',
    where: 'Its state, and where it is known from',
    phase: 'How far it had come',
    takeOver: 'Take it over',
  },
} as const
