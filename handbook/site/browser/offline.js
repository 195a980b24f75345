/* An edition kept on the phone: the offer on its start page, and on every page a note when what is
   kept has not been compared with the site for long. The work is done by sw.js, which is registered
   when the reader taps and not before. */
(function () {
  "use strict";
  var OLD = 30 * 24 * 3600 * 1000; // ms
  var workers = navigator.serviceWorker;
  if (!workers || location.protocol === "file:") return;

  function ask(worker, message, hear) {
    var channel = new MessageChannel();
    channel.port1.onmessage = function (event) { hear(event.data); };
    worker.postMessage(message, [channel.port2]);
  }
  function day(time, tag) {
    return new Intl.DateTimeFormat(tag, { dateStyle: "long" }).format(time);
  }
  var article = document.querySelector("article");
  if (workers.controller && article) {
    ask(workers.controller, { task: "compared" }, function (now) {
      if (now.tag !== document.documentElement.lang || Date.now() - now.checked < OLD) return;
      var note = document.createElement("p");
      note.className = "kept-old";
      note.setAttribute("role", "status");
      note.textContent = now.old.replace("{date}", day(now.checked, now.tag));
      article.prepend(note);
    });
  }

  var offer = document.querySelector(".keep");
  if (!offer) return;
  var words = JSON.parse(offer.dataset.words);
  var button = offer.querySelector("button");
  var status = offer.querySelector("[role=status]");
  var list = new URL(offer.dataset.list, location.href).href;
  var script = new URL(offer.dataset.worker, location.href).href;
  var root = new URL("./", script).href;
  var kept = false;

  function show(now) {
    kept = now.edition !== undefined && root + now.edition === new URL("./", list).href;
    button.disabled = false;
    button.textContent = kept ? words.remove : words.keep;
    status.textContent = now.failed ? words.failed : kept ? words.kept : "";
    offer.hidden = false;
  }
  function ended(now) {
    if (now.end) show(now);
    else status.textContent = words.progress.replace("{done}", kb(now.done)).replace("{total}", kb(now.total));
  }
  function kb(size) {
    return Math.ceil(size / 1000);
  }
  function failed() {
    show({ failed: true });
  }
  function keep() {
    workers.register(script, { updateViaCache: "none" }).then(function () {
      return workers.ready;
    }).then(function (place) {
      ask(place.active, { task: "keep", list: list.slice(root.length) }, ended);
    }).catch(failed);
  }
  function remove() {
    workers.getRegistration(root).then(function (place) {
      ask(place.active, { task: "remove" }, function (now) {
        place.unregister().then(function () { show(now); });
      });
    }).catch(failed);
  }
  button.addEventListener("click", function () {
    button.disabled = true;
    (kept ? remove : keep)();
  });
  workers.getRegistration(root).then(function (place) {
    if (place && place.active) ask(place.active, { task: "ask" }, show);
    else show({});
  }, function () {});
})();
