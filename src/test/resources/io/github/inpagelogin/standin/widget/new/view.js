/* What is to be seen, and a telephone that only pretends. */

const shown = (id) => document.getElementById(id);

let session = 0;

export function tellParent(message) {
  window.parent.postMessage(message, '*');
}

export const view = {
  loading(problem = '') {
    show(`Loading… ${problem}`.trim());
  },

  signedOut(problem = '') {
    endCall();
    show('Signed out', problem);
    shown('signed-out').hidden = false;
  },

  signedIn(person, account, owner) {
    show('Signed in');
    shown('name').textContent = person.name;
    shown('name').dataset.owner = owner;
    shown('number').textContent = `${account.mainNumber} ext. ${person.extensionNumber}`;
    shown('signed-in').hidden = false;
  },

  onSignIn(action) {
    shown('sign-in').addEventListener('click', action);
  },

  onSignOut(action) {
    shown('sign-out').addEventListener('click', action);
  },

  cannotSignIn(problem) {
    show('Signed out', problem);
    shown('signed-out').hidden = false;
    shown('sign-in').hidden = true;
  },
};

function show(status, problem = '') {
  shown('status').textContent = status;
  shown('signed-in').hidden = true;
  shown('signed-out').hidden = true;
  shown('problem').textContent = problem;
  shown('problem').hidden = !problem;
}

/** Says how the pretended call stands, in the form that the real widget documents. */
function tellCall(telephonyStatus) {
  tellParent({
    type: 'rc-active-call-notify',
    call: {
      sessionId: String(session),
      direction: 'Outbound',
      to: { phoneNumber: shown('dialed').value },
      telephonyStatus,
      terminationType: telephonyStatus === 'NoCall' ? 'final' : 'intermediate',
    },
  });
}

function endCall() {
  session = 0;
  shown('call').textContent = 'Call';
  shown('call-status').textContent = '';
}

shown('pad').addEventListener('click', (event) => {
  if (event.target.matches('button')) {
    shown('dialed').value += event.target.textContent;
  }
});

shown('call').addEventListener('click', () => {
  if (session) {
    tellCall('NoCall');
    endCall();
  } else {
    session = Date.now();
    shown('call').textContent = 'Hang up';
    shown('call-status').textContent = 'A call, but only in name: the stand-in makes none.';
    tellCall('CallConnected');
  }
});
