/** Who works in the harbour; the first one is at another desk of the same room. */
export const PEOPLE = [
  { userId: 'ada', name: 'Ada Lovelace' },
  { userId: 'bo', name: 'Bo Lindqvist' },
  { userId: 'cem', name: 'Cem Yılmaz' },
  { userId: 'dao', name: 'Đào Ngọc Anh' },
  { userId: 'efua', name: 'Efua Mensah' },
  { userId: 'finn', name: 'Finn O’Brien' },
  { userId: 'gus', name: 'Gus van Dyk' },
] as const;

export const ACTIONS = ['cleared', 'moored', 'inspected', 'signed off', 'called for'] as const;

export const TARGETS = [
  'Ferry 7',
  'Aurora Bay',
  'Crane 4',
  'the pilot boat',
  'Lighter 12',
  'MS Halcyon',
  'the customs shed',
] as const;

export const SHIPS = ['Aurora Bay', 'MS Halcyon', 'Ferry 7', 'Ferry 9', 'Nordlys', 'Tern'] as const;

export const STATES = ['Loading', 'Unloading', 'Waiting for a pilot', 'Ready to sail'] as const;

export const NEWS = [
  { type: 'info', title: 'Ferry 9 is ten minutes late' },
  { type: 'success', title: 'Crane 4 is back in service' },
  { type: 'warning', title: 'Wind force 7 from noon', message: 'Cranes stop at force 8.' },
  { type: 'info', title: 'The pilot boat is at the pier' },
  { type: 'success', title: 'Lighter 12 has been cleared' },
] as const;

export const CHECKS = [
  'Check the gangway of Ferry 7',
  'Order bunker oil for Nordlys',
  'Ask customs about Lighter 12',
] as const;
