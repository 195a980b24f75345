(function () {
  var sections = [].slice.call(document.querySelectorAll("section[data-home]"));
  var own = sections.slice(1).filter(function (s) {
    return location.pathname.indexOf(new URL(s.dataset.home, location).pathname) === 0;
  })[0] || sections[0];
  sections.forEach(function (s) { s.hidden = s !== own; });
  document.documentElement.lang = own.lang;
  document.title = own.querySelector("h1").textContent;
})();
