/** What staff have seen or vouch for, about a member. */
export const checkKinds = ['IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Where helping brings people together, from the most open place to the most delicate. */
export const settings = ['IN_PUBLIC', 'AT_DOOR', 'AT_HOME', 'WITH_CHILDREN'] as const;
export type Setting = (typeof settings)[number];
