/* Numbers and words as handbook/search/pack.py writes them. */
function makePacking() {
  var DIGITS = "";
  for (var code = 35; code < 127; code += 1) {
    if (code !== 92 && code !== 96) DIGITS += String.fromCharCode(code);
  }
  var LAST = 64;
  var value = {};
  DIGITS.split("").forEach(function (digit, number) {
    value[digit] = number;
  });

  function numbers(text) {
    var found = [];
    var sum = 0;
    var unit = 1;
    for (var i = 0; i < text.length; i += 1) {
      var digit = value[text[i]];
      if (digit >= LAST) {
        sum += unit * digit;
        unit *= DIGITS.length - LAST;
      } else {
        found.push(sum + unit * digit);
        sum = 0;
        unit = 1;
      }
    }
    return found;
  }
  function words(text) {
    var before = "";
    return text.split(" ").map(function (entry) {
      before = before.slice(0, value[entry[0]]) + entry.slice(1);
      return before;
    });
  }

  return { value: value, numbers: numbers, words: words };
}
