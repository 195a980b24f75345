/* How near two words are: slips of the finger. */
function makeNearness() {
  /* Optimal string alignment: letters added, dropped, exchanged, neighbours swapped; up to `most`.
     Of the end of `b`, `free` letters may be left over: an ending that a stem lacks. */
  var rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];
  function distance(a, b, most, free) {
    var longer = b.length - a.length;
    if (longer > most + free || -longer > most || a.length > 60 || b.length > 60) return most + 1;
    var row = rows[0];
    for (var j = 0; j <= b.length; j += 1) row[j] = j;
    for (var i = 1; i <= a.length; i += 1) {
      var older = rows[(i + 1) % 3];
      var last = row;
      row = rows[i % 3];
      var best = (row[0] = i);
      for (j = 1; j <= b.length; j += 1) {
        var cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          cost = Math.min(cost, older[j - 2] + 1);
        }
        row[j] = cost;
        if (cost < best) best = cost;
      }
      if (best > most) return most + 1;
    }
    for (best = most + 1, j = b.length - free; j <= b.length; j += 1) best = Math.min(best, row[j]);
    return best;
  }

  /* Which letters a word has, as bits: words that differ in many cannot be near each other. */
  function letters(word) {
    var bits = 0;
    for (var i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }
  function bitCount(bits) {
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    return (((bits + (bits >>> 4)) & 0xf0f0f0f) * 0x1010101) >>> 24;
  }

  return { distance: distance, letters: letters, bitCount: bitCount };
}
