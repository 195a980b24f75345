/* The preview's: shows what is wrong with the book, and loads the page again when it has changed. */
(function (preview) {
  var box;
  function show(problems) {
    if (box) box.remove();
    box = null;
    if (!problems.length) return;
    box = document.createElement("pre");
    box.id = "handbook-problems";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:fixed;z-index:99;left:0;right:0;bottom:0;max-height:50vh;overflow:auto;margin:0;padding:1rem;" +
      "white-space:pre-wrap;font:14px/1.5 monospace;color:#fff;background:#7a1016";
    box.textContent = problems.join("\n");
    document.body.append(box);
  }
  function ask(known) {
    fetch(preview.ask + "?" + known, { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (known >= 0 && now.version !== known && !now.problems.length) return location.reload();
        show(now.problems);
        ask(now.version);
      })
      .catch(function () { setTimeout(ask, 1000, known); });
  }
  fetch(preview.ask + "?-1").then(function (answer) { return answer.json(); }).then(function (now) {
    show(now.problems);
    ask(preview.version);
  });
});
