// Signing out leaves no names on the device: what the door of an event kept for hours without a network goes first.
const form = document.querySelector('form[data-sign-out]');

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  await globalThis.caches?.delete('vicinia-door').catch(() => false);
  form.submit();
});
