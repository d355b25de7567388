/** Visitors read this page too: it comes without scripts, but for a small one that brings news to members. */
export const csr = false;
