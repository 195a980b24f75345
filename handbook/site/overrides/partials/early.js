(function (root, body) {
  root.className = "js";
  var scheme = null;
  try { scheme = localStorage.getItem("handbook.scheme"); } catch (error) {}
  if (!scheme && matchMedia("(prefers-color-scheme: dark)").matches) scheme = "slate";
  if (scheme) body.dataset.mdColorScheme = scheme;
})(document.documentElement, document.body);
