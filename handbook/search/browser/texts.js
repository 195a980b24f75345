/* Which file holds the text of a section, and the texts that are here. Packing: handbook/search/publish.py. */
function makeTexts(data, packing) {
  var names = data.texts.split(" ");
  var held = {};
  var file = [];
  var at = [];
  packing.numbers(data.chunks).forEach(function (count, number) {
    for (var i = 0; i < count; i += 1) {
      file.push(names[number]);
      at.push(i);
    }
  });
  return {
    file: function (section) { return file[section]; },
    has: function (name) { return name in held; },
    give: function (name, sections) { held[name] = sections; },
    /* Text of a section; undefined until it has been fetched. */
    of: function (section) { return (held[file[section]] || [])[at[section]]; },
  };
}
