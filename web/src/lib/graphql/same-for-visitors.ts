/**
 * Headers of a page that every visitor gets alike, so that the server may keep it in memory as long as the answers it shows
 * hold. No page with a form that writes: its key is made for one visitor.
 */
export const sameForVisitors = { 'x-vicinia-same-for-visitors': 'yes' };
