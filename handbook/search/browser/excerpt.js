/* What is shown of a section: a piece of its text around the words asked for, those words marked. */
function makeExcerpts(analyser) {
  var LENGTH = 180;
  var entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  function escape(text) {
    return text.replace(/[&<>"]/g, function (sign) { return entities[sign]; });
  }
  function hits(text, wanted) {
    return analyser.tokens(text).filter(function (token) { return wanted.has(token.forms[0]); });
  }
  function marked(text, found, start, end) {
    var html = "";
    var at = start;
    found.forEach(function (token) {
      if (token.start < start || token.end > end) return;
      html += escape(text.slice(at, token.start));
      html += "<mark>" + escape(text.slice(token.start, token.end)) + "</mark>";
      at = token.end;
    });
    return html + escape(text.slice(at, end));
  }
  /* First hit of the window that holds the most different words asked for. */
  function best(found, wanted) {
    var most = 0;
    var chosen = found[0];
    found.forEach(function (token, at) {
      var seen = new Set();
      for (var i = at; i < found.length && found[i].end - token.start < LENGTH * 0.7; i += 1) {
        seen.add(wanted.get(found[i].forms[0]));
      }
      if (seen.size > most) {
        most = seen.size;
        chosen = token;
      }
    });
    return chosen;
  }
  return {
    /* The whole of a short text, its words marked. */
    heading: function (text, wanted) {
      return marked(text, hits(text, wanted), 0, text.length);
    },
    /* `wanted`: Map term → which word of the query it answers. */
    text: function (text, wanted) {
      var found = hits(text, wanted);
      var start = 0;
      if (found.length) {
        start = Math.max(0, Math.min(best(found, wanted).start - 50, text.length - LENGTH));
        if (start) start = Math.max(start, text.slice(0, start + 25).search(/\s\S*$/) + 1);
      }
      var end = Math.min(text.length, start + LENGTH);
      if (end < text.length) end = Math.max(start + 1, text.lastIndexOf(" ", end));
      return (start ? "… " : "") + marked(text, found, start, end) + (end < text.length ? " …" : "");
    },
  };
}
