'use strict';

// Counts down to the moment when trying again makes sense, and holds the action back until then. Where the page goes on by
// itself, it is the server's Refresh header that makes it.
{
  const countdown = document.getElementById('countdown');
  const over = document.getElementById('countdown-over');
  const action = document.getElementById('action');
  const target = action?.getAttribute('href');
  const end = performance.now() + Number(countdown.dataset.seconds) * 1000;

  function inWords(seconds) {
    if (seconds > 90) {
      return `${Math.ceil(seconds / 60)} minutes`;
    }
    return seconds === 1 ? '1 second' : `${seconds} seconds`;
  }

  function tick() {
    const left = end - performance.now();
    if (left <= 0) {
      finish();
      return;
    }
    countdown.textContent = `Try again in ${inWords(Math.ceil(left / 1000))}.`;
    // To the next whole second: a timer that was late does not make the following ones late.
    setTimeout(tick, left % 1000 || 1000);
  }

  function finish() {
    countdown.hidden = true;
    over.textContent = countdown.dataset.goesOn === undefined ? 'You can try again now.' : 'Trying again…';
    document.getElementById('goes-on')?.remove();
    over.className = 'countdown';
    action?.setAttribute('href', target);
    action?.removeAttribute('aria-disabled');
    action?.removeAttribute('role');
  }

  // A link without an address cannot be followed; without this script it can, at any time.
  action?.removeAttribute('href');
  action?.setAttribute('aria-disabled', 'true');
  action?.setAttribute('role', 'link');
  tick();
}
