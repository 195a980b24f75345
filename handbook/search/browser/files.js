/* All that is fetched after the core comes through here: want(name, done) calls done(content), or
   done() when it could not be had. Each file is a script that says handbookSearch.give(name, content). */
function makeFiles(port) {
  var waiting = {};

  function settle(name, content) {
    var calls = waiting[name] || [];
    delete waiting[name];
    calls.forEach(function (done) { done(content); });
  }
  port.give = settle;
  return function (name, done) {
    if (waiting[name]) {
      waiting[name].push(done);
      return;
    }
    waiting[name] = [done];
    port.load(name, function () { settle(name); });
  };
}
