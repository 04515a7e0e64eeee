// Keeps the page true to its source while it is written.
(() => {
  'use strict';
  const shown = document.querySelector('meta[name="pupitre-shown"]').content;
  const path = decodeURI(location.pathname).replace(/^\//u, '').replace(/(^|\/)$/u, '$1index.html');
  connect();

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_pupitre/tab`);
    socket.addEventListener('open', () => socket.send(JSON.stringify({ path, shown })));
    socket.addEventListener('message', ({ data }) => {
      if (JSON.parse(data).do === 'reload') location.reload();
    });
    socket.addEventListener('close', () => setTimeout(connect, 500));
  }
})();
