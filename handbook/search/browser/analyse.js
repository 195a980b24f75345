/* Text → tokens, step by step as handbook/search/analyse.py does it, with the same tables. */
function makeAnalyser(tables, stem) {
  var word = new RegExp("[" + tables.letters + "]+(?:['’][" + tables.letters + "]+)*", "g");
  var when = tables.when ? new RegExp("[" + tables.when + "]") : null;
  var keys = Object.keys(tables.map || {}).sort(function (a, b) {
    return b.length - a.length;
  });
  var mapped = keys.length ? new RegExp(keys.join("|"), "g") : null;
  var known = new Map();

  function fold(text) {
    text = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    tables.fold.forEach(function (pair) {
      text = text.split(pair[0]).join(pair[1]);
    });
    return text;
  }
  function script(text) {
    if (!when || !when.test(text)) return text;
    return text.replace(mapped, function (letters) {
      return tables.map[letters];
    });
  }
  /* [stem folded, stem of the folded word, folded word] */
  function forms(written) {
    var found = known.get(written);
    if (!found) {
      var text = script(written.toLowerCase().replace(/’/g, "'"));
      if (tables.first) text = fold(text);
      found = [fold(stem(text)), fold(stem(fold(text))), fold(text)];
      if (known.size > 50000) known.clear();
      known.set(written, found);
    }
    return found;
  }
  return {
    fold: function (text) {
      return fold(script(text.toLowerCase()));
    },
    forms: forms,
    /* [{start, end, forms}] of a text that is in Unicode’s composed form (NFC). */
    tokens: function (text) {
      return Array.from(text.matchAll(word), function (match) {
        return { start: match.index, end: match.index + match[0].length, forms: forms(match[0]) };
      });
    },
  };
}
/* A light stemmer: the rules of handbook/language/data/stem-*.yml. */
function makeLight(rules) {
  return function (word) {
    var known = rules.words[word];
    if (known !== undefined) return known;
    if (word.length < rules.shortest) return word;
    rules.passes.forEach(function (endings) {
      for (var n = Math.min(word.length, 7); n > 0; n -= 1) {
        var rule = endings[word.slice(-n)];
        if (rule && word.length - n >= rule[0]) {
          word = word.slice(0, -n) + rule[1];
          return;
        }
      }
    });
    for (var at = word.length - 1; at >= 0; at -= 1) {
      if (rules.vowels.indexOf(word[at]) >= 0) {
        var vowel = rules.last_vowel[word[at]];
        return vowel === undefined ? word : word.slice(0, at) + vowel + word.slice(at + 1);
      }
    }
    return word;
  };
}
