const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What somebody wrote, for a feed: readers take descriptions for HTML, and one sign that XML does not know ends the whole feed. */
export const feedText = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (sign) => signs[sign] ?? sign);
