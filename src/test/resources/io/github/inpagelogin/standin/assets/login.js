'use strict';

// Choosing a person of the demo fills in the form; the person still presses "Sign in".
document.querySelectorAll('button.person').forEach((person) => {
  person.addEventListener('click', () => {
    document.getElementById('username').value = person.dataset.username;
    document.getElementById('password').value = person.dataset.password;
    document.getElementById('log-in').focus();
  });
});
