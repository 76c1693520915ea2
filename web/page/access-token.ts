const KEY = 'citewell-token';

/**
 * The token of a private bot: from `#token=…`, which browsers send to nobody and which is taken out of the address, or
 * from what was entered before in this tab.
 */
export function heldToken(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    hold(given);
    return given;
  }
  return read() ?? undefined;
}

/**
 * Asks for the token, and starts the page over with it.
 *
 * @param refused The token that the server did not take, if there was one.
 */
export function askForToken(refused: string | undefined): void {
  const form = document.getElementById('token-form');
  const field = document.getElementById('token');
  if (!(form instanceof HTMLFormElement && field instanceof HTMLInputElement)) return;
  form.hidden = false;
  if (refused !== undefined) field.setAttribute('aria-invalid', 'true');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    hold(field.value.trim());
    location.reload();
  });
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch (error) {
    // A browser may forbid storage: then the token lives as long as the page.
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}

function hold(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
