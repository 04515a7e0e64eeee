// Words that were meant by one that was mistyped: no page.
(function (pupitre) {
'use strict';

// The words of a sorted list that are `most` slips or fewer away from `typed`: a letter too many, too
// few, another, or two that changed places (optimal string alignment). With `begins`, those that begin so.
// What neighbours share is computed once, and the rest is left where it is too far off.
pupitre.slips = function (words, typed, most, begins) {
  const width = typed.length + 1;
  const rows = [Uint8Array.from({ length: width }, (_, at) => at)];
  const found = [];
  let before = '';
  let dead = Infinity; // How many letters were enough to be too far off.

  // The rows of `word` behind its first `same` letters; at which letter it was too far off.
  function fill(word, same) {
    for (let depth = same + 1; depth <= word.length; depth += 1) {
      const row = (rows[depth] ||= new Uint8Array(width));
      const above = rows[depth - 1];
      const letter = word[depth - 1];
      row[0] = depth;
      let least = depth;
      for (let at = 1; at < width; at += 1) {
        let cost = Math.min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (letter === typed[at - 1] ? 0 : 1));
        if (depth > 1 && at > 1 && letter === typed[at - 2] && word[depth - 2] === typed[at - 1]) {
          cost = Math.min(cost, rows[depth - 2][at - 2] + 1);
        }
        row[at] = cost;
        if (cost < least) least = cost;
      }
      // Two that change places look one row back.
      if (least > most && above.every((cost) => cost >= most)) return depth;
    }
    return Infinity;
  }

  for (let number = 0; number < words.length; number += 1) {
    const word = words[number];
    let same = 0;
    while (same < before.length && before[same] === word[same]) same += 1;
    before = word;
    if (!begins && word.length > typed.length + most) {
      // Its rows are still those of the word before.
      before = word.slice(0, same);
      if (same < dead) dead = Infinity;
      continue;
    }
    if (same < dead) dead = fill(word, same);
    let distance = dead === Infinity ? rows[word.length][width - 1] : most + 1;
    if (begins) {
      const last = Math.min(word.length, dead - 1, typed.length + most);
      for (let length = Math.max(1, typed.length - most); length <= last; length += 1) {
        distance = Math.min(distance, rows[length][width - 1]);
      }
    }
    if (distance <= most) found.push({ number, distance });
  }
  return found;
};
})(pupitre);
