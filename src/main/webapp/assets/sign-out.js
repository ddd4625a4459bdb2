'use strict';

// Signs out: asks first if there is a call, ends the session at the server, then the phone in the page.
{
  const PHONE_MS = 2_000;
  const SERVER_MS = 10_000;
  const { base } = document.body.dataset;
  const form = document.querySelector('form.sign-out');
  const question = document.getElementById('on-a-call');

  /** Ends the session here. It comes first and does not depend on the widget. */
  async function endSession() {
    const answer = await fetch(form.action, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(SERVER_MS),
    });
    // 401: there was no session any more. A redirect, which is not followed, is the answer for a form.
    if (!answer.ok && answer.status !== 401 && answer.type !== 'opaqueredirect') {
      throw new Error(`Sign-out was answered with ${answer.status}`);
    }
  }

  let leaving = false;

  async function signOut() {
    if (leaving) {
      return;
    }
    leaving = true;
    document.dispatchEvent(new Event('signing-out'));
    const button = form.querySelector('button');
    button.setAttribute('aria-disabled', 'true');
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Signing out…';
    try {
      await endSession();
    } catch {
      // The plain form does without this script, and shows what the server has to say.
      form.submit();
      return;
    }
    document.dispatchEvent(new Event('signed-out'));
    await window.pagePhone?.end(PHONE_MS);
    location.replace(`${base}/?signed-out`);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!window.pagePhone?.isOnCall) {
      signOut();
    } else if (!question.open) {
      question.returnValue = '';
      question.showModal();
    }
  });
  question.addEventListener('close', () => {
    if (question.returnValue === 'sign-out') {
      signOut();
    }
  });
  document.addEventListener('phone-ends-session', signOut);
}
